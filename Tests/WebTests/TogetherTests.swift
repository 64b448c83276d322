import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@Suite("Two on one ticket")
struct TogetherTests {
    private static func beat(
        _ client: any TestClientProtocol, _ session: WebTrial.Session, _ id: Int64, _ state: String
    ) async throws -> String {
        let answer = try await client.execute(
            uri: "/tickets/\(id)/presence", method: .post, headers: session.sending,
            body: session.form("state=\(state)"))
        guard answer.status == .ok else { return "\(answer.status.code)" }
        return answer.text.firstMatch(of: /<p id="others">([^<]*)/).map { String($0.1) } ?? ""
    }

    @Test("Ana sees that Ben looks and writes; half a minute later, or when he goes, he is not there")
    func presence() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let other = try await trial.carlaAsks("The import stops")
        let ana = try await trial.session(of: "ana@harbor.example")
        let ben = try await trial.session(of: "ben@harbor.example")
        try await trial.run { client in
            #expect(try await Self.beat(client, ana, id, "looking") == "")
            #expect(try await Self.beat(client, ben, id, "looking") == "Ana Lima is looking at this ticket.")
            _ = try await Self.beat(client, ben, id, "writing")
            let seen = try await Self.beat(client, ana, id, "looking")
            #expect(seen.hasSuffix("is writing a reply."))
            #expect(try await Self.beat(client, ana, other, "looking") == "", "that is another ticket")
            _ = try await Self.beat(client, ben, id, "gone")
            #expect(try await Self.beat(client, ana, id, "looking") == "")
            _ = try await Self.beat(client, ben, id, "writing")
            trial.clock.advance(by: 30)
            #expect(try await Self.beat(client, ana, id, "looking") == "", "he said nothing for 30 s")
        }
    }

    @Test("who can't see the ticket neither says nor hears who is there; nothing of it is stored")
    func hidden() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let mara = try await trial.asker("mara@harbor.example")
        let given = Assignment(person: nil, group: "Specialists")
        try await trial.office.act(.assign(given), on: Ticket.ID(id), by: mara)
        let ana = try await trial.session(of: "ana@harbor.example")
        let boss = try await trial.session(of: "mara@harbor.example")
        try await trial.run { client in
            let before = try await trial.database.read { try $0.facts(of: .ticket(id)).count }
            _ = try await Self.beat(client, boss, id, "writing")
            #expect(try await Self.beat(client, ana, id, "looking") == "404")
            #expect(try await Self.beat(client, boss, id, "looking") == "")
            #expect(try await trial.database.read { try $0.facts(of: .ticket(id)).count } == before)
        }
    }

    @Test("only what is new is told to the pages")
    func told() async throws {
        let presence = Presence()
        let (ticket, now) = (Ticket.ID(7), WebTrial.start)
        let stream = presence.changes.stream()
        presence.note(.looking, by: Person.ID(1), named: "Ana", on: ticket, at: now)
        presence.note(.looking, by: Person.ID(1), named: "Ana", on: ticket, at: now.advanced(by: 9))
        presence.note(.writing, by: Person.ID(1), named: "Ana", on: ticket, at: now.advanced(by: 10))
        presence.note(.gone, by: Person.ID(1), named: "Ana", on: ticket, at: now.advanced(by: 11))
        presence.note(.gone, by: Person.ID(1), named: "Ana", on: ticket, at: now.advanced(by: 12))
        presence.changes.finish()
        var count = 0
        for await change in stream where change.ticket == ticket { count += 1 }
        #expect(count == 3, "came, wrote, went")
    }

    @Test("a reply over a colleague's is refused once with what is new, and what was written is kept")
    func collision() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let ana = try await trial.session(of: "ana@harbor.example")
        let ben = try await trial.asker("ben@harbor.example")
        try await trial.run { client in
            let browser = Browser(client, ana)
            let page = try await browser.get("/tickets/\(id)")
            let seen = try #require(page.value(of: "seen"))
            try await trial.office.answer(.reply, text: "The relay is renewed.", on: Ticket.ID(id), by: ben)
            let mine = [("visibility", "public"), ("text", "Which relay?"), ("cc", "")]
            let note = [("visibility", "internal"), ("text", "Note"), ("seen", seen)]
            #expect(try await browser.post("/tickets/\(id)/replies", note).status == .seeOther, "notes go on")
            let refused = try await browser.post("/tickets/\(id)/replies", mine + [("seen", seen)])
            #expect(refused.status == .unprocessableContent)
            #expect(
                refused.text.contains("wrote after you opened this page: &quot;The relay is renewed.&quot;"))
            #expect(refused.text.contains("Which relay?</textarea>"))
            #expect(try await trial.messages(of: id).filter { $0.text == "Which relay?" }.isEmpty)
            let now = try #require(refused.value(of: "seen"))
            let sent = try await browser.post("/tickets/\(id)/replies", mine + [("seen", now)])
            #expect(sent.status == .seeOther, "the second press sends it")
            let own = try await browser.post("/tickets/\(id)/replies", mine + [("seen", now)])
            #expect(own.status == .seeOther, "one's own is no news")
        }
    }

    @Test("Carla's new mail is news too, for a resolution as for a reply; her receipt is none")
    func customer() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let browser = Browser(client, ana)
            let page = try await browser.get("/tickets/\(id)")
            let seen = try #require(page.value(of: "seen"))
            try await trial.customerReplies("It works again.", on: id)
            let refused = try await browser.post(
                "/tickets/\(id)/resolution", [("text", "It is fixed."), ("seen", seen)])
            #expect(refused.text.contains("Carla Reyes wrote after you opened this page"))
            #expect(refused.text.contains("It is fixed.</textarea>"))
        }
    }
}

extension WebTrial {
    /// Carla answers from the portal.
    fileprivate func customerReplies(_ text: String, on id: Int64) async throws {
        let carla = try await session(of: "carla@acme.example")
        try await run { client in
            let answer = try await client.execute(
                uri: "/portal/tickets/\(id)/replies", method: .post, headers: carla.sending,
                body: carla.form("text=\(text.replacing(" ", with: "+"))"))
            #expect(answer.status == .seeOther)
        }
    }
}
