import Foundation
import GRDB
import GRDBSQLite

/// A statement and where its values go: SQLite numbers `$2` by where it first stands, not by its figure.
final class CompiledStatement {
    let handle: OpaquePointer
    /// Which of the values each parameter takes.
    private let places: [Int]
    /// Ends the handle with the last of its owners.
    private let owner: Statement

    init(_ statement: Statement) {
        let handle = statement.sqliteStatement
        (self.handle, owner) = (handle, statement)
        places = (0..<sqlite3_bind_parameter_count(handle)).map { index in
            sqlite3_bind_parameter_name(handle, index + 1).map { Int(atoi($0 + 1)) - 1 } ?? -1
        }
    }

    func bind(_ values: [any Bindable]) throws {
        for (index, place) in places.enumerated() {
            precondition(values.indices.contains(place), "a $n of the statement has no value")
            try Self.bind(values[place].sqlValue, at: Int32(index + 1), of: handle)
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
}

/// The text of a statement, by which it is found again. A batch asks for the same dozen over and over, and
/// hashing all of their words took longer than binding their values: length and end tell them apart.
struct StatementText: Hashable {
    private let sql: String

    init(_ sql: String) { self.sql = sql }

    func hash(into hasher: inout Hasher) {
        hasher.combine(sql.utf8.count)
        hasher.combine(sql.utf8.suffix(8).reduce(into: UInt64(0)) { $0 = $0 << 8 | UInt64($1) })
    }
}
