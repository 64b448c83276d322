import Crypto
import CryptoExtras
import Foundation

/// The keys with which a provider signs (RFC 7517): RSA of 2,048 to 8,192 bits, and P-256.
struct ProviderKeys: Sendable {
    static let countMax = 50

    private struct Listed: Decodable {
        struct Key: Decodable {
            let kty: String
            let kid: String?
            let use: String?
            let alg: String?
            let crv: String?
            let n: String?
            let e: String?
            let x: String?
            let y: String?
        }

        let keys: [Key]
    }

    private let keys: [Listed.Key]

    init(_ bytes: [UInt8]) throws(ProviderProblem) {
        guard let listed = try? JSONDecoder().decode(Listed.self, from: Data(bytes)),
            listed.keys.count <= Self.countMax
        else { throw .unreadable("its list of keys") }
        keys = listed.keys.filter { $0.use == nil || $0.use == "sig" }
    }

    /// Whether one of the keys signed it, by the algorithm that it names.
    func signed(_ message: [UInt8], as signature: [UInt8], algorithm: String, key: String?) -> Bool {
        let fitting = keys.filter { known in
            (key == nil || known.kid == key) && (known.alg == nil || known.alg == algorithm)
        }
        return fitting.contains { known in
            switch algorithm {
            case "RS256": Self.rsa(known, signed: message, as: signature)
            case "ES256": Self.ec(known, signed: message, as: signature)
            default: false
            }
        }
    }

    private static func rsa(_ key: Listed.Key, signed message: [UInt8], as signature: [UInt8]) -> Bool {
        guard key.kty == "RSA", let n = key.n.flatMap(Base64URL.bytes),
            let e = key.e.flatMap(Base64URL.bytes),
            (256...1024).contains(n.count), (1...8).contains(e.count),
            let known = try? _RSA.Signing.PublicKey(n: Data(n), e: Data(e))
        else { return false }
        return known.isValidSignature(
            _RSA.Signing.RSASignature(rawRepresentation: Data(signature)),
            for: SHA256.hash(data: Data(message)), padding: .insecurePKCS1v1_5)
    }

    private static func ec(_ key: Listed.Key, signed message: [UInt8], as signature: [UInt8]) -> Bool {
        guard key.kty == "EC", key.crv == "P-256", let x = key.x.flatMap(Base64URL.bytes),
            let y = key.y.flatMap(Base64URL.bytes), x.count == 32, y.count == 32,
            let known = try? P256.Signing.PublicKey(x963Representation: Data([4] + x + y)),
            let given = try? P256.Signing.ECDSASignature(rawRepresentation: Data(signature))
        else { return false }
        return known.isValidSignature(given, for: Data(message))
    }
}
