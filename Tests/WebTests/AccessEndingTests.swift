import Agreements
import Desk
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Operations
import Storage
import Testing

@Suite("Access ends at once: pages, tokens and open streams")
struct AccessEndingTests {
    private static func status(
        _ client: any TestClientProtocol, _ uri: String, _ headers: HTTPFields
    ) async throws -> Int {
        try await client.execute(uri: uri, method: .get, headers: headers).status.code
    }

    private static func change(
        _ address: String, _ trial: WebTrial, _ change: @escaping @Sendable (inout StoredPerson) -> Void
    ) async throws {
        try await trial.database.write { writer in
            guard var person = try writer.person(address: address) else { return }
            change(&person)
            try writer.update(person)
        }
    }

    /// What a stream has said when the desk ends it; nil where it does not end within a bound.
    private static func stream(
        _ trial: WebTrial, _ client: any TestClientProtocol, _ headers: HTTPFields,
        until ending: @escaping @Sendable () async throws -> Void
    ) async throws -> String? {
        try await withThrowingTaskGroup(of: String?.self) { group in
            group.addTask {
                try await client.execute(uri: "/live", method: .get, headers: headers).text
            }
            group.addTask {
                while trial.office.changes.listenerCount == 0 { await Task.yield() }
                // Not too early, so that it is an open stream that ends; nothing hangs on how long it is.
                try await Task.sleep(for: .milliseconds(100))
                try await ending()
                try await Task.sleep(for: .seconds(60))
                return nil
            }
            let first = try await group.next() ?? nil
            group.cancelAll()
            return first
        }
    }

    @Test("a role that is lowered, an account that is closed, a session that is ended: the stream ends")
    func streams() async throws {
        let endings: [(String, @Sendable (WebTrial, WebTrial.Session) async throws -> Void)] = [
            (
                "lowered",
                { trial, _ in try await Self.change("ben@harbor.example", trial) { $0.role = "sales" } }
            ),
            ("closed", { trial, _ in try await trial.disable("ben@harbor.example", at: WebTrial.start) }),
            (
                "ended",
                { trial, ben in
                    try await trial.database.write { try $0.endSessions(of: ben.person.rawValue) }
                }
            ),
        ]
        for (name, ending) in endings {
            let trial = try await WebTrial()
            let ben = try await trial.session(of: "ben@harbor.example")
            try await trial.run { client in
                let said = try await Self.stream(trial, client, ben.headers) { try await ending(trial, ben) }
                #expect(said?.hasPrefix(": open") == true, "\(name)")
                #expect(try await Self.status(client, "/tickets/1", ben.headers) != 200, "\(name)")
            }
        }
    }

    @Test("who leaves a group hears no more of its tickets; the stream goes on")
    func groupLeft() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let ana = try await trial.session(of: "ana@harbor.example")
        let ivo = try await trial.asker("ivo@harbor.example")
        let mara = try await trial.asker("mara@harbor.example")
        try await trial.run { client in
            #expect(try await Self.status(client, "/tickets/\(id)", ana.headers) == 200)
            let said = try await Self.stream(trial, client, ana.headers) {
                try await trial.office.set("ana@harbor.example", in: "Front desk", isMember: false, by: ivo)
                try await trial.office.answer(.note, text: "Hidden now", on: Ticket.ID(id), by: mara)
                try await trial.disable("ana@harbor.example", at: WebTrial.start)
            }
            #expect(said?.hasPrefix(": open") == true)
            #expect(said?.contains("event: ticket") == false)
            try await trial.disable("ana@harbor.example", at: nil)
            #expect(try await Self.status(client, "/tickets/\(id)", ana.headers) == 404)
        }
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

    @Test("a token that is revoked, and one whose person left, opens nothing")
    func tokens() async throws {
        let trial = try await WebTrial()
        _ = try await trial.carlaAsks()
        let ben = try await trial.asker("ben@harbor.example")
        let minted = try await trial.office.mint("import", .person, scopes: [.read], by: ben)
        let headers: HTTPFields = [.authorization: "Bearer \(minted.word)"]
        try await trial.run { client async throws in
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
