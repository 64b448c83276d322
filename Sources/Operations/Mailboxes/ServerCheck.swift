import Agreements
import Desk

/// What is asked of every mail server that somebody sets up. Each check throws the refusal of its field.
struct ServerCheck {
    /// Of the refusals, such as `bad-mailbox`.
    let code: String

    static let textMax = 500
    static let secretMax = 16_384

    /// `example` and `ports` stand in the remedies.
    func server(
        host: String, port: Int, encryption: MailboxSettings.Encryption, authorities: String?,
        example: String, ports: String
    ) throws(Refusal) {
        guard !host.isEmpty, host.utf8.count <= 253,
            !host.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F || $0 == 0x2F })
        else { throw wrong("host", "This is no name of a server.", "Give its name, such as \(example).") }
        guard (1...65_535).contains(port) else {
            throw wrong("port", "A port is a number from 1 to 65535.", ports)
        }
        guard encryption != .loopback || MailboxSettings.isLoopback(host) else {
            throw wrong(
                "encryption", "Without TLS everybody on the way reads the password.",
                "Use TLS or STARTTLS; without is for a server on this machine, 127.0.0.1, alone.")
        }
        if let authorities, !authorities.hasPrefix("/") {
            throw wrong("authorities", "This is no whole path.", "Give the path of a PEM file from / on.")
        }
    }

    func user(_ text: String) throws(Refusal) {
        guard Self.isLine(text) else {
            throw wrong("user", "The user's name is missing.", "Give the name that signs in at the server.")
        }
    }

    func secret(_ text: String) throws(Refusal) {
        guard Self.isLine(text, max: Self.secretMax) else {
            throw wrong(
                "secret", "The password or the refresh token is missing.", "Give it; it is kept encrypted.")
        }
    }

    func tokens(_ server: MailboxSettings.TokenServer) throws(Refusal) {
        guard Self.isSafe(server.address), Self.isLine(server.address) else {
            throw wrong(
                "token-server", "This is no address of a token server.", "Give one that begins with https://."
            )
        }
        guard Self.isLine(server.client) else {
            throw wrong(
                "client", "The client's id is missing.", "Give the id of the application you registered.")
        }
    }

    func wrong(_ field: String, _ message: String, _ remedy: String) -> Refusal {
        Refusal(code, clause: .primaryChannel, field: field, message, remedy: remedy)
    }

    /// Asked for where a secret that is kept would go to somebody else than before.
    var secretAgain: Refusal {
        wrong(
            "secret", "Server, user or token server changed: the kept secret is not shown to another.",
            "Give the password or the refresh token again.")
    }

    /// A token goes over TLS, or stays on this machine.
    private static func isSafe(_ address: String) -> Bool {
        if address.hasPrefix("https://") { return address.utf8.count > 8 }
        guard address.hasPrefix("http://") else { return false }
        let host = address.dropFirst(7).prefix { $0 != "/" && $0 != ":" }
        return MailboxSettings.isLoopback(String(host))
    }

    static func isLine(_ text: String, max: Int = textMax) -> Bool {
        !text.isEmpty && text.utf8.count <= max && text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
    }
}
