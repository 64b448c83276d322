import Desk
import HTTPTypes
import HummingbirdTesting
import Operations
import Testing

@Suite("Names in a note")
struct MentionPageTests {
    @Test("those are offered who see the ticket, but for oneself, and to nobody who may write no note there")
    func offered() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let ana = try await trial.session(of: "ana@harbor.example")
        let mara = try await trial.session(of: "mara@harbor.example")
        let carla = try await trial.session(of: "carla@acme.example")
        try await trial.run { client in
            let address = "/tickets/\(id)/colleagues"
            let list = try await Browser(client, ana).get(address).text
            #expect(list.contains("data-handle=\"ben\">Ben Okafor") && list.contains("\"mara\""))
            #expect(!list.contains("Ana Lima"))
            #expect(try await Browser(client, ana).get("/tickets/\(id)").text.contains(address))
            #expect(try await Browser(client, carla).get(address).status.code >= 400)
            let asker = try await trial.asker("mara@harbor.example")
            try await trial.office.act(
                .assign(Assignment(person: nil, group: "Specialists")), on: Ticket.ID(id), by: asker)
            #expect(try await Browser(client, ana).get(address).status == .notFound)
            let few = try await Browser(client, mara).get(address).text
            #expect(!few.contains("Ben Okafor") && !few.contains("Ana Lima"), "they don't see it")
        }
    }

    @Test("the note says who was told, and whom it names in vain")
    func told() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let hers = Browser(client, ana)
            _ = try await hers.get("/tickets/\(id)")
            let note = [
                ("visibility", "internal"), ("text", "@ben @mara: is it the cache? @nobody, ana@x.example"),
            ]
            #expect(try await hers.post("/tickets/\(id)/replies", note).status == .seeOther)
            let page = try await hers.get("/tickets/\(id)").text
            #expect(page.contains("Told: Ben Okafor, Mara Voss. Nobody here is called @nobody."))
            try await trial.disable("ben@harbor.example", at: trial.clock.now)
            let later = try await hers.get("/tickets/\(id)").text
            #expect(later.contains("Told: Ben Okafor, Mara Voss. Nobody here is called @nobody."), "he was")
            _ = try await hers.post(
                "/tickets/\(id)/replies", [("visibility", "internal"), ("text", "@ben, look")])
            #expect(try await hers.get("/tickets/\(id)").text.contains(">Nobody here is called @ben.<"))
        }
    }
}
