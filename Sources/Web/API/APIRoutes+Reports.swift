import Hummingbird
import Operations
import Reports
import Storage

// The figures of one organisation for programs.
extension DeskServer {
    func addReportsAPI(to router: Router<DeskContext>) {
        router.get("/api/organisations/:id/reports/:name") { request, context in
            let id = Int64(try context.parameters.require("id")) ?? 0
            let name = try context.parameters.require("name")
            return try await refusing {
                let caller = try await caller(of: request)
                try Access.require(.reportOwn, by: caller.asker)
                let place = try await customerReports(id)
                guard let report = place.report(named: name),
                    let sight = try await sight(report, place.bound(ReportAsked(request)), place)
                else { throw Access.Denial.hidden }
                return json(APIReport(sight))
            }
        }
    }
}

private struct APIReport: Encodable {
    struct Row: Encodable {
        let split: String
        /// In the column's unit; null where there is nothing to count.
        let values: [Int64?]
    }

    let report: String
    let organisation: String
    let from: String
    let to: String
    let columns: [String]
    let rows: [Row]
    let total: [Int64?]

    init(_ sight: ReportSight) {
        report = sight.report.name
        organisation = sight.place.name
        from = "\(sight.query.period.first)"
        to = "\(sight.query.period.last)"
        columns = sight.report.columns.map(\.title)
        rows =
            sight.query.split == nil
            ? [] : sight.answer.table.rows.map { Row(split: sight.answer.label($0.split), values: $0.values) }
        total = sight.answer.table.total.values
    }
}
