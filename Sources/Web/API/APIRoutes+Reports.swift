import BusinessTime
import Desk
import Hummingbird
import Operations
import Reports
import Storage

// The figures of one organisation for programs.
extension DeskServer {
    func addReportsAPI(to router: Router<DeskContext>) {
        router.get("/api/organisations/:id/reports/:name") { request, context in
            try await programReport(request, context) { report, place, _ in
                try await sight(report, place.bound(ReportAsked(request)), place).map {
                    json(APIReport($0))
                }
            }
        }
        router.get("/api/organisations/:id/reports/:name/tickets") { request, context in
            try await programReport(request, context) { report, place, visibility in
                let asked = place.bound(ReportAsked(request))
                return try await office.database.read { [office] reader -> ReportTicketPage? in
                    let words = try DeskWords(of: reader, office, now: office.clock())
                    return try asked.query(report, words).map {
                        try ReportTicketPage($0, asked, place, visibility, office, reader)
                    }
                }.map { json(APIReportTickets($0, at: office.clock())) }
            }
        }
    }

    /// What there is no report of looks like what the caller doesn't see.
    private func programReport(
        _ request: Request, _ context: DeskContext,
        _ answer: @Sendable (Report, ReportPlace, Visibility) async throws -> Response?
    ) async throws -> Response {
        let id = Int64(try context.parameters.require("id")) ?? 0
        let name = try context.parameters.require("name")
        return try await refusing {
            let caller = try await caller(of: request)
            try Access.require(.reportOwn, by: caller.asker)
            let place = try await programReports(id)
            guard let report = place.report(named: name),
                let found = try await answer(report, place, caller.seat.visibility)
            else { throw Access.Denial.hidden }
            return found
        }
    }

    private func programReports(_ id: Int64) async throws -> ReportPlace {
        var place = try await customerReports(id)
        place.isAPI = true
        return place
    }
}

private struct APIReport: Encodable {
    struct Row: Encodable {
        let split: String
        /// In the column's unit; null where there is nothing to count.
        let values: [Int64?]
        /// Where the tickets of each number are listed; null where it has none.
        let tickets: [String?]
    }

    let report: String
    let organisation: String
    let from: String
    let to: String
    let columns: [String]
    let rows: [Row]
    let total: [Int64?]
    let totalTickets: [String?]

    init(_ sight: ReportSight) {
        report = sight.report.name
        organisation = sight.place.name
        from = "\(sight.query.period.first)"
        to = "\(sight.query.period.last)"
        columns = sight.report.columns.map(\.title)
        let links = sight.rows.map { $0.cells.map(\.figure.href) }
        rows =
            sight.query.split == nil
            ? []
            : zip(sight.answer.table.rows, links).map {
                Row(split: sight.answer.label($0.split), values: $0.values, tickets: $1)
            }
        total = sight.answer.table.total.values
        totalTickets = links.last ?? []
    }
}

/// The tickets behind a number, a page of them; those that the caller doesn't see are left out.
private struct APIReportTickets: Encodable {
    let tickets: [Int64]
    /// How the promise of each went, such as "kept" or "broken"; nil where it is the same of all.
    let outcomes: [String]?
    /// Where the next page begins; nil on the last.
    let after: Int64?

    init(_ page: ReportTicketPage, at now: Instant) {
        tickets = page.seen.map(\.id)
        outcomes = page.clocks.map { clocks in
            page.seen.map { clocks[$0.id]?.standing(at: now).word ?? "no-promise" }
        }
        after = page.next
    }
}
