public import Crypto

/// The desk's Ed25519 key, with which evidence is signed. Its public half is published.
public struct EvidenceKey: Sendable {
    private let key: Curve25519.Signing.PrivateKey

    public init(_ key: Curve25519.Signing.PrivateKey) {
        self.key = key
    }

    /// - Parameter seed: 32 bytes.
    public init(seed: [UInt8]) throws {
        key = try Curve25519.Signing.PrivateKey(rawRepresentation: seed)
    }

    /// 64 bytes.
    public func signature(of bytes: [UInt8]) throws -> [UInt8] { Array(try key.signature(for: bytes)) }

    public var publicKey: PublicKey { PublicKey(Array(key.publicKey.rawRepresentation)) }

    public var publicPEM: String { publicKey.pem }
    public var fingerprint: String { publicKey.fingerprint }
}

extension SHA256Digest {
    var hexadecimal: String {
        map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }
}
