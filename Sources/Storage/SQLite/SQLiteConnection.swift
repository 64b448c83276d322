import Foundation
import GRDB
import GRDBSQLite

/// Statements on one SQLite connection, kept compiled.
final class SQLiteConnection: Connection {
    private let database: GRDB.Database
    /// Of those that were asked for here.
    private var kept: [StatementText: CompiledStatement] = [:]

    init(_ database: GRDB.Database) {
        self.database = database
    }

    func rows(_ sql: String, _ values: [any Bindable]) throws -> [Row] {
        let statement = try kept(sql)
        defer { sqlite3_reset(statement.handle) }
        try statement.bind(values)
        var rows: [Row] = []
        while try step(statement) { rows.append(Self.row(of: statement.handle)) }
        return rows
    }

    func each(_ sql: String, _ values: [any Bindable], _ body: (inout Row) throws -> Bool) throws {
        // Not the kept statement: the body may ask the same question again.
        let statement = try CompiledStatement(asked { try database.makeStatement(sql: sql) })
        defer { sqlite3_reset(statement.handle) }
        try statement.bind(values)
        while try step(statement) {
            var row = Self.row(of: statement.handle)
            if try !body(&row) { return }
        }
    }

    func run(_ sql: String, _ values: [any Bindable]) throws -> Int {
        let statement = try kept(sql)
        defer { sqlite3_reset(statement.handle) }
        try statement.bind(values)
        while try step(statement) {}
        return Int(sqlite3_changes(database.sqliteConnection))
    }

    /// Several statements without values: the text of a migration, or a step of a transaction.
    func script(_ sql: String) throws {
        let code = sqlite3_exec(database.sqliteConnection, sql, nil, nil, nil)
        if code != SQLITE_OK { throw problem() }
    }

    /// False when a grave error (a full disk, a failed write) has undone the whole transaction.
    var isInTransaction: Bool { sqlite3_get_autocommit(database.sqliteConnection) == 0 }

    /// Compiled by GRDB, which keeps it for the connection.
    private func kept(_ sql: String) throws -> CompiledStatement {
        if let known = kept[StatementText(sql)] { return known }
        let statement = CompiledStatement(try asked { try database.cachedStatement(sql: sql) })
        kept[StatementText(sql)] = statement
        return statement
    }

    private func asked(_ make: () throws -> Statement) throws -> Statement {
        do { return try make() } catch { throw StoreProblem(error) }
    }

    private func step(_ statement: CompiledStatement) throws -> Bool {
        switch sqlite3_step(statement.handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw problem()
        }
    }

    private func problem() -> StoreProblem {
        let connection = database.sqliteConnection
        return StoreProblem(
            code: sqlite3_extended_errcode(connection), message: String(cString: sqlite3_errmsg(connection)))
    }

    private static func row(of handle: OpaquePointer) -> Row {
        Row((0..<sqlite3_column_count(handle)).map { value(at: $0, of: handle) })
    }

    private static func value(at column: Int32, of handle: OpaquePointer) -> SQLValue {
        switch sqlite3_column_type(handle, column) {
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(handle, column))
        case SQLITE_NULL: return .null
        case SQLITE_BLOB:
            let count = Int(sqlite3_column_bytes(handle, column))
            guard let start = sqlite3_column_blob(handle, column) else { return .blob([]) }
            return .blob([UInt8](UnsafeRawBufferPointer(start: start, count: count)))
        default:
            guard let start = sqlite3_column_text(handle, column) else { return .null }
            let count = Int(sqlite3_column_bytes(handle, column))
            return .text(String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self))
        }
    }
}
