import Desk
import Testing

@testable import Operations

@Suite("A mailbox is taken or refused, by field")
struct MailboxOrderTests {
    static func order(_ change: (inout MailboxOrder) -> Void) -> MailboxOrder {
        var order = MailboxOrder(
            name: "support",
            settings: MailboxSettings(host: "imap.harbor.example", port: 993, user: "support@harbor.example"),
            secret: "harbour-7")
        change(&order)
        return order
    }

    private static func refused(_ order: MailboxOrder) -> String? {
        do {
            try order.check()
            return nil
        } catch { return error.field }
    }

    static let tokens = MailboxSettings.TokenServer(address: "https://tokens.example/t", client: "duly")

    static let table: [(field: String?, change: @Sendable (inout MailboxOrder) -> Void)] = [
        (nil, { _ in }),
        ("name", { $0.name = "" }), ("name", { $0.name = "Support desk" }), ("name", { $0.name = "a/b" }),
        (nil, { $0.name = String(repeating: "a", count: 40) }),
        ("name", { $0.name = String(repeating: "a", count: 41) }),
        ("host", { $0.settings.host = "" }), ("host", { $0.settings.host = "a b" }),
        ("port", { $0.settings.port = 0 }), (nil, { $0.settings.port = 65_535 }),
        ("port", { $0.settings.port = 65_536 }),
        ("encryption", { $0.settings.encryption = .loopback }),
        (nil, { ($0.settings.encryption, $0.settings.host) = (.loopback, "127.0.0.1") }),
        ("encryption", { ($0.settings.encryption, $0.settings.host) = (.loopback, "127.0.0.1.example") }),
        ("authorities", { $0.settings.authorities = "ca.pem" }),
        ("user", { $0.settings.user = "a\r\nb" }), ("secret", { $0.secret = "" }),
        ("folder", { $0.settings.folder = "" }),
        ("move-to", { $0.settings.after = .move }),
        ("move-to", { ($0.settings.after, $0.settings.moveTo) = (.move, "INBOX") }),
        (nil, { ($0.settings.after, $0.settings.moveTo) = (.move, "Done") }),
        ("address", { $0.settings.address = "nobody" }),
        ("poll", { $0.settings.pollSeconds = 4 }), (nil, { $0.settings.pollSeconds = 900 }),
        (nil, { $0.settings.tokens = Self.tokens }),
        ("client", { $0.settings.tokens = .init(address: "https://tokens.example", client: "") }),
        ("token-server", { $0.settings.tokens = .init(address: "http://tokens.example", client: "a") }),
        (nil, { $0.settings.tokens = .init(address: "http://127.0.0.1:80/t", client: "a") }),
        ("token-server", { $0.settings.tokens = .init(address: "http://localhost.example/", client: "a") }),
    ]

    @Test("Each field has its bounds", arguments: table)
    func checks(_ field: String?, _ change: @Sendable (inout MailboxOrder) -> Void) {
        #expect(Self.refused(Self.order(change)) == field)
    }
}
