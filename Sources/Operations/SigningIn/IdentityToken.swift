import BusinessTime
import Foundation

/// What a provider says of a person (OpenID Connect Core, 2), once its signature and its claims are checked.
struct IdentityToken: Hashable, Sendable {
    let subject: String
    let address: String?
    let isVerified: Bool

    static let sizeMax = 32_768
    /// Wall seconds by which the provider's clock may be off.
    static let drift: Int64 = 60
    /// Wall seconds since it was made.
    static let ageMax: Int64 = 600

    private struct Head: Decodable {
        let alg: String
        let kid: String?
        /// What we would have to understand and don't (RFC 7515, 4.1.11).
        let crit: [String]?
    }

    private struct Claims: Decodable {
        let iss: String
        let sub: String
        let aud: Audience
        let azp: String?
        let exp: Double
        let iat: Double
        let nonce: String?
        let email: String?
        let verified: Truth?

        enum CodingKeys: String, CodingKey {
            case iss, sub, aud, azp, exp, iat, nonce, email
            case verified = "email_verified"
        }
    }

    /// One or several.
    private struct Audience: Decodable {
        let names: [String]

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let name = try? container.decode(String.self) {
                names = [name]
            } else {
                names = try container.decode([String].self)
            }
        }
    }

    /// Some providers write it as a text.
    private struct Truth: Decodable {
        let isTrue: Bool

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let truth = try? container.decode(Bool.self) {
                isTrue = truth
            } else {
                isTrue = try container.decode(String.self) == "true"
            }
        }
    }

    init(
        _ text: String, keys: ProviderKeys, issuer: String, client: String, nonce: String, at now: Instant
    ) throws(ProviderProblem) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard text.utf8.count <= Self.sizeMax, parts.count == 3, let head = Base64URL.bytes(parts[0]),
            let body = Base64URL.bytes(parts[1]), let signature = Base64URL.bytes(parts[2]),
            let named = try? JSONDecoder().decode(Head.self, from: Data(head)), named.crit == nil
        else { throw .unreadable("its token") }
        let message = Array("\(parts[0]).\(parts[1])".utf8)
        guard keys.signed(message, as: signature, algorithm: named.alg, key: named.kid) else {
            throw .notSigned
        }
        guard let claims = try? JSONDecoder().decode(Claims.self, from: Data(body)) else {
            throw .unreadable("its token")
        }
        guard claims.iss == issuer, claims.aud.names.contains(client),
            claims.aud.names.count == 1 || claims.azp == client, claims.azp == nil || claims.azp == client
        else { throw .notForUs }
        let present = Double(now.seconds)
        guard claims.exp > present - Double(Self.drift), claims.iat < present + Double(Self.drift),
            claims.iat > present - Double(Self.ageMax)
        else { throw .tooOld }
        guard let given = claims.nonce, sameBytes(Array(given.utf8), Array(nonce.utf8)) else {
            throw .notForUs
        }
        guard (1...255).contains(claims.sub.utf8.count) else { throw .unreadable("its token") }
        subject = claims.sub
        address = claims.email?.lowercased()
        isVerified = claims.verified?.isTrue ?? false
    }
}

/// Why a sign-in by the provider failed, in words for who tried.
public enum ProviderProblem: Error, Hashable, Sendable {
    /// No provider is set.
    case none
    case unreachable(String)
    case unreadable(String)
    /// Its description names another issuer than the one that is set.
    case otherIssuer(String)
    /// It sent its own error.
    case refused(String)
    /// The answer belongs to no sign-in begun in this browser, or to one of too long ago.
    case notAsked
    case notSigned, notForUs, tooOld
    case notVerified
    case unknownPerson(String)
    case disabled

    public var words: (message: String, remedy: String) {
        switch self {
        case .none: ("This desk has no provider to sign in with.", "Sign in another way.")
        case .unreachable(let why):
            ("The provider can't be reached: \(why).", "Try again in a minute, or sign in another way.")
        case .unreadable(let what):
            ("The provider's answer can't be read: \(what).", "Tell your administrator.")
        case .otherIssuer(let named):
            (
                "The provider calls itself \(named), which is not the address that is set.",
                "An administrator sets the address as the provider names itself."
            )
        case .refused(let why): ("The provider says: \(why).", "Try again, or ask who runs the provider.")
        case .notAsked:
            (
                "This answer belongs to no sign-in that was begun in this browser.",
                "Begin again at the sign-in page."
            )
        case .notSigned:
            ("The provider's token is not signed by a key of the provider.", "Tell your administrator.")
        case .notForUs: ("The provider's token is for another site.", "Begin again at the sign-in page.")
        case .tooOld:
            (
                "The provider's token is too old or of the future.",
                "Begin again; if it stays, the clocks of desk and provider differ."
            )
        case .notVerified:
            ("The provider has not verified your mail address.", "Have it verified there, then try again.")
        case .unknownPerson(let address):
            ("The desk has no account for \(address).", "Ask an administrator to invite you.")
        case .disabled: ("Your account is disabled.", "Ask an administrator of the desk.")
        }
    }
}
