import Crypto
import Foundation

/// The public half of a passkey: ES256 on P-256, or Ed25519 (RFC 9053).
enum PasskeyKey: Sendable {
    case p256(P256.Signing.PublicKey)
    case ed25519(Curve25519.Signing.PublicKey)

    /// COSE numbers of the algorithms that are asked for, the first one rather.
    static let algorithms = [-8, -7]

    /// nil for another kind of key, or numbers that are no key.
    init?(cose: CBOR) {
        switch (cose[1], cose[3], cose[-1]) {
        // EC2, ES256, P-256.
        case (.unsigned(2), .negative(6), .unsigned(1)):
            guard case .bytes(let x)? = cose[-2], case .bytes(let y)? = cose[-3], x.count == 32,
                y.count == 32,
                let key = try? P256.Signing.PublicKey(x963Representation: Data([4] + x + y))
            else { return nil }
            self = .p256(key)
        // OKP, EdDSA, Ed25519.
        case (.unsigned(1), .negative(7), .unsigned(6)):
            guard case .bytes(let x)? = cose[-2], x.count == 32,
                let key = try? Curve25519.Signing.PublicKey(rawRepresentation: Data(x))
            else { return nil }
            self = .ed25519(key)
        default: return nil
        }
    }

    init?(stored: [UInt8]) {
        guard let cose = try? CBOR(stored) else { return nil }
        self.init(cose: cose)
    }

    func signed(_ bytes: [UInt8], as signature: [UInt8]) -> Bool {
        switch self {
        case .p256(let key):
            guard let signature = try? P256.Signing.ECDSASignature(derRepresentation: Data(signature)) else {
                return false
            }
            return key.isValidSignature(signature, for: Data(bytes))
        case .ed25519(let key): return key.isValidSignature(Data(signature), for: Data(bytes))
        }
    }
}
