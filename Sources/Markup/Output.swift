/// The bytes of a page while it is written. Text goes in escaped; only this module writes raw bytes.
public struct Output: Sendable {
    /// UTF-8, ready to be sent.
    public internal(set) var bytes: [UInt8] = []

    /// - Parameter capacity: bytes to set aside, so that a page grows without copying.
    public init(capacity: Int = 16_384) {
        bytes.reserveCapacity(capacity)
    }

    @usableFromInline
    mutating func fixed(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    @usableFromInline
    mutating func byte(_ byte: UInt8) {
        bytes.append(byte)
    }

    /// Writes text with the five signs that could end a text or an attribute replaced.
    /// One rule for both places, so that no caller can choose the wrong one.
    @usableFromInline
    mutating func escaped(_ text: String) {
        var text = text
        text.withUTF8 { source in
            var start = 0
            for index in 0..<source.count where Escape.isNeeded(source[index]) {
                bytes.append(contentsOf: source[start..<index])
                fixed(Escape.reference(source[index]))
                start = index + 1
            }
            bytes.append(contentsOf: start == 0 ? source[...] : source[start...])
        }
    }

    @usableFromInline
    mutating func integer(_ value: Int) {
        if (0...9).contains(value) { return byte(UInt8(48 + value)) }
        var digits = String(value)
        digits.withUTF8 { bytes.append(contentsOf: $0) }
    }

    /// Writes a number rounded to two decimals, without an exponent and without trailing zeros.
    @usableFromInline
    mutating func decimal(_ value: Double) {
        guard value.isFinite, value.magnitude < 1e12 else { return byte(48) }
        let hundredths = Int((value * 100).rounded())
        if hundredths < 0 { byte(45) }
        let (whole, part) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
        integer(Int(whole))
        guard part > 0 else { return }
        byte(46)
        byte(UInt8(48 + part / 10))
        if part % 10 > 0 { byte(UInt8(48 + part % 10)) }
    }
}

/// Which bytes are replaced in text and attributes, and by what.
enum Escape {
    /// One bit for each of `"`, `&`, `'`, `<` and `>`; all five lie below 64, letters do not.
    private static let signs: UInt64 = 1 << 34 | 1 << 38 | 1 << 39 | 1 << 60 | 1 << 62

    @inline(__always)
    static func isNeeded(_ byte: UInt8) -> Bool {
        byte < 64 && signs >> UInt64(byte) & 1 == 1
    }

    static func reference(_ byte: UInt8) -> StaticString {
        switch byte {
        case 34: "&quot;"
        case 38: "&amp;"
        case 39: "&#39;"
        case 60: "&lt;"
        default: "&gt;"
        }
    }
}
