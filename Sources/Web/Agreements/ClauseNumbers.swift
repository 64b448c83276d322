import Agreements
import BusinessTime
import Desk
import Operations
import Reports
import Storage

/// What the clauses of one agreement came to in this quarter, each number with what stands behind it.
struct ClauseNumbers: Sendable {
    let terms: PinnedTerms
    let words: DeskWords
    /// The quarter and the agreement, as any report is asked for them.
    let query: ReportQuery
    private let names: ReportNames
    /// nil while so many facts have to be gone through first that nobody should wait for it.
    private let record: AgreementRecord?
    /// nil while so many tickets have to be read first that nobody should wait for it.
    private let credits: [Currency: CreditSum]?
    /// By the report's name, and what it is split by.
    private let tables: [String: ReportTable]

    private static let sums = [
        "acknowledgments", "resolutions", "times-to-acknowledge", "times-to-resolve", "volume", "tiers",
        "satisfaction", "uncounted",
    ]
    private static let splits = [
        ("volume", "channel"), ("volume", "category"), ("volume", "severity"), ("uncounted", "ground"),
    ]

    init(
        _ terms: PinnedTerms, _ words: DeskWords, _ office: Office, in reader: Storage.Reader
    ) throws {
        self.terms = terms
        self.words = words
        let (name, now) = (terms.version.agreement, words.now)
        let period = ReportPeriod(.thisQuarter, today: words.rules.local(now).date)
        query = ReportQuery(
            .satisfaction, period, only: [.agreement: name], rules: words.rules, now: now)
        names = try ReportNames(of: reader, office)
        record = try office.recordAtHand(ofAgreement: name, in: query.span, in: reader)
        if record == nil { office.countAhead(ofAgreement: name, in: query.span) }
        do {
            credits = try office.creditSums(of: name, in: period, now: now, in: reader)
        } catch is Office.StillReckoning {
            office.reckonAhead()
            credits = nil
        }
        var tables: [String: ReportTable] = [:]
        for (name, split) in Self.sums.map({ ($0, "") }) + Self.splits {
            guard let report = Report.named(name) else { continue }
            var asked = query
            asked.report = report
            asked.split = ReportQuery.Split(split, of: report)
            tables[name + split] = try asked.table(in: reader)
        }
        self.tables = tables
    }

    func numbers(of clause: Clause) -> [ClauseNumber] {
        let counted: [ClauseNumber] =
            switch clause {
            case .acknowledgment: report("acknowledgments") + report("times-to-acknowledge", [0, 1, 2])
            case .resolution: report("resolutions") + report("times-to-resolve", [0, 1, 2])
            case .primaryChannel: received(by: "channel") { $0 == Way.mail.rawValue }
            case .secondaryChannels: received(by: "channel") { $0 != Way.mail.rawValue }
            case .inScope: report("volume") + received(by: "category") { _ in true }
            case .supportHours: [opened]
            case .escalation: report("tiers")
            case .metrics: targets
            case .customerDuties: notCounted { $0.isEmpty }
            case .exclusions: notCounted { !$0.isEmpty }
            case .credits: money
            case .severity: received(by: "severity") { _ in true }
            default: []
            }
        return counted + (record?.counts(of: clause) ?? []).map(happened)
    }

    /// Whether what happened one by one is still being counted.
    var isCounting: Bool { record == nil }

    /// The columns of a report; all of them where none are named.
    private func report(_ name: String, _ columns: [Int]? = nil) -> [ClauseNumber] {
        guard let report = Report.named(name), let table = tables[name] else { return [] }
        return report.columns.indices.filter { columns?.contains($0) ?? true }.map { index in
            let column = report.columns[index]
            return ClauseNumber(
                label: column.unit == .minutes
                    ? "\(report.title), \(column.title.lowercased())" : column.title,
                figure: Figure(
                    words: column.unit.words(table.total.values[index]),
                    href: href(report, column, table.total.values[index])))
        }
    }

    /// A count leads to its tickets, anything else to its report month by month.
    private func href(_ report: Report, _ column: Report.Column, _ value: Int64?) -> String? {
        guard column.unit == .count, let part = FigurePart(behind: column, value) else {
            return address(of: report)
        }
        guard let value, value > 0 else { return nil }
        return tickets(of: report) { $0.part = part }
    }

    private func address(of report: Report) -> String {
        ReportAsked(.thisQuarter, split: "month", only: query.only).address(Page.report(report.name))
    }

    private func tickets(
        of report: Report, split: String = "", _ change: (inout ReportAsked) -> Void = { _ in }
    ) -> String {
        ReportAsked(.thisQuarter, split: split, only: query.only)
            .address(Page.reportTickets(report.name), changing: change)
    }

    /// Inquiries received, by the values of a column.
    private func received(by column: String, where isWanted: (String) -> Bool) -> [ClauseNumber] {
        guard let report = Report.named("volume"), let split = FigureQuestion.Split(rawValue: column) else {
            return []
        }
        return (tables["volume" + column]?.rows ?? []).filter { isWanted($0.split) }.map { row in
            ClauseNumber(
                label: "\(split.words) \(names.words(row.split, of: split).lowercased())",
                figure: Figure(
                    words: Report.Column.Unit.count.words(row.values[0]),
                    href: tickets(of: report) { $0.only[split] = row.split }))
        }
    }

    /// Business time that the calendar had, all of it counted by the clocks.
    private var opened: ClauseNumber {
        let past = terms.calendar.elapsed(from: query.span.from, to: max(query.span.from, words.now))
        let whole = terms.calendar.elapsed(from: query.span.from, to: query.span.to)
        return ClauseNumber(
            label: "Open until now",
            figure: Figure(words: "\(DeskWords.span(past)) of the quarter's \(DeskWords.span(whole))"))
    }

    private var targets: [ClauseNumber] {
        let figures = terms.terms.figures
        return [
            held("acknowledgments", figures.acknowledgmentTarget),
            held("resolutions", figures.resolutionTarget),
            held("satisfaction", figures.satisfactionTarget),
        ].compactMap { $0 } + report("satisfaction", [1])
    }

    private func held(_ name: String, _ target: Int) -> ClauseNumber? {
        guard let report = Report.named(name), let table = tables[name] else { return nil }
        let (unit, value) = (report.columns[report.main].unit, table.total.values[report.main])
        let verdict = value.map { $0 >= target ? ": met" : ": missed" } ?? ""
        return ClauseNumber(
            label: report.title,
            figure: Figure(
                words: "\(unit.words(value)), target \(unit.words(Int64(target)))\(verdict)",
                href: address(of: report)))
    }

    /// Time that no clock counted, of the tickets received in the quarter; waiting has no ground.
    private func notCounted(where isWanted: (String) -> Bool) -> [ClauseNumber] {
        guard let report = Report.named("uncounted") else { return [] }
        let rows = (tables["uncountedground"]?.rows ?? []).filter { isWanted($0.split) }
        return rows.filter { $0.values[0] ?? 0 > 0 }.map { row in
            ClauseNumber(
                label: row.split.isEmpty ? "Time waiting for the customer" : "Time excluded: \(row.split)",
                figure: Figure(
                    words: Report.Column.Unit.minutes.words(row.values[0]),
                    href: tickets(of: report, split: "ground") { $0.ground = row.split }))
        }
    }

    /// What breaches come to on the statements of the quarter's months: lines and amounts.
    private var money: [ClauseNumber] {
        guard let credits else {
            return [
                ClauseNumber(
                    label: "Credits",
                    figure: Figure(words: "Being reckoned. Open this page again in a moment."))
            ]
        }
        let codes = Set(credits.keys.map(\.code)).union([terms.terms.currency.code])
        return codes.sorted().compactMap { Currency($0) }.flatMap { currency -> [ClauseNumber] in
            let (report, sum) = (Report.credits(currency), credits[currency] ?? CreditSum())
            let table = ReportTable(
                report,
                counts: sum.amounts.map {
                    ReportTable.Count(split: "", key: $0.key.rawValue, amount: $0.value)
                })
            return zip(report.columns, table.total.values).compactMap { column, value in
                money(report, column, value ?? 0, sum)
            }
        }
    }

    /// nil for a part that no line has; the whole is always said.
    private func money(
        _ report: Report, _ column: Report.Column, _ value: Int64, _ sum: CreditSum
    ) -> ClauseNumber? {
        var part: CreditCount.Part?
        if case .keys(let keys) = column.behind {
            part = keys.first.flatMap { CreditCount.Part(rawValue: $0) }
        }
        let lines = part.map { sum.lines[$0] ?? 0 } ?? sum.count
        if lines == 0, part != nil { return nil }
        return ClauseNumber(
            label: column.title,
            figure: Figure(
                words: "\(lines) \(lines == 1 ? "line" : "lines"), \(column.unit.words(value))",
                href: lines == 0
                    ? nil : tickets(of: report) { $0.part.keys = part.map { [$0.rawValue] } ?? [] }))
    }

    /// What facts say, with the newest tickets; what happened to the agreement is told on its page.
    private func happened(_ count: AgreementRecord.Count) -> ClauseNumber {
        let kind = Fact.Kind.words(named: count.kind)
        return ClauseNumber(
            label: kind.prefix(1).uppercased() + kind.dropFirst(),
            figure: Figure(
                words: "\(count.count)",
                href: count.ticketCount == 0 ? Page.agreement(terms.version.agreement) : nil),
            tickets: count.newest.map { NavLink(label: "#\($0)", href: Page.ticket($0)) },
            more: count.ticketCount - count.newest.count)
    }
}
