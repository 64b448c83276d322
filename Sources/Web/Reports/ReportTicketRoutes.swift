import BusinessTime
import Hummingbird
import Markup
import Operations
import Reports
import Storage

// The tickets behind a number of a report.
extension DeskServer {
    private static let ticketsPerPage = 50

    func reportTicketsPage(
        _ report: Report, _ asked: ReportAsked, _ reading: ReportReading
    ) async throws -> Response {
        if report.currency != nil { return try await creditLinesPage(report, asked, reading) }
        let now = office.clock()
        let view = try await office.database.read { [office] reader -> ReportTicketsView? in
            let words = try DeskWords(of: reader, office, now: now)
            guard let period = asked.period(today: words.rules.local(now).date) else { return nil }
            let split = asked.splitBy(report)
            let query = ReportQuery(
                report, period, split: split == .ground ? split : nil, only: asked.only, rules: words.rules,
                now: now)
            let names = try ReportNames(of: reader, office, only: reading.place.organisation)
            return try Self.tickets(query, asked, reading, words, names, reader)
        }
        guard let view else { return try await reportPage(report, asked, reading) }
        return reportLayout(view.title, reading) { view }
    }

    /// Those of them that the reader sees: the sum counts all.
    private static func tickets(
        _ query: ReportQuery, _ asked: ReportAsked, _ reading: ReportReading, _ words: DeskWords,
        _ names: ReportNames, _ reader: Storage.Reader
    ) throws -> ReportTicketsView {
        let (report, place, limit) = (query.report, reading.place, ticketsPerPage)
        let found = try query.tickets(key: asked.key, after: asked.after, limit: limit + 1, in: reader)
        let seen = try found.prefix(limit).filter {
            try place.kind == .desk || reader.ticketRow($0.id, for: reading.person.visibility) != nil
        }
        var view = ReportTicketsView(
            title: "Tickets behind: \(report.title)",
            summary: ReportForm.summary(report, asked, query.period, names, words),
            back: NavLink(
                label: report.title, href: asked.address(place.report(report.name)) { $0.key = nil }),
            rows: seen.map { row in
                ReportTicketsView.Row(
                    ticket: NavLink(label: "#\(row.id)", href: place.ticket(row.id)), subject: row.subject,
                    customer: names.words("\(row.organisation ?? 0)", of: .organisation),
                    state: row.state.replacing("-", with: " "),
                    received: words.moment(row.received))
            })
        if seen.count < min(found.count, limit) {
            view.summary += " Tickets that you don't see are counted, not listed."
        }
        if found.count > limit {
            view.next = asked.address(place.tickets(report.name)) { $0.after = found[limit - 1].id }
        }
        return view
    }
}
