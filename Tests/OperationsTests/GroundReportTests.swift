import Agreements
import BusinessTime
import Desk
import Operations
import Reports
import Storage
import Testing

@Suite("H: how much time was not counted, and why")
struct GroundReportTests {
    @Test(
        "approved exclusions by their grounds, waiting apart; each opens its tickets, and reindexing agrees")
    func grounds() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let (office, ticket) = (trial.office, try await trial.carlaAsks())
        _ = try await trial.carlaAsks("Another")
        try trial.set("2026-11-23 14:00")
        let (ana, mara) = (
            try await trial.asker("ana@harbor.example"), try await trial.asker("mara@harbor.example")
        )
        let desk = try await trial.ticket(ticket)
        let ground = try #require(desk.terms?.terms.exclusions.grounds.first)
        let span = Span(from: try Trial.berlin("2026-11-23 11:00"), to: try Trial.berlin("2026-11-23 12:30"))
        try await office.act(
            .exclude(span, ground: ground, reason: "Their line was cut"), on: ticket, by: ana)
        let rules = try #require(desk.terms?.calendar.rules)
        let (first, last) = (try #require(LocalDate("2026-11-01")), try #require(LocalDate("2026-11-30")))
        let days = try #require(ReportPeriod(first, last))
        let report = try #require(Report.named("uncounted"))
        let query = ReportQuery(
            report, days, split: .ground, rules: rules, now: office.clock())
        let proposed = try await trial.database.read { try query.table(in: $0) }
        #expect(proposed.total.values == [0, 0, 0], "what nobody approved is counted")
        try await office.act(.approveExclusion(number: 1), on: ticket, by: mara)
        let table = try await trial.database.read { try query.table(in: $0) }
        #expect(table.row(ground)?.values == [90, 0, 90])
        #expect(table.total.values == [90, 0, 90])
        let behind = try await trial.database.read { reader in
            (
                try query.kept(to: ground).tickets(after: 0, limit: 10, in: reader),
                try query.kept(to: "").tickets(after: 0, limit: 10, in: reader)
            )
        }
        #expect(behind.0.map(\.id) == [ticket.rawValue])
        #expect(behind.1.isEmpty, "nobody was waited for")
        #expect(try await office.reindex().changed.isEmpty)
        let before = try await trial.database.read { try $0.digest(of: .grounds) }
        try await trial.database.write { try $0.clear(.grounds) }
        while try await office.fillFigures() {}
        #expect(try await office.reindex().changed.isEmpty)
        #expect(try await trial.database.read { try $0.digest(of: .grounds) } == before)
    }
}
