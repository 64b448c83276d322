/// Reads one JSON text (RFC 8259) from bytes. It never reads past the end, and stops at a depth.
struct JSONReader {
    struct Problem: Error, Equatable {
        let text: String

        init(_ text: String) {
            self.text = text
        }
    }

    static let depthMax = 64

    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The members of the object that fills the whole text. Those already read are left in `members` when the
    /// rest can't be.
    mutating func object(into members: inout [JSONValue.Member]) throws(Problem) {
        skipSpace()
        guard next == 0x7B else { throw Problem("not a JSON object") }
        try readMembers(into: &members)
        skipSpace()
        guard position == bytes.count else { throw Problem("text after the JSON object") }
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { position += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        position += 1
        return true
    }

    private var unexpected: Problem {
        position < bytes.count
            ? Problem("broken JSON at byte \(position + 1)") : Problem("broken JSON: the line ends too early")
    }

    private mutating func readMembers(into members: inout [JSONValue.Member]) throws(Problem) {
        try enter()
        skipSpace()
        if !take(0x7D) {
            repeat {
                skipSpace()
                guard next == 0x22 else { throw unexpected }
                let key = try string()
                skipSpace()
                guard take(0x3A) else { throw unexpected }
                skipSpace()
                let start = position
                let value = try value()
                members.append(.init(key: key, value: value, range: start..<position))
                skipSpace()
            } while take(0x2C)
            guard take(0x7D) else { throw unexpected }
        }
        depth -= 1
    }

    private mutating func enter() throws(Problem) {
        position += 1
        depth += 1
        guard depth <= Self.depthMax else { throw Problem("JSON nested deeper than \(Self.depthMax)") }
    }

    private mutating func value() throws(Problem) -> JSONValue {
        switch next {
        case 0x22: return .string(try string())
        case 0x7B:
            var members: [JSONValue.Member] = []
            try readMembers(into: &members)
            return .object(members)
        case 0x5B: return .array(try array())
        case 0x74: return try word("true", .bool(true))
        case 0x66: return try word("false", .bool(false))
        case 0x6E: return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func word(_ word: StaticString, _ value: JSONValue) throws(Problem) -> JSONValue {
        let isThere = word.withUTF8Buffer { bytes[position...].starts(with: $0) }
        guard isThere else { throw unexpected }
        position += word.utf8CodeUnitCount
        return value
    }

    private mutating func array() throws(Problem) -> [JSONValue] {
        try enter()
        var values: [JSONValue] = []
        skipSpace()
        if !take(0x5D) {
            repeat {
                skipSpace()
                values.append(try value())
                skipSpace()
            } while take(0x2C)
            guard take(0x5D) else { throw unexpected }
        }
        depth -= 1
        return values
    }

    // MARK: Numbers

    private mutating func digits() throws(Problem) -> Range<Int> {
        let start = position
        while let byte = next, byte >= 0x30, byte <= 0x39 { position += 1 }
        guard position > start else { throw unexpected }
        return start..<position
    }

    private mutating func number() throws(Problem) -> JSONValue {
        let start = position
        let isNegative = take(0x2D)
        let whole = try digits()
        guard whole.count == 1 || bytes[whole.lowerBound] != 0x30 else {
            throw Problem("broken JSON: a number with a leading zero at byte \(start + 1)")
        }
        var isWhole = true
        if take(0x2E) {
            isWhole = false
            _ = try digits()
        }
        if next == 0x65 || next == 0x45 {
            isWhole = false
            position += 1
            if !take(0x2B) { _ = take(0x2D) }
            _ = try digits()
        }
        return isWhole ? integer(whole, isNegative) : wholeValue(of: start..<position)
    }

    private func integer(_ digits: Range<Int>, _ isNegative: Bool) -> JSONValue {
        var value: Int64 = 0
        for i in digits {
            let digit = Int64(bytes[i] - 0x30)
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, overflows) =
                isNegative
                ? product.subtractingReportingOverflow(digit) : product.addingReportingOverflow(digit)
            guard !overflow, !overflows else { return .number }
            value = sum
        }
        return .integer(value)
    }

    /// 1.5e3 is a whole number too, as long as a Double holds it exactly.
    private func wholeValue(of range: Range<Int>) -> JSONValue {
        guard let double = Double(String(decoding: bytes[range], as: UTF8.self)),
            let value = Int64(exactly: double), value.magnitude < 1 << 53
        else { return .number }
        return .integer(value)
    }

    // MARK: Strings

    private mutating func string() throws(Problem) -> String {
        position += 1
        let start = position
        while let byte = next, byte != 0x22, byte != 0x5C, byte >= 0x20 { position += 1 }
        if next == 0x22 {
            position += 1
            return String(decoding: bytes[start..<position - 1], as: UTF8.self)
        }
        var text = Array(bytes[start..<position])
        while let byte = next, byte >= 0x20 {
            position += 1
            switch byte {
            case 0x22: return String(decoding: text, as: UTF8.self)
            case 0x5C: text += Array(String(try escaped()).utf8)
            default: text.append(byte)
            }
        }
        throw unexpected
    }

    private mutating func escaped() throws(Problem) -> Character {
        guard let byte = next else { throw unexpected }
        position += 1
        switch byte {
        case 0x22: return "\""
        case 0x5C: return "\\"
        case 0x2F: return "/"
        case 0x62: return "\u{8}"
        case 0x66: return "\u{C}"
        case 0x6E: return "\n"
        case 0x72: return "\r"
        case 0x74: return "\t"
        case 0x75: return Character(try scalar())
        default: throw Problem("broken JSON: an unknown escape at byte \(position)")
        }
    }

    private mutating func scalar() throws(Problem) -> Unicode.Scalar {
        var value = try hexadecimal()
        if (0xD800..<0xDC00).contains(value), take(0x5C), take(0x75) {
            let low = try hexadecimal()
            guard (0xDC00..<0xE000).contains(low) else { throw Problem("broken JSON: half a surrogate pair") }
            value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(value) else { throw Problem("broken JSON: half a surrogate pair") }
        return scalar
    }

    private mutating func hexadecimal() throws(Problem) -> UInt32 {
        guard position + 4 <= bytes.count else { throw unexpected }
        var value: UInt32 = 0
        for byte in bytes[position..<position + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw unexpected }
            value = value << 4 | UInt32(digit)
        }
        position += 4
        return value
    }
}
