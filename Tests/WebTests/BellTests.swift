import Desk
import HTTPTypes
import HummingbirdTesting
import Operations
import Testing

@Suite("The bell: what is new or breaking since one last looked")
struct BellTests {
    /// Ana at the bell.
    private struct Ear: Sendable {
        let client: any TestClientProtocol
        let session: WebTrial.Session

        func text(_ uri: String) async throws -> String {
            try await client.execute(uri: uri, method: .get, headers: session.headers).text
        }

        func count(_ uri: String = "/bell/count") async throws -> Int? {
            let found = try await text(uri).firstMatch(of: /id="bell"[^>]*data-count="([0-9]+)"/)
            return found.flatMap { Int($0.1) }
        }

        func through() async throws -> String {
            let found = try await text("/bell").firstMatch(of: /name="through" value="([0-9]+)"/)
            return found.map { String($0.1) } ?? ""
        }

        func see(_ through: String) async throws -> HTTPResponse.Status {
            try await client.execute(
                uri: "/bell/seen", method: .post, headers: session.sending,
                body: session.form("through=\(through)")
            ).status
        }
    }

    @Test("a new ticket is counted on every page and listed until it was seen, by each person for themself")
    func new() async throws {
        let trial = try await WebTrial()
        let (ana, ben) = (
            try await trial.session(of: "ana@harbor.example"),
            try await trial.session(of: "ben@harbor.example")
        )
        try await trial.run { client in
            let (ear, other) = (Ear(client: client, session: ana), Ear(client: client, session: ben))
            #expect(try await ear.count() == 0)
            #expect(try await ear.text("/bell").contains("Nothing is new."))
            let id = try await trial.carlaAsks("The <zebra> export stops")
            for uri in ["/queue", "/tickets/\(id)", "/account", "/canned-replies"] {
                #expect(try await ear.count(uri) == 1, "\(uri)")
            }
            let list = try await ear.text("/bell")
            #expect(list.contains("#\(id) The &lt;zebra&gt; export stops") && list.contains(">New<"))
            #expect(list.contains("Acme") && !list.contains("Nothing is new."))
            #expect(try await ear.see(try await ear.through()) == .seeOther)
            #expect(try await ear.count() == 0)
            #expect(try await ear.text("/bell").contains("Nothing is new."))
            #expect(try await other.count() == 1, "what Ana saw is news to Ben")
            _ = try await trial.carlaAsks("The import stops")
            #expect(try await ear.count() == 1)
        }
    }

    @Test("a promise that comes close to breaking is told, and then that it broke, as one line of the ticket")
    func breaking() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let first = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let ear = Ear(client: client, session: first)
            _ = try await ear.see(try await ear.through())
            // Tuesday 09:25: three quarters of the two hours are used.
            trial.clock.advance(by: 16 * 3600 + 35 * 60)
            try await trial.settle()
            let ana = Ear(client: client, session: try await trial.session(of: "ana@harbor.example"))
            #expect(try await ana.count() == 1)
            #expect(try await ana.text("/bell").contains(">Breaking<"))
            trial.clock.advance(by: 1800)
            try await trial.settle()
            #expect(try await ana.count() == 1, "one ticket")
            let list = try await ana.text("/bell")
            #expect(list.contains(">Broken<") && !list.contains(">Breaking<"))
            _ = try await ana.see(try await ana.through())
            #expect(try await ana.count() == 0)
            #expect(try await ana.text("/bell").contains("href=\"/tickets/\(id)\"") == false)
        }
    }

    @Test("it tells of no ticket that one may not see, of none that is done, and of nothing one did oneself")
    func quiet() async throws {
        let trial = try await WebTrial()
        let hidden = try await trial.carlaAsks("The zebra export stops")
        let mara = try await trial.asker("mara@harbor.example")
        try await trial.office.act(
            .assign(Assignment(person: nil, group: "Specialists")), on: Ticket.ID(hidden), by: mara)
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let ear = Ear(client: client, session: ana)
            #expect(try await ear.count() == 0)
            #expect(try await !ear.text("/bell").contains("zebra"))
            let done = try await trial.carlaAsks("The import stops")
            #expect(try await ear.count() == 1)
            let resolved = try await client.execute(
                uri: "/tickets/\(done)/resolution", method: .post, headers: ana.sending,
                body: ana.form("text=It+is+fixed"))
            #expect(resolved.status == .seeOther)
            try await trial.settle()
            #expect(try await ear.count() == 0)
            let carla = try await trial.session(of: "carla@acme.example").person
            let opened = try await client.execute(
                uri: "/tickets", method: .post, headers: ana.sending,
                body: ana.form("contact=\(carla)&subject=She+rang&text=It+stops"))
            #expect(opened.status.code < 400, "\(opened.status)")
            #expect(try await ear.count() == 0, "she opened it herself")
        }
    }

    @Test("what has not happened yet can't be seen ahead, and no other page can say that it was seen")
    func forged() async throws {
        let trial = try await WebTrial()
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let ear = Ear(client: client, session: ana)
            #expect(try await ear.see("9223372036854775807") == .seeOther)
            _ = try await trial.carlaAsks()
            #expect(try await ear.count() == 1)
            let foreign = WebTrial.Session(headers: ana.headers, csrf: "c-0", person: ana.person)
            let through = try await ear.through()
            #expect(try await Ear(client: client, session: foreign).see(through).code >= 400)
            #expect(try await ear.see("x") == .seeOther)
            #expect(try await ear.count() == 1)
        }
    }

    @Test("that a promise comes close to breaking is no news once it is kept; the next one's is")
    func kept() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        @Sendable func ear(_ client: any TestClientProtocol) async throws -> Ear {
            Ear(client: client, session: try await trial.session(of: "ana@harbor.example"))
        }
        try await trial.run { client in
            let early = try await ear(client)
            #expect(try await early.see(try await early.through()) == .seeOther)
            // Tuesday 09:25: three quarters of the two hours for the acknowledgment are over.
            trial.clock.advance(by: 16 * 3600 + 35 * 60)
            try await trial.settle()
            let warned = try await ear(client)
            #expect(try await warned.count() == 1)
            #expect(try await warned.text("/bell").contains(">Breaking<"))
            let ben = try await trial.asker("ben@harbor.example")
            try await trial.office.answer(.acknowledge, text: "We look.", on: Ticket.ID(id), by: ben)
            try await trial.settle()
            let after = try await warned.text("/bell")
            #expect(!after.contains(">Breaking<"), "it is kept")
            #expect(try await warned.count() == 0, "\(after)")
            #expect(try await trial.office.reindex().changed.isEmpty)
            #expect(try await warned.count() == 0, "made anew from the facts it is the same")
            // Thursday 12:25: so are three quarters of the three days for the resolution.
            trial.clock.advance(by: 2 * 86_400 + 3 * 3600)
            try await trial.settle()
            #expect(try await ear(client).text("/bell").contains(">Breaking<"))
        }
    }
}
