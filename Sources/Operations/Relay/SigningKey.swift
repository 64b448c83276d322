public import BusinessTime
import Crypto
import CryptoExtras
import Foundation
import Mail

/// The private key with which outgoing mail of a domain is signed (RFC 6376, RFC 8463).
public struct SigningKey: Sendable {
    public enum Algorithm: String, CaseIterable, Hashable, Sendable {
        /// Understood everywhere.
        case rsa = "rsa-sha256"
        /// Short, and not yet understood everywhere: beside an RSA key, never alone.
        case ed25519 = "ed25519-sha256"

        /// In the record: `k=`.
        public var recordWord: String { self == .rsa ? "rsa" : "ed25519" }
    }

    private enum Half: Sendable {
        case rsa(_RSA.Signing.PrivateKey)
        case ed25519(Curve25519.Signing.PrivateKey)
    }

    public let domain: String
    public let selector: String
    private let half: Half

    /// A new one.
    public init(domain: String, selector: String, algorithm: Algorithm) throws {
        (self.domain, self.selector) = (domain, selector)
        half =
            switch algorithm {
            case .rsa: .rsa(try _RSA.Signing.PrivateKey(keySize: .bits2048))
            case .ed25519: .ed25519(Curve25519.Signing.PrivateKey())
            }
    }

    /// One that was kept. Nil where the text is no key of the algorithm.
    init?(domain: String, selector: String, algorithm: Algorithm, kept: String) {
        guard let bytes = Data(base64Encoded: kept) else { return nil }
        (self.domain, self.selector) = (domain, selector)
        switch algorithm {
        case .rsa:
            guard let key = try? _RSA.Signing.PrivateKey(derRepresentation: bytes) else { return nil }
            half = .rsa(key)
        case .ed25519:
            guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes) else { return nil }
            half = .ed25519(key)
        }
    }

    public var algorithm: Algorithm {
        switch half {
        case .rsa: .rsa
        case .ed25519: .ed25519
        }
    }

    /// To be sealed.
    var kept: String {
        switch half {
        case .rsa(let key): key.derRepresentation.base64EncodedString()
        case .ed25519(let key): key.rawRepresentation.base64EncodedString()
        }
    }

    /// `p=` of the record.
    public var publicHalf: String {
        switch half {
        case .rsa(let key): key.publicKey.derRepresentation.base64EncodedString()
        case .ed25519(let key): key.publicKey.rawRepresentation.base64EncodedString()
        }
    }

    /// The field to stand before the message. Its line ends count as CRLF, as they are sent.
    public func signature(of message: [UInt8], at now: Instant) throws -> [UInt8] {
        let draft = DKIMDraft(
            CanonicalLines.bytes(message),
            by: DKIMDraft.Signer(
                domain: domain, selector: selector, algorithm: algorithm.rawValue, time: now.seconds))
        let bodyHash = Data(SHA256.hash(data: draft.body)).base64EncodedString()
        let signature = try sign(draft.input(bodyHash: bodyHash)).base64EncodedString()
        return Array(draft.field(bodyHash: bodyHash, signature: signature).utf8)
    }

    private func sign(_ input: [UInt8]) throws -> Data {
        let digest = SHA256.hash(data: input)
        return switch half {
        case .rsa(let key):
            try key.signature(for: digest, padding: .insecurePKCS1v1_5).rawRepresentation
        // The hash itself is what Ed25519 signs (RFC 8463, 3).
        case .ed25519(let key): try key.signature(for: Data(digest))
        }
    }
}

/// What a signing key's domain publishes in DNS.
public struct SigningRecord: Hashable, Sendable {
    /// As `desk1._domainkey.harbor.example`.
    public let name: String
    public let value: String

    public init(domain: String, selector: String, algorithm: SigningKey.Algorithm, publicHalf: String) {
        name = "\(selector)._domainkey.\(domain)"
        value = "v=DKIM1; k=\(algorithm.recordWord); p=\(publicHalf)"
    }

    /// Characters of one string of a TXT record (RFC 1035).
    private static let stringMax = 255

    /// As a zone file has it; a long value is several strings.
    public var zoneLine: String {
        let pieces = stride(from: 0, to: value.utf8.count, by: Self.stringMax).map { start in
            "\"" + String(decoding: value.utf8.dropFirst(start).prefix(Self.stringMax), as: UTF8.self) + "\""
        }
        return "\(name). IN TXT ( \(pieces.joined(separator: " ")) )"
    }

    /// Whether a record that was found publishes this key; white space and the order of tags don't count.
    public func isPublished(by text: String) -> Bool {
        Self.key(in: text) == Self.key(in: value)
    }

    private static func key(in text: String) -> String? {
        for tag in text.split(separator: ";") {
            let bare = tag.filter { !$0.isWhitespace }
            if bare.hasPrefix("p=") { return String(bare.dropFirst(2)) }
        }
        return nil
    }
}
