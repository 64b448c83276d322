/// A parsed JSON value. Numbers that are not whole, or too large for 64 bits, only keep that they are
/// numbers.
enum JSONValue: Equatable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number
    case string(String)
    case array([JSONValue])
    case object([Member])

    struct Member: Equatable {
        let key: String
        let value: JSONValue
        /// Where the value's text lies in the line.
        let range: Range<Int>
    }

    var isNull: Bool { self == .null }
}
