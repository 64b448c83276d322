import Agreements
import BusinessTime
import Desk
import Operations
import Reports
import Storage

/// Who looks at the wallboard.
struct WallboardViewer: Sendable {
    let visibility: Visibility
    /// Subjects may stand beside the numbers.
    let seesSubjects: Bool
    /// Adherence of all customers.
    let seesFigures: Bool
    let seesMoney: Bool
    /// Of the reader's zone; nil for a room, which is the desk's.
    var rules: ZoneRules?

    /// A room: every ticket counts, and nothing but numbers is shown.
    static let screen = WallboardViewer(
        visibility: .all, seesSubjects: false, seesFigures: true, seesMoney: true)

    init(visibility: Visibility, seesSubjects: Bool, seesFigures: Bool, seesMoney: Bool) {
        self.visibility = visibility
        self.seesSubjects = seesSubjects
        self.seesFigures = seesFigures
        self.seesMoney = seesMoney
    }

    init(_ person: SignedIn) {
        self.init(
            visibility: person.visibility, seesSubjects: true,
            seesFigures: Access.allows(.reportView, by: person.asker),
            seesMoney: Access.allows(.statementView, by: person.asker))
        rules = person.rules
    }
}

/// What the wallboard shows at an instant.
struct WallboardSight: Sendable {
    static let rowsMax = 8
    /// Tickets due today that are looked at for what they may cost.
    static let stakeMax = 500

    let desk: String
    let view: WallboardView

    /// The second says whether credits are still being reckoned.
    static func read(
        _ viewer: WallboardViewer, _ office: Office, now: Instant, _ reader: Storage.Reader
    ) throws -> (WallboardSight, Bool) {
        let words = try DeskWords(of: reader, office, now: now)
        let desk = try reader.setting("desk-name") ?? "Support"
        let today = words.rules.local(now).date
        let own = viewer.rules.map { DeskWords(rules: $0, zone: "\($0.name)", now: now) } ?? words
        let here = own.rules.local(now)
        var view = WallboardView(
            desk: desk, now: own.clock(here.time), day: own.weekday(here.date),
            rows: try rows(viewer, office, own, reader),
            tiers: try (1...3).map { tier in
                let count = try reader.openTicketCount(
                    viewer.visibility, ofTier: tier, atMost: QueueSummary.openMax)
                return WallboardView.Number(
                    label: "Tier \(tier)", words: QueueSummary.words(count, QueueSummary.openMax))
            })
        view.chats = try chats(viewer, office, now: now, reader)
        if viewer.seesFigures { view.adherence = try adherence(office, words, today, reader) }
        var isReckoning = false
        if viewer.seesMoney {
            do {
                view.money = try money(viewer, office, words, today, reader)
            } catch is Office.StillReckoning {
                isReckoning = true
            }
        }
        return (WallboardSight(desk: desk, view: view), isReckoning)
    }

    private static func rows(
        _ viewer: WallboardViewer, _ office: Office, _ words: DeskWords, _ reader: Storage.Reader
    ) throws -> [WallboardView.Row] {
        try reader.queue(Storage.QueueFilter(viewer.visibility), limit: rowsMax).compactMap { stored in
            guard let desk = try office.dossier(Ticket.ID(stored.id), in: reader), let terms = desk.terms,
                let clock = desk.clocks.filter({ $0.doneAt == nil && $0.ended == nil && $0.deadline != nil })
                    .min(by: { ($0.deadline ?? .latest) < ($1.deadline ?? .latest) })
            else { return nil }
            let own = viewer.rules == nil ? DeskWords(terms, now: words.now) : words.beside(terms)
            // A screen in a room names no customer.
            let customer = try viewer.seesSubjects ? self.customer(of: stored, reader) : "the customer"
            return WallboardView.Row(
                number: "#\(stored.id)", subject: viewer.seesSubjects ? stored.subject : nil,
                severity: SeverityMark.Level(desk.ticket.severity), tier: "Tier \(stored.tier)",
                isNobodys: stored.assignee == nil,
                clock: ClockBar(clock, terms: terms, words: own, customer: customer))
        }
    }

    private static func customer(of row: TicketRow, _ reader: Storage.Reader) throws -> String {
        try row.organisation.flatMap { try reader.organisation($0)?.name }
            ?? row.requester.flatMap { try reader.person($0)?.name } ?? "the customer"
    }

    private static func adherence(
        _ office: Office, _ words: DeskWords, _ today: LocalDate, _ reader: Storage.Reader
    ) throws -> [WallboardView.Adherence] {
        guard let period = ReportPeriod(today, today) else { return [] }
        let names = try ReportNames(of: reader, office)
        let figures = [
            ("acknowledgments", "times-to-acknowledge", "acknowledged"),
            ("resolutions", "times-to-resolve", "resolved"),
        ]
        return try figures.compactMap { name, times, done in
            guard let report = Report.named(name), let timed = Report.named(times) else { return nil }
            let query = ReportQuery(report, period, rules: words.rules, now: words.now)
            let answer = try ReportAnswer(query, names, office, in: reader)
            let values = answer.table.total.values
            let (kept, broken, open) = (values[1] ?? 0, values[2] ?? 0, values[3] ?? 0)
            // What was done today and is due another day is in that day's share, as in the reports.
            let table = try ReportQuery(timed, period, rules: words.rules, now: words.now).table(in: reader)
            let none = open == 0 ? "None due" : "None yet"
            return WallboardView.Adherence(
                title: report.title, words: kept + broken == 0 ? none : answer.headline,
                detail: "\(kept) kept, \(broken) broken, \(open) not due yet",
                done: "\(table.total.values.last.flatMap(\.self) ?? 0) \(done) today, whenever due",
                target: answer.target.map { "target \(answer.main.unit.words($0))" },
                isMissed: values[0].map { $0 < (answer.target ?? 0) })
        }
    }

    private static func money(
        _ viewer: WallboardViewer, _ office: Office, _ words: DeskWords, _ today: LocalDate,
        _ reader: Storage.Reader
    ) throws -> [WallboardView.Number] {
        let end = words.day(today).to
        var filter = Storage.QueueFilter(viewer.visibility)
        filter.dueBefore = end.seconds
        let due = try reader.queue(filter, limit: stakeMax)
        let stake = try office.creditsAtStake(due, until: end, now: words.now, in: reader)
        let month = ReportPeriod(.thisMonth, today: today)
        let spent = try office.creditCurrencies(reader).map { currency in
            let query = ReportQuery(.credits(currency), month, rules: words.rules, now: words.now)
            let total = try office.table(of: query, in: reader).total.values[0] ?? 0
            return Money(total, currency)
        }
        return [
            WallboardView.Number(label: "At stake until midnight", words: sum(stake)),
            WallboardView.Number(label: "Credits of this month", words: sum(spent)),
        ]
    }

    private static func sum(_ amounts: [Money]) -> String {
        amounts.isEmpty ? "None" : amounts.map { "\($0)" }.joined(separator: " + ")
    }
}
