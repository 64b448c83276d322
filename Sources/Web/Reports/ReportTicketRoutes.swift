import Agreements
import BusinessTime
import Desk
import Hummingbird
import Markup
import Operations
import Reports
import Storage

// The tickets behind a number of a report.
extension DeskServer {
    func reportTicketsPage(
        _ report: Report, _ asked: ReportAsked, _ reading: ReportReading
    ) async throws -> Response {
        if report.currency != nil { return try await creditLinesPage(report, asked, reading) }
        let now = office.clock()
        let view = try await office.database.read { [office] reader -> ReportTicketsView? in
            let words = try DeskWords(of: reader, office, now: now)
            guard let query = asked.query(report, words) else { return nil }
            let names = try ReportNames(of: reader, office, only: reading.place.organisation)
            let page = try ReportTicketPage(
                query, asked, reading.place, reading.person.visibility, office, reader)
            return Self.view(page, query, asked, reading.place, words, names)
        }
        guard let view else { return try await reportPage(report, asked, reading) }
        return reportLayout(view.title, reading) { view }
    }

    private static func view(
        _ page: ReportTicketPage, _ query: ReportQuery, _ asked: ReportAsked, _ place: ReportPlace,
        _ words: DeskWords, _ names: ReportNames
    ) -> ReportTicketsView {
        let report = query.report
        var view = ReportTicketsView(
            title: "Tickets behind: \(report.title)",
            summary: ReportForm.summary(report, asked, query.period, names, words),
            back: NavLink(
                label: report.title,
                href: asked.address(place.report(report.name)) { ($0.part, $0.ground) = (.whole, nil) }),
            rows: page.seen.map { row in
                ReportTicketsView.Row(
                    ticket: NavLink(label: "#\(row.id)", href: place.ticket(row.id)), subject: row.subject,
                    customer: names.words("\(row.organisation ?? 0)", of: .organisation),
                    outcome: page.clocks.map { $0[row.id]?.outcome(at: words.now) ?? "-" },
                    state: row.state.replacing("-", with: " ").capitalisedFirst,
                    received: words.moment(row.received))
            })
        view.saysOutcome = page.clocks != nil
        if page.hidesSome { view.summary += " Tickets that you don't see are counted, not listed." }
        view.next = page.next.map { last in
            asked.address(place.tickets(report.name)) { $0.after = last }
        }
        return view
    }
}

/// Some of the tickets behind a number: those that the reader sees, while the sum counts all.
struct ReportTicketPage {
    private static let size = 50

    let seen: [TicketRow]
    let hidesSome: Bool
    /// Of the promise that is counted, by ticket; nil where all of them went the same way.
    let clocks: [Int64: Clock]?
    /// After which ticket the next page begins; nil on the last.
    let next: Int64?

    init(
        _ query: ReportQuery, _ asked: ReportAsked, _ place: ReportPlace, _ visibility: Visibility,
        _ office: Office, _ reader: Storage.Reader
    ) throws {
        let found = try query.tickets(asked.part, after: asked.after, limit: Self.size + 1, in: reader)
        let page = found.prefix(Self.size)
        let seen = try page.filter {
            try place.kind == .desk || reader.ticketRow($0.id, for: visibility) != nil
        }
        self.seen = seen
        hidesSome = seen.count < page.count
        next = found.count > Self.size ? page.last?.id : nil
        clocks = try query.report.promise(among: asked.part).map { promise in
            let pairs = try seen.compactMap { row in
                try office.dossier(Ticket.ID(row.id), in: reader)?.clock(promise).map { (row.id, $0) }
            }
            return Dictionary(uniqueKeysWithValues: pairs)
        }
    }
}

extension Report {
    /// Whose outcomes differ among the tickets of a part; nil where all have the same, or none.
    fileprivate func promise(among part: FigurePart) -> Agreements.Promise? {
        guard case .promises(let promise) = question, part.keys.count != 1 else { return nil }
        return promise
    }
}

extension Clock {
    /// For example "Kept with 1 h 20 min left"; in business time.
    fileprivate func outcome(at now: Instant) -> String {
        switch standing(at: now) {
        case .kept(let at): "Kept with \(DeskWords.span(left(at: at))) left"
        case .broken(let over, .some): "Broken by \(DeskWords.span(over))"
        case .broken(let over, nil): "Broken by \(DeskWords.span(over)), still open"
        case .running: "Not due yet"
        case .notStarted: "Not started"
        case .paused: "Paused"
        case .ended(let ending): "Ended: \(ending.words)"
        }
    }
}

extension ReportAsked {
    /// What is asked as one sum; nil where the dates asked for are none.
    func query(_ report: Report, _ words: DeskWords) -> ReportQuery? {
        guard let period = period(today: words.rules.local(words.now).date) else { return nil }
        var query = ReportQuery(report, period, only: only, rules: words.rules, now: words.now)
        query.ground = ground
        return query
    }
}
