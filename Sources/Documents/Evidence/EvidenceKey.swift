public import Crypto

/// The provider's Ed25519 key, with which evidence is signed. Its public half is to be published.
public struct EvidenceKey: Sendable {
    private let key: Curve25519.Signing.PrivateKey

    public init(_ key: Curve25519.Signing.PrivateKey) {
        self.key = key
    }

    /// 64 bytes.
    func signature(of bytes: [UInt8]) throws -> [UInt8] { Array(try key.signature(for: bytes)) }

    /// SubjectPublicKeyInfo in PEM (RFC 8410), as openssl reads it.
    public var publicPEM: String {
        "-----BEGIN PUBLIC KEY-----\n\(Self.base64(publicDER))\n-----END PUBLIC KEY-----\n"
    }

    /// SHA-256 of the public key in DER, in hexadecimal digits: compared with the published one.
    public var fingerprint: String { SHA256.hash(data: publicDER).hexadecimal }

    private var publicDER: [UInt8] {
        // SEQUENCE { SEQUENCE { OID 1.3.101.112 }, BIT STRING of 32 bytes }
        [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00]
            + key.publicKey.rawRepresentation
    }

    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")

    private static func base64(_ bytes: [UInt8]) -> String {
        var text = ""
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0..<4 {
                text.append(place <= group.count ? digits[bits >> (18 - 6 * place) & 63] : "=")
            }
        }
        return text
    }
}

extension SHA256Digest {
    var hexadecimal: String {
        map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }
}
