import Desk
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@Suite("A customer who wrote last stands out, whoever has the ticket")
struct RepliedTests {
    private struct Bed {
        let trial: WebTrial
        let id: Int64
        let ana: WebTrial.Session

        /// Acknowledged, and Ana, who had it for that, gave it back.
        init() async throws {
            trial = try await WebTrial()
            id = try await trial.carlaAsks()
            let asker = try await trial.asker("ana@harbor.example")
            try await trial.office.answer(.acknowledge, text: "I look.", on: Ticket.ID(id), by: asker)
            try await trial.settle()
            let group = try await trial.ticket(id).group
            try await trial.office.act(
                .assign(Assignment(person: nil, group: group)), on: Ticket.ID(id), by: asker)
            ana = try await trial.session(of: "ana@harbor.example")
        }

        func replied() async throws -> Bool {
            try await trial.database.read { try $0.ticketRow(id)?.customerWrote != nil }
        }
    }

    static func portal(_ trial: WebTrial, _ client: any TestClientProtocol, _ id: Int64) async throws {
        let carla = try await trial.session(of: "carla@acme.example")
        let answer = try await client.execute(
            uri: "/portal/tickets/\(id)/replies", method: .post, headers: carla.sending,
            body: carla.form("text=Here+is+the+log"))
        #expect(answer.status == .seeOther)
    }

    @Test("the row says so in words, the view lists and counts it, and it goes with Ana's answer")
    func marked() async throws {
        let bed = try await Bed()
        try await bed.trial.run { client in
            let hers = Browser(client, bed.ana)
            let quiet = try await hers.get("/queue").text
            #expect(!quiet.contains("class=\"replied\"") && quiet.contains("data-live=\"replied\">0<"))
            #expect(
                try await hers.get("/queue?show=replied").text.contains("No customer waits for an answer."))
            let carla = try await bed.trial.session(of: "carla@acme.example")
            let form = try await Browser(client, carla).get("/portal/tickets/\(bed.id)").text
            #expect(form.contains("Everybody at the desk who can take the ticket sees at once"))
            try await Self.portal(bed.trial, client, bed.id)
            for uri in ["/queue", "/queue?show=replied", "/queue/rows/\(bed.id)?show=replied"] {
                #expect(try await hers.get(uri).text.contains("Customer replied <time"), "\(uri)")
            }
            #expect(try await hers.get("/queue").text.contains("data-live=\"replied\">1<"))
            #expect(try await hers.get("/queue/summary").text.contains("data-replied=\"1\""))
            _ = try await hers.get("/tickets/\(bed.id)")
            let sent = try await hers.post(
                "/tickets/\(bed.id)/replies", [("text", "Thank you."), ("visibility", "public")])
            #expect(sent.status == .seeOther)
            #expect(try await !hers.get("/queue").text.contains("class=\"replied\""))
            let gone = try await hers.get("/queue/rows/\(bed.id)?show=replied")
            #expect(gone.status == .noContent, "it leaves the view")
        }
    }

    @Test("Thanks: Ana says that it needs no answer; the mark goes, Carla hears nothing, and no contact may")
    func needless() async throws {
        let bed = try await Bed()
        try await bed.trial.run { client in
            let hers = Browser(client, bed.ana)
            #expect(try await !hers.get("/tickets/\(bed.id)").text.contains("Needs no answer"))
            try await Self.portal(bed.trial, client, bed.id)
            let letters = try await bed.trial.letters(to: "carla@acme.example").count
            #expect(try await hers.get("/tickets/\(bed.id)").text.contains("Needs no answer"))
            let carla = try await bed.trial.session(of: "carla@acme.example")
            let foreign = try await client.execute(
                uri: "/tickets/\(bed.id)/no-answer-needed", method: .post, headers: carla.sending,
                body: carla.form(""))
            #expect(foreign.status.code >= 400)
            #expect(try await bed.replied())
            #expect(try await hers.post("/tickets/\(bed.id)/no-answer-needed").status == .seeOther)
            #expect(try await !bed.replied())
            let page = try await hers.get("/tickets/\(bed.id)").text
            #expect(page.contains("said that what the customer wrote needs no answer"))
            #expect(!page.contains("It needs no answer"), "it is offered no longer")
            #expect(try await bed.trial.letters(to: "carla@acme.example").count == letters)
        }
    }

    @Test("by phone: a call that Ana took is answered by it")
    func phone() async throws {
        let bed = try await Bed()
        let carla = try await CallTests.carla(bed.trial)
        try await bed.trial.run { client in
            _ = try await CallTests.post(
                client, "/contacts/\(carla)/calls", bed.ana, "outcome=\(bed.id)&summary=She+asks+when")
            let kinds = try await bed.trial.office.database.read {
                try bed.trial.office.dossier(Ticket.ID(bed.id), in: $0)?.facts.map(\.what.kind) ?? []
            }
            #expect(kinds.contains(.customerReplied))
            // Who answers has it, too.
            #expect(try await bed.replied() == !kinds.suffix(2).contains(.replied))
        }
    }

    @Test("in the chat: what a visitor says waits for an answer")
    func chat() async throws {
        let trial = try await WebTrial()
        try await trial.run { client in
            let jun = try await ChatTests.Visitor(client, "Hello?")
            #expect(try await jun.say("Is somebody there?", key: "k-1").status.code < 300)
        }
        let row = try await trial.database.read { try $0.ticketRow(1) }
        #expect(row?.customerWrote != nil)
    }

    @Test("where the bell's index was not kept, as on an older desk, the next fact tells what stands")
    func older() async throws {
        let bed = try await Bed()
        try await bed.trial.run { client in
            try await Self.portal(bed.trial, client, bed.id)
            let told = try await bed.trial.database.read { try $0.tidings(ofTicket: bed.id) }
            try await bed.trial.database.write { try $0.put(tidings: [], ofTicket: bed.id) }
            let hers = Browser(client, bed.ana)
            _ = try await hers.get("/tickets/\(bed.id)")
            _ = try await hers.post(
                "/tickets/\(bed.id)/replies", [("text", "Who knows it?"), ("visibility", "internal")])
            #expect(try await bed.trial.database.read { try $0.tidings(ofTicket: bed.id) } == told)
            #expect(!told.isEmpty)
        }
    }

    @Test("rebuilt from the facts it is the same, and what was spoilt is mended")
    func reindexed() async throws {
        let bed = try await Bed()
        try await bed.trial.run { client in try await Self.portal(bed.trial, client, bed.id) }
        let before = try await bed.trial.database.read { reader in
            (try reader.ticketRow(bed.id), try reader.tidings(ofTicket: bed.id))
        }
        #expect(before.1.map(\.kind) == ["replied"])
        #expect(try await bed.trial.office.reindex().changed.isEmpty)
        try await bed.trial.database.write { writer in
            guard var row = try writer.ticketRow(bed.id) else { return }
            row.customerWrote = nil
            try writer.put(row)
            try writer.put(tidings: [], ofTicket: bed.id)
        }
        #expect(try await bed.trial.office.reindex().changed == [Ticket.ID(bed.id)])
        let after = try await bed.trial.database.read { reader in
            (try reader.ticketRow(bed.id), try reader.tidings(ofTicket: bed.id))
        }
        #expect(after == before)
    }
}
