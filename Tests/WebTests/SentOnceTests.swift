import Desk
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@testable import Web

@Suite("What a page sends again is done once")
struct SentOnceTests {
    private struct Bed {
        let trial: WebTrial
        let id: Int64
        let ana: WebTrial.Session

        init(undo: String = "0") async throws {
            trial = try await WebTrial()
            try await trial.office.set(.undoSeconds, to: undo)
            id = try await trial.carlaAsks()
            ana = try await trial.session(of: "ana@harbor.example")
        }

        func said(_ text: String) async throws -> Int {
            try await trial.messages(of: id).filter { $0.text == text }.count
        }
    }

    private static func reply(_ text: String, _ key: String) -> [(String, String)] {
        [("text", text), ("visibility", "public"), (SentOnce.field, key)]
    }

    @Test("a reply sent twice under a key is said once, and Ana's page names the key; Ben's does not")
    func reply() async throws {
        let bed = try await Bed()
        let ben = try await bed.trial.session(of: "ben@harbor.example")
        try await bed.trial.run { client in
            let (hers, his) = (Browser(client, bed.ana), Browser(client, ben))
            let page = try await hers.get("/tickets/\(bed.id)")
            #expect(!page.text.contains("data-sent"))
            for _ in 0..<2 {
                let sent = try await hers.post("/tickets/\(bed.id)/replies", Self.reply("We look.", "k-1"))
                #expect(sent.headers[.location] == "/tickets/\(bed.id)")
            }
            #expect(try await bed.said("We look.") == 1)
            _ = try await hers.post("/tickets/\(bed.id)/replies", Self.reply("We look.", "k-2"))
            #expect(try await bed.said("We look.") == 2, "another key is another message")
            #expect(try await hers.get("/tickets/\(bed.id)").text.contains(#"data-sent=""#))
            #expect(try await !his.get("/tickets/\(bed.id)").text.contains("k-1"))
            _ = try await his.post("/tickets/\(bed.id)/replies", Self.reply("We look.", "k-1"))
            #expect(try await bed.said("We look.") == 3, "Ben's key is his own")
        }
    }

    @Test("other words under a key that was done are refused, with what has happened")
    func otherwise() async throws {
        let bed = try await Bed()
        try await bed.trial.run { client in
            let hers = Browser(client, bed.ana)
            _ = try await hers.get("/tickets/\(bed.id)")
            _ = try await hers.post("/tickets/\(bed.id)/replies", Self.reply("We look.", "k"))
            let refused = try await hers.post("/tickets/\(bed.id)/replies", Self.reply("We looked.", "k"))
            #expect(refused.status == .unprocessableContent)
            #expect(refused.text.contains("What you sent first had arrived, in other words"))
            #expect(refused.text.contains("We looked.</textarea>"), "nothing that was typed is lost")
            let note = [("text", "We look."), ("visibility", "internal"), (SentOnce.field, "k")]
            #expect(try await hers.post("/tickets/\(bed.id)/replies", note).status == .unprocessableContent)
            let odd = try await hers.post("/tickets/\(bed.id)/replies", Self.reply("Odd", "<k>"))
            #expect(odd.status == .unprocessableContent && odd.text.contains("no number of its own"))
        }
        for words in ["We looked.", "Odd"] { #expect(try await bed.said(words) == 0, "\(words)") }
    }

    @Test("what was refused has not been done: the same key may try again, also after a colleague's answer")
    func refusedFirst() async throws {
        let bed = try await Bed()
        let ben = try await bed.trial.asker("ben@harbor.example")
        try await bed.trial.run { client in
            let hers = Browser(client, bed.ana)
            let seen = try #require(try await hers.get("/tickets/\(bed.id)").value(of: "seen"))
            try await bed.trial.office.answer(.reply, text: "The relay.", on: Ticket.ID(bed.id), by: ben)
            let reply = Self.reply("Which relay?", "k")
            let refused = try await hers.post("/tickets/\(bed.id)/replies", reply + [("seen", seen)])
            #expect(refused.status == .unprocessableContent)
            let now = try #require(refused.value(of: "seen"))
            // The last is sent again with what its page knew first: done is done.
            for known in [now, seen] {
                let sent = try await hers.post("/tickets/\(bed.id)/replies", reply + [("seen", known)])
                #expect(sent.status == .seeOther)
            }
        }
        #expect(try await bed.said("Which relay?") == 1)
    }

    @Test("an answer that waits to go out waits once; a ticket is resolved and given away once")
    func acts() async throws {
        let bed = try await Bed(undo: "")
        try await bed.trial.run { client in
            let hers = Browser(client, bed.ana)
            _ = try await hers.get("/tickets/\(bed.id)")
            for _ in 0..<2 {
                _ = try await hers.post("/tickets/\(bed.id)/replies", Self.reply("Held.", "k-1"))
                _ = try await hers.post(
                    "/tickets/\(bed.id)/assignment",
                    [("person", "\(bed.ana.person.rawValue)"), (SentOnce.field, "k-2")])
            }
            let held = try await bed.trial.database.read { try $0.heldAnswers(ofTicket: bed.id) }
            #expect(held.map(\.text) == ["Held."])
            for _ in 0..<2 {
                let done = try await hers.post(
                    "/tickets/\(bed.id)/resolution", [("text", "It runs."), (SentOnce.field, "k-3")])
                #expect(done.status == .seeOther, "\(done.text.suffix(300))")
            }
            let both = try await bed.trial.database.read { try $0.heldAnswers(ofTicket: bed.id) }
            #expect(both.map(\.text) == ["Held.", "It runs."])
        }
        let given = try await bed.trial.database.read { try $0.facts(of: .ticket(bed.id)) }
            .filter { $0.fact.kind == "assigned" }
        #expect(given.count == 1)
    }

    @Test("files count as part of what was sent")
    func files() async throws {
        let bed = try await Bed()
        try await bed.trial.run { client in
            let place = "/tickets/\(bed.id)/replies"
            let fields = Self.reply("With a file.", "k")
            for _ in 0..<2 {
                let sent = try await PortalTests.post(client, bed.ana, place, fields, file: "steps.txt")
                #expect(sent.status == .seeOther)
            }
            let other = try await PortalTests.post(client, bed.ana, place, fields, file: "more.txt")
            #expect(other.status == .unprocessableContent)
        }
        #expect(try await bed.said("With a file.") == 1)
    }
}
