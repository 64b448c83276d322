import BusinessTime
import Crypto
import CryptoExtras
import Foundation
import Operations

/// A small provider of OpenID Connect: its description, its keys, and tokens for codes that a browser brings
/// back. A test spoils what it likes.
final class OutsideProvider: @unchecked Sendable {
    static let issuer = "https://id.harbor.example"
    static let client = "duly-desk"
    static let secret = "s3cret & sign"

    struct Claims: Encodable {
        var iss = OutsideProvider.issuer
        var sub = "u-17"
        var aud = [OutsideProvider.client]
        var azp: String?
        var exp: Int64 = 0
        var iat: Int64 = 0
        var nonce = ""
        var email: String? = "ana@harbor.example"
        var verified: Bool? = true

        enum CodingKeys: String, CodingKey {
            case iss, sub, aud, azp, exp, iat, nonce, email
            case verified = "email_verified"
        }
    }

    private let lock = NSLock()
    private let p256 = P256.Signing.PrivateKey()
    /// Made once for all tests: it takes its time.
    private static let rsa = Result { try _RSA.Signing.PrivateKey(keySize: .bits2048) }
    private var asked: [String: String] = [:]
    private var spent = false
    /// Changes the claims before they are signed.
    var spoil: @Sendable (inout Claims) -> Void = { _ in }
    var algorithm = "ES256"
    var usesOtherKey = false
    var named = OutsideProvider.issuer
    var isDown = false

    /// The browser comes to the provider, and is sent back with a code.
    func visit(_ address: String, now: Instant) -> String {
        lock.withLock {
            let items = URLComponents(string: address)?.queryItems ?? []
            asked = Dictionary(
                items.map { ($0.name, $0.value ?? "") }, uniquingKeysWith: { first, _ in first })
            asked["now"] = "\(now.seconds)"
            spent = false
            return "/sign-in/provider/answer?code=c-1&state=\(asked["state"] ?? "")"
        }
    }

    /// What the browser was sent with.
    func sent(_ name: String) -> String { lock.withLock { asked[name] ?? "" } }

    func answer(_ question: ProviderQuestion) -> Result<[UInt8], ProviderProblem> {
        lock.withLock {
            if isDown { return .failure(.unreachable("it does not answer")) }
            switch question.address {
            case Self.issuer + "/.well-known/openid-configuration":
                return .success(
                    Array(
                        #"""
                        {"issuer": "\#(named)", "authorization_endpoint": "\#(Self.issuer)/authorize",
                        "token_endpoint": "\#(Self.issuer)/token", "jwks_uri": "\#(Self.issuer)/keys"}
                        """#.utf8))
            case Self.issuer + "/keys": return .success(Array(keys.utf8))
            case Self.issuer + "/token": return .success(Array(token(question).utf8))
            default: return .failure(.unreachable("404"))
            }
        }
    }

    private var keys: String {
        let raw = p256.publicKey.rawRepresentation
        let (x, y) = (Base64URL.text(raw.prefix(32)), Base64URL.text(raw.suffix(32)))
        let numbers = try? Self.rsa.get().publicKey.getKeyPrimitives()
        return #"""
            {"keys": [
            {"kty": "EC", "crv": "P-256", "kid": "e1", "use": "sig", "x": "\#(x)",
            "y": "\#(y)"},
            {"kty": "RSA", "kid": "r1", "alg": "RS256", "n": "\#(Base64URL.text(numbers?.modulus ?? Data()))",
            "e": "\#(Base64URL.text(numbers?.publicExponent ?? Data()))"}]}
            """#
    }

    private func token(_ question: ProviderQuestion) -> String {
        let fields = Dictionary(
            (question.form ?? []).map { field in
                let pair = field.split(separator: "=", maxSplits: 1).map(String.init)
                return (pair[0], pair.count < 2 ? "" : pair[1].removingPercentEncoding ?? "")
            }, uniquingKeysWith: { first, _ in first })
        let challenge = Base64URL.text(SHA256.hash(data: Data((fields["code_verifier"] ?? "").utf8)))
        guard fields["code"] == "c-1", !spent, fields["redirect_uri"] == asked["redirect_uri"],
            challenge == asked["code_challenge"], question.user == Self.client,
            question.password?.removingPercentEncoding == Self.secret
        else { return #"{"error": "invalid_grant", "error_description": "the code is not good"}"# }
        spent = true
        var claims = Claims()
        let now = Int64(asked["now"] ?? "") ?? 0
        (claims.iat, claims.exp, claims.nonce) = (now, now + 300, asked["nonce"] ?? "")
        spoil(&claims)
        return #"{"id_token": "\#(signed(claims))", "token_type": "Bearer"}"#
    }

    private func signed(_ claims: Claims) -> String {
        let key = algorithm == "RS256" ? "r1" : "e1"
        let head = Base64URL.text(Array(#"{"alg": "\#(algorithm)", "kid": "\#(key)"}"#.utf8))
        let body = Base64URL.text((try? JSONEncoder().encode(claims)) ?? Data())
        let message = Data("\(head).\(body)".utf8)
        var signature = Data()
        switch algorithm {
        case "RS256":
            let digest = SHA256.hash(data: message)
            let made = try? Self.rsa.get().signature(for: digest, padding: .insecurePKCS1v1_5)
            signature = made?.rawRepresentation ?? Data()
        case "ES256":
            let signer = usesOtherKey ? P256.Signing.PrivateKey() : p256
            signature = (try? signer.signature(for: message).rawRepresentation) ?? Data()
        default: break
        }
        return "\(head).\(body).\(Base64URL.text(signature))"
    }
}
