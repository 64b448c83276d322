import BusinessTime

/// One row of an answer, read column by column in the order it was asked for.
struct Row {
    let values: [SQLValue]
    private var position = 0

    init(_ values: [SQLValue]) {
        self.values = values
    }

    mutating func integer() throws -> Int64 {
        guard case .integer(let value) = next() else { throw unreadable("a number") }
        return value
    }

    mutating func text() throws -> String {
        guard case .text(let value) = next() else { throw unreadable("a text") }
        return value
    }

    mutating func bytes() throws -> [UInt8] {
        guard case .blob(let value) = next() else { throw unreadable("bytes") }
        return value
    }

    mutating func truth() throws -> Bool { try integer() != 0 }

    mutating func instant() throws -> Instant { Instant(seconds: try integer()) }

    mutating func integerIfAny() throws -> Int64? { isNull() ? nil : try integer() }
    mutating func textIfAny() throws -> String? { isNull() ? nil : try text() }
    mutating func bytesIfAny() throws -> [UInt8]? { isNull() ? nil : try bytes() }
    mutating func instantIfAny() throws -> Instant? { isNull() ? nil : try instant() }

    /// A state or kind that is stored as its word.
    mutating func word<T: RawRepresentable>() throws -> T where T.RawValue == String {
        guard let value = T(rawValue: try text()) else { throw unreadable("a known word") }
        return value
    }

    private mutating func next() -> SQLValue {
        defer { position += 1 }
        return position < values.count ? values[position] : .null
    }

    /// Steps over the column when it is empty.
    private mutating func isNull() -> Bool {
        guard position < values.count, values[position] == .null else { return false }
        position += 1
        return true
    }

    private func unreadable(_ wanted: String) -> StoreProblem {
        .corrupt("column \(position) of a row is not \(wanted)")
    }
}
