import Agreements
import BusinessTime
import Desk
import Hummingbird
import Operations
import Reports
import Storage

/// The form of a report that is mailed by itself, and what it sends.
struct ScheduleForm {
    let reports: [Report]
    let names: ReportNames

    /// As the link from a report fills them in; nil without one.
    static func fields(of request: Request) -> Fields? {
        let asked = request.uri.queryParameters
        guard let report = asked.get("report"), Report.named(report) != nil else { return nil }
        var values = ["report": report]
        for name in ["split", "organisation", "severity", "category"] {
            values[name] = asked.get(name).flatMap { $0 == ReportAsked.none ? nil : $0 }
        }
        return Fields(values)
    }

    static func order(_ form: Fields, _ office: Office) throws -> ScheduleOrder {
        guard let report = Report.named(form["report"]) else {
            throw Desk.Refusal(
                "no-report", field: "report", "There is no such report.", remedy: "Choose one of the list.")
        }
        guard let zone = TimeZoneName(form["zone"]).flatMap(office.zone) else {
            throw Desk.Refusal(
                "no-zone", field: "zone", "\"\(form["zone"].prefix(64))\" is no time zone of this machine.",
                remedy: "Write one as Europe/Berlin.")
        }
        let rhythm = ReportRhythm.Every(form["every"]).flatMap { every in
            Int(form["hour"]).flatMap { ReportRhythm(every, hour: $0) }
        }
        guard let rhythm else {
            throw Desk.Refusal(
                "no-rhythm", field: "every",
                "A report goes out on a day of the week or the first of a month.",
                remedy: "Choose when, and an hour from 0 to 23.")
        }
        let split = ReportQuery.Split(form["split"], of: report)
        if split == nil, !["none", ""].contains(form["split"]) {
            throw Desk.Refusal(
                "no-split", field: "split", "This report has no such split.",
                remedy: "Choose another, or nothing.")
        }
        var order = ScheduleOrder(
            report, split: split, rhythm, zone: zone,
            recipients: form["recipients"].split(whereSeparator: { $0.isWhitespace || $0 == "," || $0 == ";" }
            )
            .map(String.init))
        for column in [FigureQuestion.Split.organisation, .severity, .category] {
            let value = form[column.rawValue]
            if !value.isEmpty { order.only[column] = value }
        }
        return order
    }

    /// - Parameter value: what a field holds, by its name.
    func fields(_ scope: String, _ value: (String) -> String) -> [FormField] {
        func choice(_ name: String, _ label: String, _ choices: [FieldChoice]) -> FormField {
            FormField(scope: scope, name: name, label: label, kind: .choice(choices), value: value(name))
        }
        let days = Weekday.allCases.map { FieldChoice(value: $0.rawValue, label: "Every \($0.name)") }
        return [
            choice("report", "Report", reports.map { FieldChoice(value: $0.name, label: $0.title) }),
            choice("split", "Split by", Self.splitChoices),
            choice(
                "organisation", "Only the customer",
                [FieldChoice(value: "", label: "Any customer")]
                    + names.customers.map { FieldChoice(value: $0.id, label: $0.name) }),
            choice(
                "severity", "Only the severity",
                [FieldChoice(value: "", label: "Any severity")]
                    + Severity.allCases.indices.map {
                        FieldChoice(value: "\($0)", label: names.words("\($0)", of: .severity))
                    }),
            choice(
                "category", "Only the category",
                [FieldChoice(value: "", label: "Any category")]
                    + names.categories.map { FieldChoice(value: $0, label: $0.capitalisedFirst) }),
            choice("every", "When", [FieldChoice(value: "month", label: "The 1st of every month")] + days),
            choice(
                "hour", "At",
                (0...23).map { FieldChoice(value: "\($0)", label: "\($0 < 10 ? "0" : "")\($0):00") }),
            FormField(
                scope: scope, name: "zone", label: "Time zone", kind: .line, value: value("zone"),
                hint: "For example Europe/Berlin. Its days are those of the report.", isRequired: true),
            FormField(
                scope: scope, name: "recipients", label: "To", kind: .text(rows: 4),
                value: value("recipients"),
                hint: "An address a line: people of the desk, or contacts of the one customer above.",
                isRequired: true),
        ]
    }

    private static var splitChoices: [FieldChoice] {
        [
            FieldChoice(value: "none", label: "Nothing"), FieldChoice(value: "month", label: "Month"),
            FieldChoice(value: "promise", label: "Promise (credits)"),
            FieldChoice(value: "ground", label: "Why (time not counted)"),
        ] + FigureQuestion.Split.allCases.map { FieldChoice(value: $0.rawValue, label: $0.words) }
    }
}
