import Desk
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@Suite("Taking an answer back")
struct UndoTests {
    @Test("the page says when it goes, to Ana with Undo, to Ben without; Carla's portal knows nothing")
    func shown() async throws {
        let bed = try await UndoBed()
        let carla = try await bed.trial.session(of: "carla@acme.example")
        try await bed.trial.run { client in
            let (hers, his) = (Browser(client, bed.ana), Browser(client, bed.ben))
            _ = try await hers.get("/tickets/\(bed.id)")
            let sent = try await hers.post(
                "/tickets/\(bed.id)/replies", [("text", "We look at zebra."), ("visibility", "public")])
            #expect(sent.headers[.location] == "/tickets/\(bed.id)")
            let page = try await hers.get("/tickets/\(bed.id)").text
            #expect(page.contains("Your answer to Carla Reyes</span> goes out in "))
            #expect(page.contains(">10 s</span>") && page.contains(">We look at zebra.</span>"))
            #expect(page.contains(#"action="/tickets/\#(bed.id)/recalls""#))
            #expect(!page.contains(">We look at zebra.</div>"), "it is not said yet")
            let other = try await his.get("/tickets/\(bed.id)").text
            #expect(
                other.contains("Ana Lima&#39;s answer to Carla Reyes</span> goes out in")
                    || other.contains("Ana Lima's answer to Carla Reyes</span> goes out in"))
            #expect(!other.contains("/recalls") && !other.contains("zebra"))
            let portal = try await Browser(client, carla).get("/portal/tickets/\(bed.id)").text
            #expect(!portal.contains("zebra"))
            try await bed.wait(10)
            #expect(try await Browser(client, carla).get("/portal/tickets/\(bed.id)").text.contains("zebra"))
            let after = try await hers.get("/tickets/\(bed.id)").text
            #expect(after.contains("We look at zebra.") && !after.contains("/recalls"))
        }
    }

    @Test("Undo puts text, copies and files back into the box; sent anew they go, and the draft is gone")
    func undone() async throws {
        let bed = try await UndoBed()
        let office = bed.trial.office
        let file = GivenFile(name: "steps.txt", mediaType: "text/plain", bytes: Array("1. wait".utf8))
        let enclosure = try Enclosure(copies: "dora@acme.example", files: [file], isForOthersToo: false)
        let asker = try await bed.trial.asker("ana@harbor.example")
        let turn = Office.Turn(on: Ticket.ID(bed.id), by: asker, way: .page, at: bed.trial.clock.now)
        try await bed.trial.database.write {
            try office.send(.reply, text: "Wait a momennt.", with: enclosure, turn, $0)
        }
        try await bed.trial.run { client in
            let hers = Browser(client, bed.ana)
            _ = try await hers.get("/tickets/\(bed.id)")
            let back = try await hers.post("/tickets/\(bed.id)/recalls", [("number", "1")])
            #expect(back.headers[.location] == "/tickets/\(bed.id)#reply-text", "where Ana writes on")
            try await bed.wait(60)
            let page = try await hers.get("/tickets/\(bed.id)").text
            #expect(page.contains("Taken back, nothing was sent."))
            #expect(page.contains(">Wait a momennt.</textarea>"))
            #expect(page.contains(#"value="dora@acme.example""#) && page.contains("With steps.txt"))
            #expect(page.contains(#"name="returned" value="1""#))
            let his = try await Browser(client, bed.ben).get("/tickets/\(bed.id)").text
            #expect(!his.contains("momennt"), "a draft is its writer's own")
            let anew = try await hers.post(
                "/tickets/\(bed.id)/replies",
                [
                    ("text", "Wait a moment."), ("visibility", "public"), ("cc", "dora@acme.example"),
                    ("returned", "1"), ("keep-1", "yes"),
                ])
            #expect(anew.status == .seeOther)
            try await bed.wait(10)
            let last = try #require(try await bed.trial.messages(of: bed.id).last)
            #expect(last.text == "Wait a moment.")
            let files = try await bed.trial.database.read { try $0.attachments(of: last.id) }
            #expect(files.map(\.name) == ["steps.txt"])
            let held = try await bed.trial.database.read { try $0.heldAnswers(ofTicket: bed.id) }
            #expect(held.isEmpty)
            let late = try await hers.post("/tickets/\(bed.id)/recalls", [("number", "2")])
            #expect(late.status == .unprocessableContent && late.text.contains("it has gone out"))
        }
    }

    @Test("the line says what goes: a resolution, a request for information; and how it begins")
    func named() async throws {
        let bed = try await UndoBed()
        let sent: [(act: String, fields: [(String, String)], what: String, begins: String)] = [
            ("information-requests", [("text", "The log.")], "The request for information", "The log."),
            ("resolution", [("text", "Restart\n\nit.")], "The resolution", "Restart it."),
        ]
        try await bed.trial.run { client in
            let his = Browser(client, bed.ben)
            let ben = try await bed.trial.asker("ben@harbor.example")
            try await bed.trial.office.answer(.acknowledge, text: "I look.", on: Ticket.ID(bed.id), by: ben)
            try await bed.trial.settle()
            _ = try await his.get("/tickets/\(bed.id)")
            for (number, (act, fields, what, begins)) in sent.enumerated() {
                _ = try await his.post("/tickets/\(bed.id)/\(act)", fields)
                let page = try await his.get("/tickets/\(bed.id)").text
                #expect(page.contains("\(what)</span> goes out in "), "\(act)")
                #expect(page.contains(#"held-beginning" dir="auto">\#(begins)</span>"#), "\(act)")
                _ = try await his.post("/tickets/\(bed.id)/recalls", [("number", "\(number + 1)")])
            }
        }
    }

    @Test("an act's form opens again with what was sent from it; discarded, it is empty")
    func acts() async throws {
        let bed = try await UndoBed()
        try await bed.trial.run { client in
            let hers = Browser(client, bed.ana)
            _ = try await hers.get("/tickets/\(bed.id)")
            _ = try await hers.post(
                "/tickets/\(bed.id)/information-requests",
                [("text", "The zebra log")])
            #expect(try await bed.trial.ticket(bed.id).state.word == "open", "it waits for nothing yet")
            let back = try await hers.post("/tickets/\(bed.id)/recalls", [("number", "1")])
            #expect(back.headers[.location] == "/tickets/\(bed.id)#act-request")
            let page = try await hers.get("/tickets/\(bed.id)").text
            #expect(page.contains("The zebra log</textarea>"))
            _ = try await hers.post("/tickets/\(bed.id)/draft-removals", [("number", "1")])
            #expect(try await !hers.get("/tickets/\(bed.id)").text.contains("zebra"))
        }
    }

    @Test(
        "a resolution comes back into the box, copies and files too; refused it keeps them, and resolves anew"
    )
    func actsEnclose() async throws {
        let bed = try await UndoBed()
        let office = bed.trial.office
        let file = GivenFile(name: "steps.txt", mediaType: "text/plain", bytes: Array("1. wait".utf8))
        let enclosure = try Enclosure(copies: "dora@acme.example", files: [file], isForOthersToo: false)
        let asker = try await bed.trial.asker("ana@harbor.example")
        let turn = Office.Turn(on: Ticket.ID(bed.id), by: asker, way: .page, at: bed.trial.clock.now)
        try await bed.trial.database.write {
            try office.send(.resolve(.workaround), text: "Zebra.", with: enclosure, turn, $0)
            try office.recall(1, turn, $0)
        }
        try await bed.trial.run { client in
            let hers = Browser(client, bed.ana)
            let page = try await hers.get("/tickets/\(bed.id)").text
            let form = page.components(separatedBy: #"id="reply""#)[1]
                .components(separatedBy: "</form>")[0]
            #expect(form.contains("Zebra.") && form.contains("dora@acme.example"))
            #expect(form.contains("With steps.txt") && form.contains(#"name="returned" value="1""#))
            #expect(form.contains(#"name="kind" value="workaround""#), "what kind it is comes back, too")
            let refused = try await hers.post(
                "/tickets/\(bed.id)/replies",
                [
                    ("then", "resolve"), ("text", "Done."), ("cc", "dora"), ("returned", "1"),
                    ("keep-1", "yes"),
                ])
            #expect(refused.status == .unprocessableContent)
            let again = refused.text.components(separatedBy: #"id="reply""#)[1]
                .components(separatedBy: "</form>")[0]
            #expect(again.contains(#"name="returned" value="1""#) && again.contains("With steps.txt"))
            _ = try await hers.post(
                "/tickets/\(bed.id)/replies",
                [
                    ("then", "resolve"), ("text", "Done."), ("cc", "dora@acme.example"), ("returned", "1"),
                    ("kind", "workaround"), ("keep-1", "yes"),
                ])
            try await bed.wait(10)
            try await bed.trial.settle()
            #expect(try await bed.trial.ticket(bed.id).resolutions.last?.kind == .workaround)
            let last = try #require(try await bed.trial.messages(of: bed.id).last)
            let (files, copies) = try await bed.trial.database.read {
                (try $0.attachments(of: last.id), try $0.copies(ofMessage: last.id))
            }
            #expect(last.text == "Done." && files.map(\.name) == ["steps.txt"])
            #expect(copies == ["dora@acme.example"])
            #expect(try await bed.trial.database.read { try $0.heldAnswers() }.isEmpty)
        }
    }

    @Test("the API sends at once; asked for it, it waits, says so, and takes it back")
    func api() async throws {
        let bed = try await UndoBed()
        var headers = try await bed.trial.token(of: "ana@harbor.example")
        headers[.contentType] = "application/json"
        let sending = headers
        try await bed.trial.run { client in
            func post(_ act: String, _ body: String) async throws -> TestResponse {
                try await client.execute(
                    uri: "/api/tickets/\(bed.id)/\(act)", method: .post, headers: sending,
                    body: ByteBuffer(string: body))
            }
            #expect(try await post("replies", #"{"text":"At once."}"#).text.contains("At once."))
            let waits = try await post("replies", #"{"text":"Later.","undo":"yes"}"#)
            #expect(waits.status == .ok && !waits.text.contains("Later."))
            #expect(
                waits.text.contains(#""waiting":[{"author":"Ana Lima""#)
                    || waits.text.contains(#""number":1"#))
            let back = try await post("recalls", #"{"number":1}"#)
            #expect(back.text.contains(#""waiting":[]"#))
            try await bed.wait(60)
            #expect(try await bed.trial.messages(of: bed.id).allSatisfy { $0.text != "Later." })
        }
    }
}
