import Agreements
import BusinessTime
import Desk
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@Suite("Merging, splitting, linking and following from the ticket's page")
struct JoiningTests {
    private static func post(
        _ client: any TestClientProtocol, _ uri: String, _ session: WebTrial.Session, _ fields: String
    ) async throws -> TestResponse {
        try await client.execute(
            uri: uri, method: .post, headers: session.sending, body: session.form(fields))
    }

    private static func get(
        _ client: any TestClientProtocol, _ uri: String, _ session: WebTrial.Session
    ) async throws -> TestResponse {
        try await client.execute(uri: uri, method: .get, headers: session.headers)
    }

    @Test("what a merge does to the clocks stands there before it is done; one answer then fulfils both")
    func merged() async throws {
        let trial = try await WebTrial()
        let first = try await trial.carlaAsks()
        trial.clock.advance(by: 600)
        let second = try await trial.carlaAsks("The export stops again")
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let search = try await Self.get(client, "/tickets/\(first)/merger?q=again", ana)
            #expect(search.text.contains("/tickets/\(first)/merger?into=\(second)"))
            let look = try await Self.get(client, "/tickets/\(first)/merger?into=\(second)", ana)
            #expect(look.text.contains("The queue shows #\(second) alone, by the earliest deadline of both"))
            #expect(look.text.components(separatedBy: "Acknowledgment (A.1)").count == 3)
            #expect(look.text.contains("Not started, due ") && !look.text.contains("Not-started"))
            #expect(look.text.contains("Running, due 09:50 tomorrow"), "a time as the ticket says it")
            #expect(try await trial.ticket(first).merger == nil, "looking does nothing")
            let done = try await Self.post(client, "/tickets/\(first)/merger", ana, "into=\(second)")
            #expect(done.status == .seeOther)
            let page = try await Self.get(client, "/tickets/\(first)", ana)
            #expect(page.text.contains("Merged into") && page.text.contains("Undo the merge"))
            _ = try await Self.post(
                client, "/tickets/\(second)/replies", ana, "text=We+look&visibility=public")
            try await trial.settle()
            #expect(try await trial.ticket(first).acknowledgedAt != nil)
            _ = try await Self.post(client, "/tickets/\(first)/merger-reversal", ana, "")
            #expect(try await trial.ticket(first).merger == nil)
            #expect(try await trial.ticket(first).acknowledgedAt == nil)
        }
        #expect(try await trial.office.reindex().changed.isEmpty)
    }

    @Test("across customers it is refused by its rule; what is hidden is as what is absent")
    func refused() async throws {
        let trial = try await WebTrial()
        try await trial.database.write { writer in
            _ = try writer.add(StoredOrganisation(name: "Beta", domains: ["beta.example"]))
        }
        let first = try await trial.carlaAsks()
        let beta = try await trial.ask("boris@beta.example", "Hello")
        let peer = try await trial.ask("dora@acme.example", "Hello from Dora")
        let hidden = try await trial.ask("dora@acme.example", "Second line only")
        let asker = try await trial.asker("ana@harbor.example")
        try await trial.office.act(
            .assign(Assignment(person: nil, group: "Senior support")), on: Ticket.ID(hidden), by: asker)
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            func merge(_ into: Int64) async throws -> String {
                let answer = try await Self.post(client, "/tickets/\(first)/merger", ana, "into=\(into)")
                #expect(answer.status == .unprocessableContent)
                return answer.text
            }
            #expect(try await merge(beta).contains("are of different customers"))
            #expect(try await merge(peer).contains("have different requesters"))
            #expect(try await merge(first).contains("That is this ticket itself"))
            let one = try await merge(hidden).replacing("\(hidden)", with: "N")
            let other = try await merge(999_999).replacing("999999", with: "N")
            #expect(one.contains("There is no ticket N") && other.contains("There is no ticket N"))
        }
        #expect(try await trial.ticket(first).merger == nil)
    }

    @Test("people who both see all of their company are merged, and the other one gets the mails in copy")
    func wide() async throws {
        let trial = try await WebTrial()
        let first = try await trial.carlaAsks()
        let second = try await trial.ask("dora@acme.example", "The same")
        try await trial.database.write { writer in
            for address in ["carla@acme.example", "dora@acme.example"] {
                guard var person = try writer.person(address: address) else { continue }
                person.seesOrganisation = true
                try writer.update(person)
            }
        }
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            _ = try await Self.post(client, "/tickets/\(first)/merger", ana, "into=\(second)")
            _ = try await Self.post(
                client, "/tickets/\(second)/replies", ana, "text=We+look&visibility=public")
        }
        #expect(try await trial.letters(to: "carla@acme.example").contains { $0.contains("We look") })
    }

    @Test(
        "several messages become one ticket, received with the first of them; what is written later follows")
    func split() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let contact = try await trial.asker("carla@acme.example")
        var received: [Instant] = []
        for text in ["And the import", "The import fails at 7", "Back to the export"] {
            trial.clock.advance(by: 60)
            received.append(trial.clock.now)
            let now = trial.clock.now
            try await trial.database.write { [office = trial.office] writer in
                let turn = Office.Turn(on: Ticket.ID(id), by: contact, way: .portal, at: now)
                try office.answerAsContact(text, [], turn, writer)
            }
        }
        let ana = try await trial.session(of: "ana@harbor.example")
        let messages = try await trial.messages(of: id).filter { $0.direction == .incoming }
        try await trial.run { client in
            let page = try await Self.get(client, "/tickets/\(id)/splitting", ana)
            #expect(page.text.contains("message-\(messages[1].id)"))
            #expect(!page.text.contains("message-\(messages[0].id)\""), "the first stays")
            let none = try await Self.post(client, "/tickets/\(id)/splitting", ana, "")
            #expect(none.text.contains("No message is chosen"))
            _ = try await Self.post(
                client, "/tickets/\(id)/splitting", ana,
                "message-\(messages[2].id)=yes&message-\(messages[1].id)=yes")
            let old = try await Self.get(client, "/tickets/\(id)", ana)
            #expect(old.text.contains("wrote what is #\(id + 1) now"))
        }
        let new = try await trial.ticket(id + 1)
        #expect(new.receivedAt == received[0] && new.heard.map(\.at) == Array(received[..<2]))
        #expect(new.receipt.splitFrom == Ticket.ID(id))
        #expect(
            try await trial.messages(of: id + 1).map(\.text) == ["And the import", "The import fails at 7"])
        #expect(try await trial.office.reindex().changed.isEmpty)
    }

    @Test("a link stands on both tickets and changes no clock")
    func linked() async throws {
        let trial = try await WebTrial()
        let (first, second) = (try await trial.carlaAsks(), try await trial.carlaAsks("Again"))
        let token = try await trial.token(of: "ana@harbor.example")
        try await trial.run { client in
            let answer = try await client.execute(
                uri: "/api/tickets/\(first)/links", method: .post, headers: token,
                body: ByteBuffer(string: #"{"ticket":\#(second),"reason":"The same fault"}"#))
            #expect(answer.status == .ok)
        }
        #expect(try await trial.ticket(first).links == [Ticket.ID(second)])
        #expect(try await trial.ticket(second).links == [Ticket.ID(first)])
    }

    @Test("followers are of the ticket's company alone, get public mails in copy, and can be removed")
    func followers() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let carla = try await trial.session(of: "carla@acme.example")
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            func follow(_ address: String) async throws -> TestResponse {
                try await Self.post(client, "/portal/tickets/\(id)/followers", carla, "address=\(address)")
            }
            for address in ["boris@beta.example", "ben@harbor.example", "nobody@example.com"] {
                let refused = try await follow(address)
                #expect(refused.text.contains("Only people of the ticket&#39;s own company follow it"))
            }
            #expect(try await follow("carla@acme.example").text.contains("This is who asked"))
            #expect(try await follow("dora@acme.example").status == .seeOther)
            for page in ["/portal/tickets/\(id)", "/tickets/\(id)"] {
                let seen = try await Self.get(client, page, page.contains("portal") ? carla : ana)
                #expect(seen.text.contains("dora@acme.example"))
            }
            _ = try await Self.post(
                client, "/tickets/\(id)/replies", ana, "text=A+public+answer&visibility=public")
            _ = try await Self.post(
                client, "/tickets/\(id)/replies", ana, "text=An+inner+note&visibility=internal")
            let letters = try await trial.letters(to: "dora@acme.example")
            #expect(letters.count == 1 && letters[0].contains("A public answer"))
            _ = try await Self.post(
                client, "/portal/tickets/\(id)/follower-removals", carla, "address=dora@acme.example")
            _ = try await Self.post(
                client, "/tickets/\(id)/replies", ana, "text=Another+answer&visibility=public")
            #expect(try await trial.letters(to: "dora@acme.example").count == 1)
        }
    }

    @Test("an agent who follows hears what the holder hears, for as long as they see the ticket")
    func following() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let ben = try await trial.session(of: "ben@harbor.example")
        try await trial.run { client in
            _ = try await Self.post(client, "/tickets/\(id)/followers", ben, "")
        }
        let contact = try await trial.asker("carla@acme.example")
        let now = trial.clock.now
        try await trial.database.write { [office = trial.office] writer in
            let turn = Office.Turn(on: Ticket.ID(id), by: contact, way: .portal, at: now)
            try office.answerAsContact("More of it", [], turn, writer)
        }
        let news = try await trial.letters(to: "ben@harbor.example")
        #expect(news.count == 1 && news[0].contains("the customer has written"))
    }
}
