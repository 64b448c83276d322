import Desk
import Operations
import Storage
import Testing

@testable import Channels

@Suite("A webhook reaches public addresses alone")
struct WebhookPostTests {
    private static let taken = Array("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n".utf8)

    /// What became of the calls of one new ticket, told to this address.
    private static func told(_ url: String, by post: WebhookPost) async throws -> (arrived: Int, why: String)
    {
        let trial = try await MailTrial()
        let ivo = try await trial.database.read { reader in
            try reader.person(address: "ivo@harbor.example").flatMap {
                try Access.Asker($0, .session, in: reader)
            }
        }
        _ = try await trial.office.addWebhook(
            named: "Status", to: url, kinds: ["received"], by: try #require(ivo))
        try await trial.take(mail("The export stops"))
        let arrived = try await trial.office.callWebhooks { await post($0) }
        return (arrived, try await trial.database.read { try $0.webhooks()[0].problem })
    }

    /// The loopback, by every name that leads to it.
    private static let loopbacks = [
        "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0.0.0.0", "localhost",
        "localhost.", "LOCALHOST", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "%6c%6f%63alhost",
    ]

    @Test("no connection is made to the loopback, whatever it is called", arguments: loopbacks)
    func loopback(host: String) async throws {
        let server = try await LoopbackServer(answer: Self.taken)
        let (arrived, why) = try await Self.told("http://\(host):\(server.port)/duly", by: WebhookPost())
        #expect(arrived == 0 && server.connections == 0)
        #expect(!why.isEmpty)
        try await server.stop()
    }

    @Test("the same server is reached where an operator allows it: what can't be reached proves nothing")
    func allowed() async throws {
        for host in ["127.0.0.1", "localhost", "2130706433"] {
            let server = try await LoopbackServer(answer: Self.taken)
            let (arrived, why) = try await Self.told(
                "http://\(host):\(server.port)/duly", by: WebhookPost(allowsPrivate: true))
            #expect(arrived == 1 && server.connections == 1, "\(host): \(why)")
            try await server.stop()
        }
    }

    @Test(
        "no socket is opened to a private, shared, link-local or translated address",
        arguments: [
            "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "100.127.255.255",
            "192.0.0.1", "198.18.0.1", "224.0.0.1", "255.255.255.255", "[::1]", "[::]", "[fe80::1]",
            "[fd00::1]", "[fec0::1]", "[::ffff:10.0.0.1]", "[::10.0.0.1]", "[64:ff9b::a00:1]",
            "[64:ff9b:1::a00:1]", "[2002:a00:1::]", "[2001::1]", "[ff02::1]",
        ])
    func refused(host: String) async throws {
        let (arrived, why) = try await Self.told("http://\(host):9/duly", by: WebhookPost())
        #expect(arrived == 0)
        #expect(why.hasSuffix("an address of a private network"), "\(host): \(why)")
    }

    @Test("it follows nobody who leads it on, to a private address or a public one")
    func redirected() async throws {
        for status in ["301 Moved", "302 Found", "303 See Other", "307 Again", "308 For Good"] {
            let inner = try await LoopbackServer(answer: Self.taken)
            let head = "HTTP/1.1 \(status)\r\nLocation: http://127.0.0.1:\(inner.port)/inner\r\n"
            let outer = try await LoopbackServer(
                answer: Array((head + "Content-Length: 0\r\nConnection: close\r\n\r\n").utf8))
            // The first is allowed here, so that it is the redirect that is not taken.
            let (arrived, why) = try await Self.told(
                "http://127.0.0.1:\(outer.port)/duly", by: WebhookPost(allowsPrivate: true))
            #expect(arrived == 0 && outer.connections == 1 && inner.connections == 0, "\(status)")
            #expect(!why.isEmpty)
            try await inner.stop()
            try await outer.stop()
        }
    }

    @Test("an address is looked at when the socket is opened, each time: a name may lead elsewhere by then")
    func rebound() async throws {
        let server = try await LoopbackServer(answer: Self.taken)
        let trial = try await MailTrial()
        let ivo = try await trial.database.read { reader in
            try reader.person(address: "ivo@harbor.example").flatMap {
                try Access.Asker($0, .session, in: reader)
            }
        }
        _ = try await trial.office.addWebhook(
            named: "Status", to: "http://localhost:\(server.port)/duly", kinds: ["received"],
            by: try #require(ivo))
        try await trial.take(mail("One"))
        // Told once while the name was good, and again when it leads to this host.
        let good = WebhookPost(allowsPrivate: true)
        #expect(try await trial.office.callWebhooks { await good($0) } == 1)
        try await trial.take(mail("Two"))
        for _ in 1...3 {
            trial.pass(seconds: 3600)
            #expect(try await trial.office.callWebhooks { await WebhookPost()($0) } == 0)
        }
        #expect(server.connections == 1)
        #expect(try await trial.database.read { try $0.webhookCallCount() } == 1, "it waits, and is not lost")
        try await server.stop()
    }
}
