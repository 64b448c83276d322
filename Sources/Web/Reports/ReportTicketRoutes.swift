import BusinessTime
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
            let page = try ReportTicketPage(query, asked, reading.place, reading.person.visibility, reader)
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
                    state: row.state.replacing("-", with: " ").capitalisedFirst,
                    received: words.moment(row.received))
            })
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
    /// After which ticket the next page begins; nil on the last.
    let next: Int64?

    init(
        _ query: ReportQuery, _ asked: ReportAsked, _ place: ReportPlace, _ visibility: Visibility,
        _ reader: Storage.Reader
    ) throws {
        let found = try query.tickets(asked.part, after: asked.after, limit: Self.size + 1, in: reader)
        let page = found.prefix(Self.size)
        seen = try page.filter {
            try place.kind == .desk || reader.ticketRow($0.id, for: visibility) != nil
        }
        hidesSome = seen.count < page.count
        next = found.count > Self.size ? page.last?.id : nil
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
