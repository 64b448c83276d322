import Desk
import Mail
public import Storage

/// By which ways people may sign in at this desk; set by an administrator.
public struct SignInRules: Hashable, Sendable {
    /// Who may sign in by a mailed link alone.
    public var mailLink: Set<Role>
    /// Who needs a second step: an app's code or a passkey.
    public var secondStep: Set<Role>
    /// Another server that says who people are (OpenID Connect); nil without one.
    public var provider: Provider?

    public struct Provider: Hashable, Sendable {
        /// Its address, as its tokens name it.
        public var issuer: String
        public var client: String
        /// Mail domains whose verified addresses are believed without an invitation, in lower case.
        public var domains: Set<String>

        public init(issuer: String, client: String, domains: Set<String>) {
            self.issuer = issuer
            self.client = client
            self.domains = domains
        }
    }

    public init(mailLink: Set<Role> = [.contact], secondStep: Set<Role> = [], provider: Provider? = nil) {
        self.mailLink = mailLink
        self.secondStep = secondStep
        self.provider = provider
    }

    /// As they stand now.
    public init(_ reader: Reader) throws {
        self.init()
        if let roles = try reader.setting(Names.mailLink) { mailLink = Self.roles(roles) }
        if let roles = try reader.setting(Names.secondStep) { secondStep = Self.roles(roles) }
        let issuer = try reader.setting(Names.issuer) ?? ""
        if !issuer.isEmpty {
            let domains = try reader.setting(Names.domains) ?? ""
            provider = Provider(
                issuer: issuer, client: try reader.setting(Names.client) ?? "",
                domains: Set(domains.split(separator: " ").map(String.init)))
        }
    }

    enum Names {
        static let mailLink = "sign-in-mail-link"
        static let secondStep = "sign-in-second-step"
        static let issuer = "sign-in-issuer"
        static let client = "sign-in-client"
        static let domains = "sign-in-domains"
        /// Sealed.
        static let secret = "sign-in-client-secret"
    }

    private static func roles(_ text: String) -> Set<Role> {
        Set(text.split(separator: " ").compactMap { Role(rawValue: String($0)) })
    }

    private static func words(_ roles: Set<Role>) -> String {
        Role.allCases.filter(roles.contains).map(\.rawValue).joined(separator: " ")
    }

    fileprivate func keep(_ writer: Writer) throws {
        try writer.set(Self.words(mailLink), for: Names.mailLink)
        try writer.set(Self.words(secondStep), for: Names.secondStep)
        try writer.set(provider?.issuer ?? "", for: Names.issuer)
        try writer.set(provider?.client ?? "", for: Names.client)
        try writer.set(provider?.domains.sorted().joined(separator: " ") ?? "", for: Names.domains)
    }

    /// Every address is checked before anything is kept.
    fileprivate func check() throws(Refusal) {
        guard let provider else { return }
        guard Self.isAddress(provider.issuer) else { throw .badIssuer }
        guard !provider.client.isEmpty, provider.client.count <= 255,
            !provider.client.contains(where: \.isWhitespace)
        else { throw .badClient }
        for domain in provider.domains where MailAddress("a@\(domain)") == nil {
            throw .badDomain(domain)
        }
    }

    /// HTTPS, or this machine.
    static func isAddress(_ text: String) -> Bool {
        guard text.utf8.count <= 512, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
            !text.contains("#")
        else { return false }
        if text.hasPrefix("https://") { return text.count > 8 }
        return ["http://127.0.0.1:", "http://localhost:", "http://[::1]:"].contains { text.hasPrefix($0) }
    }
}

extension Office {
    static let clientSecretUse = "sign-in-provider"

    public func signInRules() async throws -> SignInRules {
        try await database.read { try SignInRules($0) }
    }

    /// - Parameter secret: of the desk at the provider; nil leaves the one that is kept.
    public func set(_ rules: SignInRules, secret: String?, by asker: Access.Asker) async throws {
        try Access.require(.signInRules, by: asker)
        try rules.check()
        let sealed = try secret.map { text in
            text.isEmpty ? "" : try SecretBox(folder: database.folder).seal(text, for: Self.clientSecretUse)
        }
        try await database.write { writer in
            let before = try SignInRules(writer)
            try rules.keep(writer)
            // A secret belongs to one provider and client; another one does not get it.
            let isSame =
                before.provider?.issuer == rules.provider?.issuer
                && before.provider?.client == rules.provider?.client
            if let sealed {
                try writer.set(sealed, for: SignInRules.Names.secret)
            } else if !isSame {
                try writer.set("", for: SignInRules.Names.secret)
            }
        }
    }

    public func hasClientSecret() async throws -> Bool {
        try await database.read { try !($0.setting(SignInRules.Names.secret) ?? "").isEmpty }
    }
}

extension Refusal {
    static let badIssuer = Refusal(
        "bad-issuer", field: "issuer", "The provider's address is no HTTPS address.",
        remedy: "Take it as the provider names it, such as https://accounts.example.com.")
    static let badClient = Refusal(
        "bad-client", field: "client", "The provider knows the desk by a client id of 1 to 255 signs.",
        remedy: "Register the desk there and copy the id.")

    static func badDomain(_ text: String) -> Refusal {
        Refusal(
            "bad-domain", field: "domains", "\"\(text.prefix(100))\" is no mail domain.",
            remedy: "Write domains alone, such as harbor.example, with spaces between.")
    }
}
