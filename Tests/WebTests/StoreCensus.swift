import Foundation
import Testing

@testable import Storage

/// All rows of the store but those that note a refused write: what a refused write must leave as it was.
struct StoreCensus: Equatable {
    private let tables: [String: Int]
    /// How many refused writes are noted.
    let refusals: Int

    init(_ database: Database) async throws {
        (tables, refusals) = try await database.read { reader in
            var tables: [String: Int] = [:]
            let names = try reader.rows(
                """
                SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'
                """
            ) { try $0.text() }
            for name in names { tables[name] = try Self.digest(name, reader) }
            let refusals = try reader.integer("SELECT count(*) FROM fact WHERE stream_kind = 'refusal'") ?? 0
            return (tables, Int(refusals))
        }
    }

    private static func digest(_ table: String, _ reader: Reader) throws -> Int {
        let columns = try reader.rows("SELECT name FROM pragma_table_info('\(table)')") { try $0.text() }
        let row = columns.map { "quote(\"\($0)\")" }.joined(separator: " || '|' || ")
        let own = table == "fact" ? "stream_kind" : table == "stream" ? "kind" : nil
        let others = own.map { " WHERE \($0) <> 'refusal'" } ?? ""
        let rows = try reader.rows("SELECT \(row) FROM \"\(table)\"\(others)") { try $0.text() }
        var hasher = Hasher()
        for row in rows.sorted() { hasher.combine(row) }
        return hasher.finalize()
    }

    /// The tables that differ.
    func changed(since before: StoreCensus) -> [String] {
        Set(tables.keys).union(before.tables.keys).filter { tables[$0] != before.tables[$0] }.sorted()
    }

    static func == (left: StoreCensus, right: StoreCensus) -> Bool { left.tables == right.tables }
}
