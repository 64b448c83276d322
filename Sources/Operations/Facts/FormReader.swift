/// Reads what `FormWriter` writes: objects whose keys stand in the order in which they are asked for.
struct FormReader {
    private let bytes: [UInt8]
    private var place = 0
    private var isFirst = true

    /// What free words stand beside the fact, by their digests; nil when none do.
    private let known: [String: String]?

    init(_ bytes: [UInt8], words known: [String: String]? = nil) {
        self.bytes = bytes
        self.known = known
    }

    /// Free words, wherever they lie. What was erased leaves an empty text.
    mutating func words(_ key: StaticString) throws -> String { said(try text(key)) }

    mutating func wordsIfAny(_ key: StaticString) throws -> String? { try textIfAny(key).map(said) }

    func said(_ written: String) -> String {
        guard let known else { return written }
        return known[written] ?? ""
    }

    /// The body of a fact is not of the form that its version says.
    struct Unreadable: Error, CustomStringConvertible {
        let place: Int
        let wanted: String
        var description: String {
            "A fact can't be read: \(wanted) was expected at byte \(place). Restore the store from a backup."
        }
    }

    func unreadable(_ wanted: String) -> Unreadable { Unreadable(place: place, wanted: wanted) }

    mutating func object<T>(_ body: (inout FormReader) throws -> T) throws -> T {
        try expect(UInt8(ascii: "{"))
        isFirst = true
        let value = try body(&self)
        try expect(UInt8(ascii: "}"))
        isFirst = false
        return value
    }

    mutating func object<T>(_ key: StaticString, _ body: (inout FormReader) throws -> T) throws -> T {
        try expect(key)
        return try object(body)
    }

    mutating func objectIfAny<T>(
        _ key: StaticString, _ body: (inout FormReader) throws -> T
    ) throws -> T? {
        skip(key) ? try object(body) : nil
    }

    /// The next key, whatever it is.
    mutating func name() throws -> String {
        if !isFirst { try expect(UInt8(ascii: ",")) }
        isFirst = false
        let name = try string()
        try expect(UInt8(ascii: ":"))
        return name
    }

    mutating func text(_ key: StaticString) throws -> String {
        try expect(key)
        return try string()
    }

    mutating func textIfAny(_ key: StaticString) throws -> String? { skip(key) ? try string() : nil }

    /// A case of an enumeration by its word.
    mutating func word<T: RawRepresentable>(_ key: StaticString) throws -> T where T.RawValue == String {
        guard let value = T(rawValue: try text(key)) else { throw unreadable("a known word of \(key)") }
        return value
    }

    mutating func number(_ key: StaticString) throws -> Int64 {
        try expect(key)
        return try integer()
    }

    mutating func numberIfAny(_ key: StaticString) throws -> Int64? { skip(key) ? try integer() : nil }

    mutating func truth(_ key: StaticString) throws -> Bool {
        try expect(key)
        if skip(bytesOf: "true") { return true }
        guard skip(bytesOf: "false") else { throw unreadable("true or false") }
        return false
    }

    mutating func list<T>(_ key: StaticString, _ body: (inout FormReader) throws -> T) throws -> [T] {
        try expect(key)
        return try items(body)
    }

    mutating func listIfAny<T>(
        _ key: StaticString, _ body: (inout FormReader) throws -> T
    ) throws -> [T]? {
        skip(key) ? try items(body) : nil
    }

    private mutating func items<T>(_ body: (inout FormReader) throws -> T) throws -> [T] {
        try expect(UInt8(ascii: "["))
        var values: [T] = []
        while peek() != UInt8(ascii: "]") {
            if !values.isEmpty { try expect(UInt8(ascii: ",")) }
            values.append(try body(&self))
        }
        place += 1
        return values
    }

    func expectEnd() throws {
        guard place == bytes.count else { throw unreadable("the end") }
    }
}

extension FormReader {
    /// A string of RFC 8259.
    mutating func string() throws -> String {
        try expect(UInt8(ascii: "\""))
        let start = place
        while let byte = peek(), byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") { place += 1 }
        if peek() == UInt8(ascii: "\"") {
            place += 1
            return String(decoding: bytes[start..<place - 1], as: UTF8.self)
        }
        var text = Array(bytes[start..<place])
        while let byte = peek(), byte != UInt8(ascii: "\"") {
            place += 1
            if byte == UInt8(ascii: "\\") { try escaped(into: &text) } else { text.append(byte) }
        }
        try expect(UInt8(ascii: "\""))
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func escaped(into text: inout [UInt8]) throws {
        guard let byte = peek() else { throw unreadable("an escape") }
        place += 1
        switch byte {
        case UInt8(ascii: "b"): text.append(8)
        case UInt8(ascii: "t"): text.append(9)
        case UInt8(ascii: "n"): text.append(10)
        case UInt8(ascii: "f"): text.append(12)
        case UInt8(ascii: "r"): text.append(13)
        case UInt8(ascii: "u"):
            // Only control characters are written so: one byte each.
            let digits = String(decoding: bytes[place..<min(place + 4, bytes.count)], as: UTF8.self)
            guard let code = UInt8(digits, radix: 16), code < 128, digits.count == 4 else {
                throw unreadable("a control character")
            }
            place += 4
            text.append(code)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        default: throw unreadable("an escape")
        }
    }

    mutating func integer() throws -> Int64 {
        let start = place
        if peek() == UInt8(ascii: "-") { place += 1 }
        while let byte = peek(), (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { place += 1 }
        guard let value = Int64(String(decoding: bytes[start..<place], as: UTF8.self)) else {
            throw unreadable("a number")
        }
        return value
    }

    private func peek() -> UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func expect(_ byte: UInt8) throws {
        guard peek() == byte else { throw unreadable("\"\(Character(UnicodeScalar(byte)))\"") }
        place += 1
    }

    private mutating func expect(_ key: StaticString) throws {
        guard skip(key) else { throw unreadable("\"\(key)\"") }
    }

    /// Steps over a key with its colon where it is the next.
    private mutating func skip(_ key: StaticString) -> Bool {
        let start = place
        if (isFirst || skip(bytesOf: ",")) && skip(bytesOf: "\"") && skip(bytesOf: key)
            && skip(bytesOf: "\":")
        {
            isFirst = false
            return true
        }
        place = start
        return false
    }

    private mutating func skip(bytesOf text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard place + count <= bytes.count else { return false }
        let isThere = text.withUTF8Buffer { wanted in
            bytes.withUnsafeBufferPointer { there in
                (0..<count).allSatisfy { there[place + $0] == wanted[$0] }
            }
        }
        if isThere { place += count }
        return isThere
    }
}
