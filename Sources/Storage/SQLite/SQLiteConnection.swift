import Foundation
import GRDB
import GRDBSQLite

/// Statements on one SQLite connection, kept compiled by GRDB and bound by name: SQLite numbers `$2` by
/// where it first stands, not by its figure.
final class SQLiteConnection: Connection {
    private let database: GRDB.Database

    init(_ database: GRDB.Database) {
        self.database = database
    }

    func rows(_ sql: String, _ values: [any Bindable]) throws -> [Row] {
        let statement = try prepared(sql, cached: true)
        defer { sqlite3_reset(statement.sqliteStatement) }
        try bind(values, to: statement)
        var rows: [Row] = []
        while try step(statement) { rows.append(Self.row(of: statement.sqliteStatement)) }
        return rows
    }

    func each(_ sql: String, _ values: [any Bindable], _ body: (inout Row) throws -> Bool) throws {
        // Not the kept statement: the body may ask the same question again.
        let statement = try prepared(sql, cached: false)
        defer { sqlite3_reset(statement.sqliteStatement) }
        try bind(values, to: statement)
        while try step(statement) {
            var row = Self.row(of: statement.sqliteStatement)
            if try !body(&row) { return }
        }
    }

    func run(_ sql: String, _ values: [any Bindable]) throws -> Int {
        let statement = try prepared(sql, cached: true)
        defer { sqlite3_reset(statement.sqliteStatement) }
        try bind(values, to: statement)
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

    private func prepared(_ sql: String, cached: Bool) throws -> Statement {
        do {
            return try cached ? database.cachedStatement(sql: sql) : database.makeStatement(sql: sql)
        } catch {
            throw StoreProblem(error)
        }
    }

    private func step(_ statement: Statement) throws -> Bool {
        switch sqlite3_step(statement.sqliteStatement) {
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

    private func bind(_ values: [any Bindable], to statement: Statement) throws {
        let handle = statement.sqliteStatement
        for index in 0..<sqlite3_bind_parameter_count(handle) {
            let number = sqlite3_bind_parameter_name(handle, index + 1).map { atoi($0 + 1) } ?? 0
            precondition(number >= 1 && number <= values.count, "a $n of the statement has no value")
            try Self.bind(values[Int(number) - 1].sqlValue, at: index + 1, of: handle)
        }
    }

    private static func bind(_ value: SQLValue, at index: Int32, of handle: OpaquePointer) throws {
        let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        switch value {
        case .null: sqlite3_bind_null(handle, index)
        case .integer(let number): sqlite3_bind_int64(handle, index, number)
        case .text(var text):
            try text.withUTF8 { bytes in
                if bytes.contains(0) { throw StoreProblem.nulInText }
                // An empty buffer may have no address, which SQLite would read as NULL.
                if bytes.isEmpty {
                    sqlite3_bind_text(handle, index, "", 0, copied)
                } else {
                    bytes.withMemoryRebound(to: CChar.self) {
                        _ = sqlite3_bind_text(handle, index, $0.baseAddress, Int32($0.count), copied)
                    }
                }
            }
        case .blob(let bytes):
            if bytes.isEmpty {
                sqlite3_bind_zeroblob(handle, index, 0)
            } else {
                _ = bytes.withUnsafeBytes {
                    sqlite3_bind_blob(handle, index, $0.baseAddress, Int32($0.count), copied)
                }
            }
        }
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
