import Agreements
public import Desk
import Mail

/// A mailbox as somebody asks for it: the settings and the secrets.
public struct MailboxOrder: Sendable {
    public var name: String
    public var settings: MailboxSettings
    /// The password, or the refresh token; empty keeps the one that is there.
    public var secret: String
    public var clientSecret: String?

    public init(name: String, settings: MailboxSettings, secret: String, clientSecret: String? = nil) {
        self.name = name
        self.settings = settings
        self.secret = secret
        self.clientSecret = clientSecret
    }

    /// The first thing that is wrong, with its field. `before` are the settings whose secret may be kept.
    public func check(keeping before: MailboxSettings? = nil) throws(Refusal) {
        try checkName()
        try checkServer()
        try checkEntry(keeping: before)
        try checkFolders()
    }

    private func checkName() throws(Refusal) {
        let isWord = name.utf8.allSatisfy {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "-")
        }
        guard !name.isEmpty, name.utf8.count <= 40, isWord else {
            throw Self.wrong(
                "name", "This is no short name.", "Use small letters, digits and -, such as support.")
        }
    }

    private func checkServer() throws(Refusal) {
        try Self.rules.server(
            host: settings.host, port: settings.port, encryption: settings.encryption,
            authorities: settings.authorities, example: "imap.harbor.example",
            ports: "Use 993 for TLS, 143 for STARTTLS.")
        guard (5...900).contains(settings.pollSeconds) else {
            throw Self.wrong("poll", "A look is due every 5 to 900 seconds.", "Use 30.")
        }
    }

    private func checkEntry(keeping before: MailboxSettings?) throws(Refusal) {
        try Self.rules.user(settings.user)
        if secret.isEmpty, let before {
            guard settings.hasSameSecret(as: before) else { throw Self.rules.secretAgain }
        } else {
            try Self.rules.secret(secret)
        }
        if let tokens = settings.tokens { try Self.rules.tokens(tokens) }
    }

    private func checkFolders() throws(Refusal) {
        guard ServerCheck.isLine(settings.folder) else {
            throw Self.wrong("folder", "The folder is missing.", "Use INBOX.")
        }
        if settings.after == .move {
            guard let target = settings.moveTo, ServerCheck.isLine(target), target != settings.folder else {
                throw Self.wrong(
                    "move-to", "The folder for stored mail is missing, or the same.",
                    "Give another folder, such as Done; it is made where it does not exist.")
            }
        }
        if let address = settings.address, MailAddress(address) == nil {
            throw Self.wrong("address", "This is no address.", "Write local@domain, or leave it empty.")
        }
    }

    private static let rules = ServerCheck(code: "bad-mailbox")

    private static func wrong(_ field: String, _ message: String, _ remedy: String) -> Refusal {
        rules.wrong(field, message, remedy)
    }
}
