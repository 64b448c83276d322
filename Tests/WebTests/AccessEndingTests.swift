import Agreements
import Desk
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Operations
import Storage
import Testing

@Suite("Access ends at once: pages and tokens")
struct AccessEndingTests {
    private static func status(
        _ client: any TestClientProtocol, _ uri: String, _ headers: HTTPFields
    ) async throws -> Int {
        try await client.execute(uri: uri, method: .get, headers: headers).status.code
    }

    @Test("a ticket that is given to another group is gone for the first, by page and token")
    func ticketMoved() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let ana = try await trial.session(of: "ana@harbor.example")
        let token = try await trial.token(of: "ana@harbor.example")
        let ben = try await trial.session(of: "ben@harbor.example")
        try await trial.run { client in
            #expect(try await Self.status(client, "/api/tickets/\(id)", token) == 200)
            let given = try await client.execute(
                uri: "/tickets/\(id)/assignment", method: .post, headers: ana.sending,
                body: ana.form("person=&group=Senior+support"))
            #expect(given.headers[.location] == "/queue", "Ana no longer sees it")
            #expect(try await Self.status(client, "/tickets/\(id)", ana.headers) == 404)
            #expect(try await Self.status(client, "/api/tickets/\(id)", token) == 404)
            #expect(try await Self.status(client, "/tickets/\(id)", ben.headers) == 200)
        }
    }

    private typealias Act = @Sendable (WebTrial, Access.Asker) async throws -> Void

    private static let tokenEndings: [(name: String, status: Int, act: Act)] = [
        (
            "a disabled account", 401,
            { try await $0.office.disable(try await $0.asker("ben@harbor.example").person, by: $1) }
        ),
        (
            "a role that works no tickets", 403,
            { try await $0.office.setRole(.sales, of: $0.asker("ben@harbor.example").person, by: $1) }
        ),
        (
            "a group that was left", 404,
            {
                try await $0.office.set(
                    "ben@harbor.example", in: "Front desk", isMember: false, by: $1)
            }
        ),
    ]

    @Test(
        "tokens of a person's own client and of a program: the next request", arguments: tokenEndings.indices)
    func tokens(index: Int) async throws {
        let ending = Self.tokenEndings[index]
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let tokens = [
            try await trial.token(of: "ben@harbor.example"),
            try await trial.token(of: "ben@harbor.example", kind: .program),
        ]
        let ivo = try await trial.asker("ivo@harbor.example")
        try await trial.run(isLive: true) { client in
            for token in tokens {
                #expect(try await Self.status(client, "/api/tickets/\(id)", token) == 200)
            }
            try await ending.act(trial, ivo)
            for token in tokens {
                let status = try await Self.status(client, "/api/tickets/\(id)", token)
                #expect(status == ending.status, "\(ending.name)")
            }
        }
    }

    @Test("a token that is revoked opens nothing", arguments: [StoredToken.Kind.person, .program])
    func revoked(kind: StoredToken.Kind) async throws {
        let trial = try await WebTrial()
        _ = try await trial.carlaAsks()
        let ben = try await trial.asker("ben@harbor.example")
        let minted = try await trial.office.mint("import", kind, scopes: [.read], by: ben)
        let headers: HTTPFields = [.authorization: "Bearer \(minted.word)"]
        try await trial.run(isLive: true) { client async throws in
            #expect(try await Self.status(client, "/api/tickets", headers) == 200)
            #expect(try await trial.office.revokeToken(minted.token.id, of: ben.person))
            #expect(try await Self.status(client, "/api/tickets", headers) == 401)
        }
    }

    @Test("a contact who moves to another customer sees nothing of the former, though they asked it")
    func contactMoved() async throws {
        let world = try await AccessWorld.make()
        let (trial, mara) = (world.trial, try await world.trial.asker("mara@harbor.example"))
        try await trial.run { client in
            let own = "/portal/tickets/\(world.a1)"
            for uri in [own, "/portal/agreements/acme/1", "/attachments/\(world.publicFile)"] {
                #expect(try await world.ask(client, "GET", uri, .contact).status == .ok, "\(uri)")
            }
            try await trial.office.move("clara@acme.example", to: "Beta", by: mara)
            for uri in [own, "/portal/agreements/acme/1", "/attachments/\(world.publicFile)"] {
                #expect(try await world.ask(client, "GET", uri, .contact).status == .notFound, "\(uri)")
            }
            let reply = try await world.ask(client, "POST", own + "/replies", .contact, "text=Still+here")
            #expect(reply.status == .notFound)
            let list = try await world.ask(client, "GET", "/portal", .contact)
            #expect(!list.text.contains("The export stops"))
        }
    }
}
