import Desk
import Operations

/// A mailbox as a form asks for it.
struct MailboxFields {
    let order: MailboxOrder

    /// `before` is what a form for a change began from.
    init(_ fields: Fields, name: String? = nil, before: MailboxSettings? = nil) throws(Desk.Refusal) {
        let encryption = MailboxSettings.Encryption(rawValue: fields["encryption"]) ?? .tls
        let given = fields["port"].filter { !$0.isWhitespace }
        guard let port = given.isEmpty ? (encryption == .tls ? 993 : 143) : Int(given) else {
            throw Desk.Refusal(
                "bad-mailbox", field: "port", "A port is a number from 1 to 65535.",
                remedy: "Leave it empty for the usual one.")
        }
        var settings = MailboxSettings(
            host: Self.trimmed(fields["host"]), port: port, user: Self.trimmed(fields["user"]))
        settings.encryption = encryption
        settings.authorities = Self.filled(fields["authorities"])
        settings.folder = Self.filled(fields["folder"]) ?? "INBOX"
        settings.after = MailboxSettings.AfterStoring(rawValue: fields["after"]) ?? .flag
        settings.moveTo = Self.filled(fields["move-to"])
        settings.address = Self.filled(fields["address"])
        settings.takesExisting = before?.takesExisting ?? (fields["existing"] == "yes")
        settings.pollSeconds = before?.pollSeconds ?? settings.pollSeconds
        if let server = Self.filled(fields["token-server"]) {
            settings.tokens = MailboxSettings.TokenServer(
                address: server, client: Self.trimmed(fields["client"]), scope: Self.filled(fields["scope"]))
        }
        order = MailboxOrder(
            name: name ?? Self.trimmed(fields["name"]), settings: settings, secret: fields["secret"],
            clientSecret: Self.filled(fields["client-secret"]))
    }

    static func trimmed(_ text: String) -> String {
        String(text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }

    static func filled(_ text: String) -> String? {
        let trimmed = trimmed(text)
        return trimmed.isEmpty ? nil : trimmed
    }
}
