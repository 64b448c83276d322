import BusinessTime
import Testing

@testable import Storage

@Suite("What is asked on many pages goes through the newest facts alone")
struct FactPlanTests {
    private static let facts = AgreementFacts(
        agreement: "acme", organisation: 1, kinds: ["extended"],
        span: Span(from: .earliest, to: .latest))

    @Test("what is told to somebody is the end of indexes, however much there is")
    func told() async throws {
        let scratch = try Scratch()
        let database = try scratch.open()
        let sql = Reader.told(toAudiences: 3)
        let steps = try await database.read { reader in
            let values: [any Bindable] = [1, "agent 5", 500, 100, 5, "person 5", "group 0", "group 2"]
            return try reader.connection.rows("EXPLAIN QUERY PLAN " + sql, values).map { row in
                var row = row
                _ = (try row.integer(), try row.integer(), try row.integer())
                return try row.text()
            }
        }
        let parts = steps.filter { $0.hasPrefix("SEARCH tiding USING INDEX tiding_audience") }
        #expect(parts.count == 3, "\(steps)")
        #expect(steps.contains { $0.hasPrefix("SEARCH mention USING PRIMARY KEY") }, "\(steps)")
        #expect(!steps.contains { $0.hasPrefix("SCAN fact") || $0.hasPrefix("SCAN tiding") }, "\(steps)")
    }

    @Test(
        "by the order of all facts or an index of their own, never by all facts of tickets",
        arguments: [Reader.newsTold, facts.sql(after: 1), AgreementFacts.sqlOfBefore(kinds: 3)])
    func plan(sql: String) async throws {
        let scratch = try Scratch()
        let database = try scratch.open()
        let steps = try await database.read { reader in
            let places = (1...6).filter { sql.contains("$\($0)") }.max() ?? 0
            let values = [any Bindable](repeating: Int64(1), count: places)
            return try reader.connection.rows("EXPLAIN QUERY PLAN " + sql, values).map { row in
                var row = row
                _ = (try row.integer(), try row.integer(), try row.integer())
                return try row.text()
            }
        }
        let first = try #require(steps.first { $0.hasPrefix("SEARCH fact ") || $0.hasPrefix("SCAN fact") })
        #expect(!first.contains("fact_stream"), "\(steps)")
        #expect(first.contains("sequence>") || first.contains("rowid>"), "\(steps)")
    }
}
