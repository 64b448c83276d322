/// An address that mail can be sent to: `local@domain` (RFC 5321, and RFC 6531 beyond ASCII). Its domain is
/// lower case; it never holds blanks, control characters or angle brackets, so it is safe in an envelope
/// and in a header.
public struct MailAddress: Hashable, Sendable, CustomStringConvertible, Comparable {
    public static let byteCountMax = 320

    /// As written, quoted when it has to be.
    public let local: String
    /// Lower case.
    public let domain: String

    /// Nil unless the text is one whole legal address.
    public init?(_ text: String) {
        guard text.utf8.count <= MailAddress.byteCountMax, let at = text.lastIndex(of: "@") else {
            return nil
        }
        let local = String(text[..<at])
        let domain = text[text.index(after: at)...].lowercased()
        guard MailAddress.isLegal(local: local), MailAddress.isLegal(domain: domain) else { return nil }
        self.local = local
        self.domain = domain
    }

    public var description: String { local + "@" + domain }

    public static func < (one: MailAddress, other: MailAddress) -> Bool {
        one.description < other.description
    }

    /// Whether both reach the same mailbox in practice: local parts differ in case only.
    public func isSameMailbox(as other: MailAddress) -> Bool {
        domain == other.domain && local.lowercased() == other.local.lowercased()
    }

    private static func isLegal(local: String) -> Bool {
        let bytes = local.utf8
        guard !bytes.isEmpty, bytes.count <= 64 || bytes.count <= 255 && !local.hasPrefix("\"") else {
            return false
        }
        if local.hasPrefix("\"") {
            return bytes.count > 2 && local.hasSuffix("\"")
                && isLegal(quoted: Array(bytes.dropFirst().dropLast()))
        }
        return bytes.allSatisfy { !$0.isControl && !" \"(),:;<>@[\\]".utf8.contains($0) }
            && !hasForbiddenScalar(local)
    }

    private static func isLegal(quoted bytes: [UInt8]) -> Bool {
        var isEscaped = false
        for byte in bytes {
            if byte.isControl || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") { return false }
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "\"") {
                return false
            }
        }
        return !isEscaped && !hasForbiddenScalar(String(decoding: bytes, as: UTF8.self))
    }

    private static func isLegal(domain: String) -> Bool {
        let bytes = domain.utf8
        guard !bytes.isEmpty, bytes.count <= 255 else { return false }
        if domain.hasPrefix("["), domain.hasSuffix("]") {
            return bytes.count > 2
                && bytes.dropFirst().dropLast().allSatisfy {
                    $0.isLetter || $0.isDigit || ".:-".utf8.contains($0)
                }
        }
        let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
        return labels.allSatisfy { label in
            !label.isEmpty && label.utf8.count <= 63 && !label.hasPrefix("-") && !label.hasSuffix("-")
                && label.utf8.allSatisfy {
                    $0 >= 0x80 || $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "-")
                        || $0 == UInt8(ascii: "_")
                }
        } && !hasForbiddenScalar(domain)
    }

    /// White space, controls and direction marks beyond ASCII: an address must not look like another.
    private static func hasForbiddenScalar(_ text: String) -> Bool {
        text.unicodeScalars.contains {
            $0.value >= 0x80
                && ($0.properties.isWhitespace || $0.properties.generalCategory == .control
                    || $0.properties.generalCategory == .format || $0.value == 0xFFFD)
        }
    }
}

/// An address with the name shown beside it, empty when there is none.
public struct Mailbox: Hashable, Sendable {
    public let name: String
    public let address: MailAddress

    public init(name: String = "", address: MailAddress) {
        self.name = name
        self.address = address
    }
}
