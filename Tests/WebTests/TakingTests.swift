import Desk
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@Suite("Taking a ticket")
struct TakingTests {
    @Test("one press takes it, Ben may take it over, and who has it is offered nothing")
    func taken() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let ana = try await trial.session(of: "ana@harbor.example")
        let ben = try await trial.session(of: "ben@harbor.example")
        try await trial.run { client in
            let (hers, his) = (Browser(client, ana), Browser(client, ben))
            let page = try await hers.get("/tickets/\(id)").text
            #expect(page.contains(">Take it</button>"))
            #expect(page.contains(#"<option value="\#(ana.person)" selected"#), "and the form has her chosen")
            let palette = try await hers.get("/palette?q=take&ticket=\(id)").text
            #expect(palette.contains(#"href="/tickets/\#(id)#take""#))
            let sent = try await hers.post(
                "/tickets/\(id)/assignment", [("person", "\(ana.person)"), ("group", "Front desk")])
            #expect(sent.headers[.location] == "/tickets/\(id)")
            let after = try await hers.get("/tickets/\(id)").text
            #expect(after.contains("took it") && !after.contains(#"id="take""#))
            #expect(try await his.get("/tickets/\(id)").text.contains(">Take it over</button>"))
        }
        #expect(try await trial.ticket(id).assignee == ana.person)
    }

    @Test("what changes nothing is said and is no fact; a program may ask for the same twice")
    func unchanged() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let ana = try await trial.session(of: "ana@harbor.example")
        let ben = try await trial.session(of: "ben@harbor.example")
        try await trial.run { client in
            let (hers, his) = (Browser(client, ana), Browser(client, ben))
            _ = try await hers.get("/tickets/\(id)")
            _ = try await his.get("/tickets/\(id)")
            let nobody = try await hers.post("/tickets/\(id)/assignment", [("person", "")])
            #expect(nobody.status == .unprocessableContent)
            #expect(nobody.text.contains("Nobody has it already, in Front desk. Nothing was changed."))
            #expect(!nobody.text.contains("put it back to"))
            let once = [("person", "\(ana.person)")]
            #expect(try await hers.post("/tickets/\(id)/assignment", once).status == .seeOther)
            let twice = try await hers.post("/tickets/\(id)/assignment", once)
            #expect(twice.text.contains("You have it already, in Front desk."))
            #expect(try await his.post("/tickets/\(id)/assignment", once).text.contains("Ana Lima has it"))
            _ = try await hers.get("/queue/acts?act=assignment&ticket=\(id)")
            let many = try await hers.post(
                "/queue/acts", [("act", "assignment"), ("tickets", "\(id)"), ("group", "")] + once)
            #expect(many.text.contains("0 tickets done, 1 as before"))
        }
        let facts = try await trial.database.read { try trial.office.dossier(Ticket.ID(id), in: $0)?.facts }
        #expect(facts?.count { $0.what.kind == .assigned } == 1)
    }

    @Test("ticked tickets are offered to who ticked them first")
    func ticked() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let ben = try await trial.session(of: "ben@harbor.example")
        try await trial.run { client in
            let form = try await Browser(client, ben).get("/queue/acts?act=assignment&ticket=\(id)").text
            #expect(form.contains(#"<option value="\#(ben.person)" selected"#))
        }
    }
}
