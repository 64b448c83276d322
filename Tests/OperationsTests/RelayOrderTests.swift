import Desk
import Mail
import Operations
import Storage
import Testing

@Suite("Setting sending up")
struct RelayOrderTests {
    private static func settings(_ change: (inout RelaySettings) -> Void = { _ in }) -> RelaySettings {
        var settings = RelaySettings(host: "mail.harbor.example", port: 587)
        settings.user = "support@harbor.example"
        change(&settings)
        return settings
    }

    private func field(_ order: RelayOrder, keeping before: RelaySettings? = nil) -> String? {
        do {
            try order.check(keeping: before)
            return nil
        } catch {
            return error.field
        }
    }

    @Test("a kept secret goes to the same server and user alone, and never from TLS into the clear")
    func kept() {
        let before = Self.settings()
        #expect(field(RelayOrder(settings: before), keeping: before) == nil)
        #expect(field(RelayOrder(settings: Self.settings { $0.port = 465 }), keeping: before) == nil)
        for change: (inout RelaySettings) -> Void in [
            { $0.host = "mail.evil.example" }, { $0.user = "ivo@harbor.example" },
            {
                ($0.host, $0.encryption) = ("127.0.0.1", .loopback)
            },
            {
                $0.signIn = .xoauth2
                $0.tokens = MailboxSettings.TokenServer(address: "https://t.example", client: "c")
            },
        ] {
            #expect(field(RelayOrder(settings: Self.settings(change)), keeping: before) == "secret")
        }
        #expect(field(RelayOrder(settings: before)) == "secret", "there is none to keep")
        let none = Self.settings { $0.signIn = .none }
        #expect(field(RelayOrder(settings: before), keeping: none) == "secret")
        #expect(field(RelayOrder(settings: none)) == nil)
    }

    @Test("OAuth2 wants a token server by TLS and a client; names and addresses are what they say")
    func fields() {
        let token = { (address: String, client: String) in
            RelayOrder(
                settings: Self.settings {
                    $0.signIn = .xoauth2
                    $0.tokens = MailboxSettings.TokenServer(address: address, client: client)
                }, secret: "refresh")
        }
        #expect(field(token("http://t.example/token", "c")) == "token-server")
        #expect(field(token("https://t.example/token", "")) == "client")
        #expect(field(token("http://127.0.0.1:1/token", "c")) == nil)
        #expect(field(RelayOrder(settings: Self.settings { $0.helo = "a b" }, secret: "s")) == "helo")
        #expect(field(RelayOrder(settings: Self.settings { $0.from = "desk" }, secret: "s")) == "from")
        #expect(field(RelayOrder(settings: Self.settings { $0.user = nil }, secret: "s")) == "user")
        #expect(field(RelayOrder(settings: Self.settings(), secret: "a\nb")) == "secret")
    }

    @Test("a from-address is the sender of mail, and mail to it is the desk's")
    func from() async throws {
        let trial = try await Trial(at: "2026-11-23 16:50")
        let settings = Self.settings { $0.from = "desk@harbor.example" }
        try await trial.office.setRelay(RelayOrder(settings: settings, secret: "s"), by: Person.ID(1))
        let (sender, addresses) = try await trial.database.read {
            (try Post.sender($0), try trial.office.addresses(in: $0))
        }
        #expect(sender.description == "desk@harbor.example")
        #expect(addresses.isOurs(sender))
        try await trial.office.removeRelay()
        #expect(try await trial.database.read { try Post.sender($0) }.description == "support@harbor.example")
        await #expect(throws: Refusal.self) { try await trial.office.removeRelay() }
    }
}
