/// How a mail was signed or encrypted. Nothing here is verified and nothing decrypted: a signature is named,
/// what it covers is shown, and what can't be read is kept as it came.
public enum Protection: String, Sendable, CaseIterable {
    case signedOpenPGP
    case signedSMIME
    case encryptedOpenPGP
    case encryptedSMIME

    public var isEncrypted: Bool { self == .encryptedOpenPGP || self == .encryptedSMIME }

    /// By which way: `OpenPGP` or `S/MIME`.
    public var method: String {
        switch self {
        case .signedOpenPGP, .encryptedOpenPGP: "OpenPGP"
        case .signedSMIME, .encryptedSMIME: "S/MIME"
        }
    }

    /// What a part tells by its type and its first bytes.
    public init?(contentType: String, content: some Collection<UInt8>) {
        switch contentType {
        case "application/pgp-signature": self = .signedOpenPGP
        case "application/pkcs7-signature", "application/x-pkcs7-signature": self = .signedSMIME
        case "application/pgp-encrypted": self = .encryptedOpenPGP
        case "application/pkcs7-mime", "application/x-pkcs7-mime":
            self = SignedContent.isSigned(Array(content.prefix(64))) ? .signedSMIME : .encryptedSMIME
        default:
            guard content.trimmedStart.starts(with: "-----BEGIN PGP MESSAGE-----".utf8) else { return nil }
            self = .encryptedOpenPGP
        }
    }

    /// What a text tells that is armoured inside the mail itself.
    init?(text: String) {
        let start = text.utf8.trimmedStart
        if start.starts(with: "-----BEGIN PGP MESSAGE-----".utf8) {
            self = .encryptedOpenPGP
        } else if start.starts(with: "-----BEGIN PGP SIGNED MESSAGE-----".utf8) {
            self = .signedOpenPGP
        } else {
            return nil
        }
    }
}

extension Collection where Element == UInt8 {
    fileprivate var trimmedStart: SubSequence { drop { $0.isWhite } }
}

/// What an opaque S/MIME signature holds: the mail itself, inside of it (RFC 5652, 5).
enum SignedContent {
    /// 1.2.840.113549.1.7.2
    private static let signedIdentifier: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02]

    /// Told by the identifier at the beginning.
    static func isSigned(_ head: [UInt8]) -> Bool {
        guard head.count > 2, head[0] == BERElement.sequence else { return false }
        let at = head[1] > 0x80 ? 2 + Int(head[1] & 0x7F) : 2
        let end = at + 2 + signedIdentifier.count
        return end <= head.count && head[at] == BERElement.identifier
            && Array(head[(at + 2)..<end]) == signedIdentifier
    }

    /// The signed bytes; nil when these are no signed data, or the content lies elsewhere.
    static func read(_ bytes: [UInt8]) -> [UInt8]? {
        guard let outer = BERElement(bytes, at: 0, before: bytes.count), outer.tag == BERElement.sequence
        else { return nil }
        let members = outer.children(bytes, countMax: 2)
        guard members.count == 2, members[0].tag == BERElement.identifier,
            Array(bytes[members[0].content]) == signedIdentifier, members[1].tag == BERElement.explicit,
            let signed = members[1].children(bytes, countMax: 1).first, signed.tag == BERElement.sequence
        else { return nil }
        // Version, digest algorithms, then what is signed.
        let parts = signed.children(bytes, countMax: 3)
        guard parts.count == 3, parts[2].tag == BERElement.sequence else { return nil }
        let content = parts[2].children(bytes, countMax: 2)
        guard content.count == 2, content[1].tag == BERElement.explicit else { return nil }
        return content[1].children(bytes, countMax: 1).first?.octets(bytes)
    }
}
