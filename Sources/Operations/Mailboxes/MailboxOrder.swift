import Agreements
public import Desk
import Mail

/// A mailbox as somebody asks for it: the settings and the secrets.
public struct MailboxOrder: Sendable {
    public var name: String
    public var settings: MailboxSettings
    /// The password, or the refresh token.
    public var secret: String
    public var clientSecret: String?

    public init(name: String, settings: MailboxSettings, secret: String, clientSecret: String? = nil) {
        self.name = name
        self.settings = settings
        self.secret = secret
        self.clientSecret = clientSecret
    }

    static let textMax = 500

    /// The first thing that is wrong, with its field.
    public func check() throws(Refusal) {
        try checkName()
        try checkServer()
        try checkEntry()
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
        let host = settings.host
        guard !host.isEmpty, host.utf8.count <= 253,
            !host.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F || $0 == 0x2F })
        else {
            throw Self.wrong(
                "host", "This is no name of a server.", "Give its name, such as imap.harbor.example.")
        }
        guard (1...65_535).contains(settings.port) else {
            throw Self.wrong(
                "port", "A port is a number from 1 to 65535.", "Use 993 for TLS, 143 for STARTTLS.")
        }
        guard settings.encryption != .loopback || MailboxSettings.isLoopback(host) else {
            throw Self.wrong(
                "encryption", "Without TLS everybody on the way reads the password.",
                "Use TLS or STARTTLS; without is for a server on this machine, 127.0.0.1, alone.")
        }
        if let authorities = settings.authorities, !authorities.hasPrefix("/") {
            throw Self.wrong(
                "authorities", "This is no whole path.", "Give the path of a PEM file from / on.")
        }
        guard (5...900).contains(settings.pollSeconds) else {
            throw Self.wrong("poll", "A look is due every 5 to 900 seconds.", "Use 30.")
        }
    }

    private func checkEntry() throws(Refusal) {
        guard Self.isLine(settings.user) else {
            throw Self.wrong(
                "user", "The user's name is missing.", "Give the name that signs in at the server.")
        }
        guard Self.isLine(secret, max: 16_384) else {
            throw Self.wrong(
                "secret", "The password or the refresh token is missing.", "Give it; it is kept encrypted.")
        }
        guard let tokens = settings.tokens else { return }
        guard Self.isSafe(tokens.address), Self.isLine(tokens.address) else {
            throw Self.wrong(
                "token-server", "This is no address of a token server.", "Give one that begins with https://."
            )
        }
        guard Self.isLine(tokens.client) else {
            throw Self.wrong(
                "client", "The client's id is missing.", "Give the id of the application you registered.")
        }
    }

    private func checkFolders() throws(Refusal) {
        guard Self.isLine(settings.folder) else {
            throw Self.wrong("folder", "The folder is missing.", "Use INBOX.")
        }
        if settings.after == .move {
            guard let target = settings.moveTo, Self.isLine(target), target != settings.folder else {
                throw Self.wrong(
                    "move-to", "The folder for stored mail is missing, or the same.",
                    "Give another folder, such as Done; it is made where it does not exist.")
            }
        }
        if let address = settings.address, MailAddress(address) == nil {
            throw Self.wrong("address", "This is no address.", "Write local@domain, or leave it empty.")
        }
    }

    /// A token goes over TLS, or stays on this machine.
    private static func isSafe(_ address: String) -> Bool {
        if address.hasPrefix("https://") { return address.utf8.count > 8 }
        guard address.hasPrefix("http://") else { return false }
        let host = address.dropFirst(7).prefix { $0 != "/" && $0 != ":" }
        return MailboxSettings.isLoopback(String(host))
    }

    private static func isLine(_ text: String, max: Int = textMax) -> Bool {
        !text.isEmpty && text.utf8.count <= max && text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
    }

    private static func wrong(_ field: String, _ message: String, _ remedy: String) -> Refusal {
        Refusal("bad-mailbox", clause: .primaryChannel, field: field, message, remedy: remedy)
    }
}
