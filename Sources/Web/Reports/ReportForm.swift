import Agreements
import Operations
import Reports
import Storage

/// What a reader can ask a report for.
struct ReportForm {
    let report: Report
    let asked: ReportAsked
    let names: ReportNames
    var place = ReportPlace(kind: .desk)

    static let badDates = Refusal(
        what: "From and To are no period.", clause: nil,
        remedy: "Type two dates like 2026-12-25, from 2000 to 2100, the earlier one first, at most ten years "
            + "apart.")

    static let reckoning = Refusal(
        what: "The credits are being reckoned from many tickets.", clause: "K",
        remedy: "Open this page again in a moment.")

    var fields: [FormField] {
        [
            field(
                "period", "Period", asked.choice?.rawValue ?? "dates",
                ReportPeriod.Choice.allCases.map { FieldChoice(value: $0.rawValue, label: $0.words) }
                    + [FieldChoice(value: "dates", label: "From … to …")]),
            FormField(
                scope: "report", name: "from", label: "From", kind: .date,
                value: asked.choice == nil ? asked.from : ""),
            FormField(
                scope: "report", name: "to", label: "To", kind: .date,
                value: asked.choice == nil ? asked.to : ""),
            field(
                "split", "Split by", asked.split,
                [FieldChoice(value: "none", label: "Nothing")]
                    + ReportQuery.Split.all(of: report).filter(place.offers).map {
                        FieldChoice(value: $0.word, label: $0.words)
                    }),
        ]
            + (place.organisation == nil
                ? [
                    only(
                        .organisation, "Any customer",
                        names.customers.map { FieldChoice(value: $0.id, label: $0.name) })
                ] : []) + [
                only(
                    .severity, "Any severity",
                    Severity.allCases.indices.map {
                        FieldChoice(value: "\($0)", label: names.words("\($0)", of: .severity))
                    }),
                only(
                    .category, "Any category",
                    names.categories.map { FieldChoice(value: $0, label: $0.capitalisedFirst) }),
            ] + rest
    }

    /// What a link kept the question to, and no other field shows.
    private var rest: [FormField] {
        [FigureQuestion.Split.agreement, .tier, .channel, .agent].filter { asked.only[$0] != nil }.map {
            column in
            return only(column, "Any \(column.words.lowercased())", [])
        }
    }

    private func only(
        _ column: FigureQuestion.Split, _ any: String, _ choices: [FieldChoice]
    ) -> FormField {
        let kept = asked.only[column]
        let value = kept.map { $0.isEmpty ? ReportAsked.none : $0 } ?? ""
        let known = choices.contains { $0.value == value } || kept == nil
        let extra = known ? [] : [FieldChoice(value: value, label: names.words(kept ?? "", of: column))]
        return field(
            column.rawValue, column.words, value,
            [FieldChoice(value: "", label: any)] + choices + extra)
    }

    private func field(
        _ name: String, _ label: String, _ value: String, _ choices: [FieldChoice]
    ) -> FormField {
        FormField(scope: "report", name: name, label: label, kind: .choice(choices), value: value)
    }

    /// What the tickets of a page have in common.
    static func summary(
        _ report: Report, _ asked: ReportAsked, _ period: ReportPeriod, _ names: ReportNames,
        _ words: DeskWords
    ) -> String {
        var parts = [words.days(of: period)]
        if let least = asked.part.least {
            parts.append("took \(Report.Column.Unit.minutes.words(least)) or longer")
        } else if let part = report.words(of: asked.part.keys) {
            parts.append(part)
        }
        if let ground = asked.ground {
            parts.append(ground.isEmpty ? "waiting for the customer" : "excluded: \(ground)")
        }
        for (column, value) in asked.only.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            parts.append("\(column.words.lowercased()) \(names.words(value, of: column))")
        }
        return parts.joined(separator: ", ") + "."
    }
}
