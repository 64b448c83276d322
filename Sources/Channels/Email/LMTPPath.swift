/// The argument of MAIL or RCPT: `FROM:<path> KEY=value ...` (RFC 5321, 4.1.2).
struct LMTPPath: Equatable {
    /// Empty for the null path `<>`.
    let address: String
    let parameters: [Parameter]

    struct Parameter: Equatable {
        let key: String
        let value: String?
    }

    /// RFC 5321 asks for 256 bytes; signed return addresses are sometimes longer.
    static let addressBytesMax = 320

    /// Reads the argument; `keyword` is `FROM:` or `TO:`. Throws the reply that refuses it.
    init(_ argument: ArraySlice<UInt8>, keyword: String) throws(LMTPReply) {
        let syntax = LMTPReply(501, "5.5.4", "expected \(keyword)<address>")
        let key = argument.prefix(keyword.utf8.count)
        guard key.map(Self.upper).elementsEqual(keyword.utf8) else { throw syntax }
        var rest = argument.dropFirst(key.count).drop { $0 == UInt8(ascii: " ") }
        guard rest.popFirst() == UInt8(ascii: "<"), let end = Self.closing(rest) else { throw syntax }
        let inside = Self.withoutRoute(rest[..<end])
        let after = rest[(end + 1)...]
        guard after.isEmpty || after.first == UInt8(ascii: " ") else { throw syntax }
        guard let address = String(validating: inside, as: UTF8.self),
            let text = String(validating: after, as: UTF8.self)
        else { throw LMTPReply(501, "5.5.2", "the address is not UTF-8") }
        self.address = address
        parameters = text.split(separator: " ").map(Self.parameter)
    }

    private static func upper(_ byte: UInt8) -> UInt8 {
        byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") ? byte - 32 : byte
    }

    private static func parameter(_ text: Substring) -> Parameter {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        return Parameter(key: parts[0].uppercased(), value: parts.count == 2 ? String(parts[1]) : nil)
    }

    /// The `>` that ends the path, which a quoted local part may also contain.
    private static func closing(_ bytes: ArraySlice<UInt8>) -> Int? {
        var scan = QuoteScan()
        return bytes.firstIndex { scan.isOutside($0) && $0 == UInt8(ascii: ">") }
    }

    /// A source route (`@a,@b:user@c`) is accepted and ignored, as RFC 5321 appendix C says.
    private static func withoutRoute(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard bytes.first == UInt8(ascii: "@"), let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else {
            return bytes
        }
        return bytes[(colon + 1)...]
    }
}

extension LMTPPath {
    /// Whether the address is `local@domain` with nothing in it that could end or split a line.
    var isMailbox: Bool {
        let bytes = Array(address.utf8)
        guard bytes.count <= Self.addressBytesMax else { return false }
        var scan = QuoteScan()
        var at: Int?
        for (index, byte) in bytes.enumerated() {
            let isOutside = scan.isOutside(byte)
            guard isOutside ? Self.isAtomByte(byte) : byte >= 0x20 && byte != 0x7f else { return false }
            if isOutside, byte == UInt8(ascii: "@") {
                guard at == nil else { return false }
                at = index
            }
        }
        guard scan.isClosed, let at, at > 0 else { return false }
        return Self.isDomain(bytes[(at + 1)...])
    }

    var isASCII: Bool { address.utf8.allSatisfy { $0 < 0x80 } }

    private static func isAtomByte(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte != 0x7f && !"<>(),;\\".utf8.contains(byte)
    }

    private static func isDomain(_ bytes: ArraySlice<UInt8>) -> Bool {
        if bytes.first == UInt8(ascii: "[") { return bytes.count > 2 && bytes.last == UInt8(ascii: "]") }
        guard !bytes.isEmpty, bytes.first != UInt8(ascii: "."), bytes.last != UInt8(ascii: ".") else {
            return false
        }
        return bytes.allSatisfy { byte in
            byte >= 0x80 || ".-_".utf8.contains(byte) || Self.isLetterOrDigit(byte)
        }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}

/// Follows quotes and backslashes in a local part.
private struct QuoteScan {
    private var isQuoted = false
    private var isEscaped = false

    var isClosed: Bool { !isQuoted }

    /// Whether this byte stands outside quotes; the quotes themselves count as inside.
    mutating func isOutside(_ byte: UInt8) -> Bool {
        guard isQuoted else {
            if byte == UInt8(ascii: "\"") { isQuoted = true }
            return !isQuoted
        }
        if isEscaped {
            isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
            isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
            isQuoted = false
        }
        return false
    }
}
