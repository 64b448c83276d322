/// Writes JSON objects into one array of bytes. The caller gives the keys of an object in the order of their
/// bytes, so that the same fact always has the same form.
struct FormWriter {
    private(set) var bytes: [UInt8] = []
    private var isFirst = true
    /// Takes free words out of the form; nil leaves them in.
    private let sealing: ((String) -> String)?

    init(sealing: ((String) -> String)? = nil) {
        self.sealing = sealing
        bytes.reserveCapacity(256)
    }

    /// Words that somebody wrote freely, and that may name a person.
    mutating func words(_ key: StaticString, _ value: String?) {
        text(key, value.map { sealing?($0) ?? $0 })
    }

    /// A number in a list.
    mutating func item(_ value: Int64) { append(value) }

    mutating func free(_ value: String) { string(sealing?(value) ?? value) }

    mutating func object(_ body: (inout FormWriter) -> Void) {
        bytes.append(UInt8(ascii: "{"))
        isFirst = true
        body(&self)
        bytes.append(UInt8(ascii: "}"))
        isFirst = false
    }

    mutating func object(_ key: StaticString, _ body: (inout FormWriter) -> Void) {
        name(key)
        object(body)
    }

    /// Nothing is written for nil, here and below.
    mutating func text(_ key: StaticString, _ value: String?) {
        guard let value else { return }
        name(key)
        string(value)
    }

    mutating func number(_ key: StaticString, _ value: Int64?) {
        guard let value else { return }
        name(key)
        append(value)
    }

    mutating func truth(_ key: StaticString, _ value: Bool) {
        name(key)
        bytes.append(contentsOf: (value ? "true" : "false").utf8)
    }

    mutating func list<T>(_ key: StaticString, _ values: [T], _ body: (inout FormWriter, T) -> Void) {
        name(key)
        bytes.append(UInt8(ascii: "["))
        for (index, value) in values.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            body(&self, value)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    /// A string of RFC 8259: control characters are escaped, all else is UTF-8.
    mutating func string(_ value: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in value.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0..<32: bytes.append(contentsOf: Self.escapes[Int(byte)].utf8)
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// A key that needs no escapes; its value is written next.
    mutating func name(_ key: String) {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: key.utf8)
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
    }

    private mutating func name(_ key: StaticString) {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
        bytes.append(UInt8(ascii: "\""))
        key.withUTF8Buffer { bytes.append(contentsOf: $0) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
    }

    private mutating func append(_ number: Int64) {
        bytes.append(contentsOf: String(number).utf8)
    }

    private static let escapes: [String] = (0..<32).map { byte in
        switch byte {
        case 8: "\\b"
        case 9: "\\t"
        case 10: "\\n"
        case 12: "\\f"
        case 13: "\\r"
        default: "\\u00" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
    }
}
