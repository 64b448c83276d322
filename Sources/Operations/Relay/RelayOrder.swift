import Agreements
public import Desk
import Mail

/// The way out as somebody asks for it: the settings and the secrets.
public struct RelayOrder: Sendable {
    public var settings: RelaySettings
    /// The password, or the refresh token; nil keeps the one that is there.
    public var secret: String?
    public var clientSecret: String?

    public init(settings: RelaySettings, secret: String? = nil, clientSecret: String? = nil) {
        self.settings = settings
        self.secret = secret
        self.clientSecret = clientSecret
    }

    static let rules = ServerCheck(code: "bad-sending")

    /// The first thing that is wrong, with its field. `before` are the settings whose secret may be kept.
    public func check(keeping before: RelaySettings?) throws(Refusal) {
        let rules = Self.rules
        try rules.server(
            host: settings.host, port: settings.port, encryption: settings.encryption,
            authorities: settings.authorities, example: "mail.harbor.example",
            ports: "Use 587 for STARTTLS, 465 for TLS.")
        if settings.signIn.wantsUser { try checkEntry(keeping: before) }
        if let helo = settings.helo,
            !helo.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) || helo.utf8.count > 253
        {
            throw rules.wrong("helo", "This is no name of a machine.", "Leave it empty, or give a host name.")
        }
        if let from = settings.from, MailAddress(from) == nil {
            throw rules.wrong(
                "from", "This is no address.",
                "Write local@domain, or leave it empty for the support address.")
        }
    }

    private func checkEntry(keeping before: RelaySettings?) throws(Refusal) {
        let rules = Self.rules
        try rules.user(settings.user ?? "")
        if let secret {
            try rules.secret(secret)
        } else if let before, before.signIn.wantsUser {
            guard settings.hasSameSecret(as: before) else { throw rules.secretAgain }
        } else {
            try rules.secret("")
        }
        guard settings.signIn == .xoauth2 else { return }
        try rules.tokens(settings.tokens ?? MailboxSettings.TokenServer(address: "", client: ""))
    }
}
