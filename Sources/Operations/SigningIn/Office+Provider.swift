import BusinessTime
import Crypto
import Desk
import Foundation
public import Storage

/// A question to the provider's server.
public struct ProviderQuestion: Hashable, Sendable {
    public let address: String
    /// Fields of a form to be posted; nil asks without one.
    public var form: [String]?
    /// Name and password by HTTP Basic, each as a form writes it (RFC 6749, 2.3.1).
    public var user: String?
    public var password: String?

    public init(_ address: String) {
        self.address = address
    }
}

/// Asks a server; the edge does it.
public typealias ProviderLine = @Sendable (ProviderQuestion) async -> Result<[UInt8], ProviderProblem>

/// How a provider describes itself (OpenID Connect Discovery, 3).
struct ProviderDescription: Decodable, Sendable {
    let issuer: String
    let authorization: String
    let token: String
    let keys: String
    let methods: [String]?

    enum CodingKeys: String, CodingKey {
        case issuer
        case authorization = "authorization_endpoint"
        case token = "token_endpoint"
        case keys = "jwks_uri"
        case methods = "token_endpoint_auth_methods_supported"
    }
}

/// A sign-in that went to the provider: its marks, sealed in a cookie of the browser.
struct ProviderErrand: Codable, Sendable {
    let state: String
    let nonce: String
    /// The word behind the challenge (RFC 7636).
    let verifier: String
    let expires: Int64
}

// Signing in by another server (OpenID Connect): the code flow with PKCE.
extension Office {
    private static let errandUse = "sign-in-provider-errand"

    private func description(
        of provider: SignInRules.Provider, _ line: ProviderLine
    ) async throws -> ProviderDescription {
        let base = provider.issuer.hasSuffix("/") ? String(provider.issuer.dropLast()) : provider.issuer
        let answer = try await line(ProviderQuestion(base + "/.well-known/openid-configuration")).get()
        guard let read = try? JSONDecoder().decode(ProviderDescription.self, from: Data(answer)) else {
            throw ProviderProblem.unreadable("its description")
        }
        guard read.issuer == provider.issuer else {
            throw ProviderProblem.otherIssuer(String(read.issuer.prefix(200)))
        }
        guard [read.authorization, read.token, read.keys].allSatisfy(SignInRules.isAddress) else {
            throw ProviderProblem.unreadable("its addresses are not HTTPS")
        }
        return read
    }

    /// Where the browser goes, and what it keeps until it comes back to `answer`.
    public func beginAtProvider(
        answer: String, _ line: ProviderLine
    ) async throws -> (address: String, sealed: String) {
        guard let provider = try await signInRules().provider else { throw ProviderProblem.none }
        let description = try await self.description(of: provider, line)
        let errand = ProviderErrand(
            state: secret.word(), nonce: secret.word(), verifier: secret.word() + secret.word(),
            expires: clock().advanced(by: Self.stepLife).seconds)
        let challenge = Base64URL.text(SHA256.hash(data: Data(errand.verifier.utf8)))
        let fields = [
            ("response_type", "code"), ("client_id", provider.client), ("redirect_uri", answer),
            ("scope", "openid email profile"), ("state", errand.state), ("nonce", errand.nonce),
            ("code_challenge", challenge), ("code_challenge_method", "S256"),
        ]
        let query = fields.map { "\($0.0)=\(Self.escaped($0.1))" }.joined(separator: "&")
        let sealed = try SecretBox(folder: database.folder)
            .seal(String(decoding: try JSONEncoder().encode(errand), as: UTF8.self), for: Self.errandUse)
        let mark = description.authorization.contains("?") ? "&" : "?"
        return (
            description.authorization + mark + query,
            Base64URL.text(Data(base64Encoded: sealed) ?? Data())
        )
    }

    /// Who came back from the provider.
    ///
    /// - Parameters:
    ///   - sealed: what the browser kept.
    ///   - answer: the address that it came back to.
    public func personFromProvider(
        code: String, state: String, sealed: String?, answer: String, _ line: ProviderLine
    ) async throws -> StoredPerson {
        guard let provider = try await signInRules().provider else { throw ProviderProblem.none }
        guard let errand = try self.errand(sealed), sameBytes(Array(errand.state.utf8), Array(state.utf8)),
            (1...2048).contains(code.utf8.count)
        else { throw ProviderProblem.notAsked }
        let description = try await self.description(of: provider, line)
        let text = try await self.token(code, errand, provider, description, answer: answer, line)
        let keys = try ProviderKeys(try await line(ProviderQuestion(description.keys)).get())
        let said = try IdentityToken(
            text, keys: keys, issuer: provider.issuer, client: provider.client, nonce: errand.nonce,
            at: clock())
        return try await person(of: said, provider)
    }

    private func errand(_ sealed: String?) throws -> ProviderErrand? {
        guard let bytes = sealed.flatMap(Base64URL.bytes) else { return nil }
        let box = try SecretBox(folder: database.folder)
        guard let text = box.open(Data(bytes).base64EncodedString(), for: Self.errandUse),
            let errand = try? JSONDecoder().decode(ProviderErrand.self, from: Data(text.utf8)),
            clock().seconds < errand.expires
        else { return nil }
        return errand
    }

    private struct TokenReply: Decodable {
        let id: String?
        let error: String?
        let words: String?

        enum CodingKeys: String, CodingKey {
            case id = "id_token"
            case error
            case words = "error_description"
        }
    }

    private func token(
        _ code: String, _ errand: ProviderErrand, _ provider: SignInRules.Provider,
        _ description: ProviderDescription, answer: String, _ line: ProviderLine
    ) async throws -> String {
        var fields = [
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", answer),
            ("code_verifier", errand.verifier),
        ]
        var question = ProviderQuestion(description.token)
        let secret = try await clientSecret()
        // HTTP Basic is what counts where nothing is said (Discovery, 3).
        let usesBasic = description.methods?.contains("client_secret_basic") ?? true
        if let secret, usesBasic {
            (question.user, question.password) = (Self.escaped(provider.client), Self.escaped(secret))
        } else {
            fields.append(("client_id", provider.client))
            if let secret { fields.append(("client_secret", secret)) }
        }
        question.form = fields.map { "\($0.0)=\(Self.escaped($0.1))" }
        let bytes = try await line(question).get()
        guard let reply = try? JSONDecoder().decode(TokenReply.self, from: Data(bytes)) else {
            throw ProviderProblem.unreadable("its answer to the code")
        }
        if let error = reply.error {
            let said = ([error] + [reply.words].compactMap(\.self)).joined(separator: ": ")
            throw ProviderProblem.refused(String(said.prefix(300)))
        }
        guard let token = reply.id else { throw ProviderProblem.unreadable("it sent no token") }
        return token
    }

    private func clientSecret() async throws -> String? {
        let sealed = try await database.read { try $0.setting(SignInRules.Names.secret) ?? "" }
        if sealed.isEmpty { return nil }
        return try SecretBox(folder: database.folder, mayCreate: false)
            .open(sealed, for: Self.clientSecretUse)
    }

    /// Known by the provider's own number, or once by a verified address: of a domain that is allowed, or of
    /// somebody who was invited.
    private func person(
        of token: IdentityToken, _ provider: SignInRules.Provider
    ) async throws -> StoredPerson {
        let now = clock()
        return try await database.write { writer in
            if let id = try writer.person(issuer: provider.issuer, subject: token.subject) {
                guard let person = try writer.person(id), person.disabledAt == nil else {
                    throw ProviderProblem.disabled
                }
                return person
            }
            guard let address = token.address else { throw ProviderProblem.unknownPerson("you") }
            guard token.isVerified else { throw ProviderProblem.notVerified }
            guard let person = try writer.person(address: address) else {
                throw ProviderProblem.unknownPerson(String(address.prefix(254)))
            }
            guard person.disabledAt == nil else { throw ProviderProblem.disabled }
            let domain = address.split(separator: "@").last.map(String.init) ?? ""
            let isInvited =
                try writer.signInLink(of: person.id, kind: LinkKind.invitation.rawValue, at: now) != nil
            guard provider.domains.contains(domain) || isInvited else {
                throw ProviderProblem.unknownPerson(String(address.prefix(254)))
            }
            try writer.add(issuer: provider.issuer, subject: token.subject, person: person.id, at: now)
            try writer.removeSignInLinks(of: person.id, kind: LinkKind.invitation.rawValue)
            try self.note(.linkedOutside, of: person.id, by: Self.actor(person), now: now, writer)
            return person
        }
    }

    /// As a form carries it.
    private static func escaped(_ text: String) -> String {
        let plain = CharacterSet(
            charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
        return text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
    }
}
