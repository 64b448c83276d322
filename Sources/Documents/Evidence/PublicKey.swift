public import BusinessTime
import Crypto

/// The half of a key that is published.
public struct PublicKey: Hashable, Sendable {
    /// 32 bytes, Ed25519.
    public let raw: [UInt8]

    public init(_ raw: [UInt8]) {
        self.raw = raw
    }

    /// SubjectPublicKeyInfo in PEM (RFC 8410), as openssl reads it.
    public var pem: String { "-----BEGIN PUBLIC KEY-----\n\(der.base64)\n-----END PUBLIC KEY-----\n" }

    /// SHA-256 of the key in DER, in hexadecimal digits: compared with the published one.
    public var fingerprint: String { SHA256.hash(data: der).hexadecimal }

    private var der: [UInt8] {
        // SEQUENCE { SEQUENCE { OID 1.3.101.112 }, BIT STRING of 32 bytes }
        [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00] + raw
    }

    /// Whether this key signed these bytes.
    public func signed(_ bytes: [UInt8], as signature: [UInt8]) -> Bool {
        let key = try? Curve25519.Signing.PublicKey(rawRepresentation: raw)
        return key?.isValidSignature(signature, for: bytes) ?? false
    }

    /// What the key before signs when another follows it.
    public func succession(by next: PublicKey, at instant: Instant) -> [UInt8] {
        Array("duly key rotation\nfrom \(fingerprint)\nto \(next.fingerprint)\nat \(instant)\n".utf8)
    }
}

extension [UInt8] {
    /// With padding (RFC 4648).
    public var base64: String {
        let digits = [Character]("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var text = ""
        for start in stride(from: 0, to: count, by: 3) {
            let group = self[start..<Swift.min(start + 3, count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0..<4 {
                text.append(place <= group.count ? digits[bits >> (18 - 6 * place) & 63] : "=")
            }
        }
        return text
    }
}
