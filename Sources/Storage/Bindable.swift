import BusinessTime

/// A value as the store keeps it.
enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case text(String)
    case blob([UInt8])
}

/// What can be bound to a `$n` of a statement.
protocol Bindable {
    var sqlValue: SQLValue { get }
}

/// What was read, or what is compared before it is written.
extension SQLValue: Bindable {
    var sqlValue: SQLValue { self }
}

extension Int64: Bindable {
    var sqlValue: SQLValue { .integer(self) }
}

extension Int: Bindable {
    var sqlValue: SQLValue { .integer(Int64(self)) }
}

/// Truth is kept as 0 and 1, which both stores read alike.
extension Bool: Bindable {
    var sqlValue: SQLValue { .integer(self ? 1 : 0) }
}

extension String: Bindable {
    var sqlValue: SQLValue { .text(self) }
}

extension [UInt8]: Bindable {
    var sqlValue: SQLValue { .blob(self) }
}

extension Instant: Bindable {
    var sqlValue: SQLValue { .integer(seconds) }
}

extension Optional: Bindable where Wrapped: Bindable {
    var sqlValue: SQLValue {
        switch self {
        case .some(let value): value.sqlValue
        case .none: .null
        }
    }
}

/// `$3,$4,$5`: a list of values is bound one by one in both stores.
func placeholders(_ count: Int, from first: Int) -> String {
    (first..<first + count).map { "$\($0)" }.joined(separator: ",")
}

/// The names in a list of columns.
func columnNames(_ list: String) -> [String] {
    list.split(separator: ",").map { $0.filter { $0 != " " && $0 != "\n" } }
}
