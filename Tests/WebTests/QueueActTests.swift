import Agreements
import Desk
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@Suite("One act on several tickets")
struct QueueActTests {
    private static func tickets(_ trial: WebTrial) async throws -> [Int64] {
        var ids: [Int64] = []
        for subject in ["The export stops", "The import stops", "The report stops"] {
            ids.append(try await trial.carlaAsks(subject))
        }
        return ids
    }

    private static func query(_ act: String, _ ids: [Int64]) -> String {
        "/queue/acts?act=\(act)&" + ids.map { "ticket=\($0)" }.joined(separator: "&")
    }

    private static func sent(_ act: String, _ ids: [Int64]) -> [(String, String)] {
        [("act", act), ("tickets", ids.map { "\($0)" }.joined(separator: " "))]
    }

    private static func outcomes(_ page: TestResponse) -> [String] {
        page.text.matches(of: /data-outcome="(\w+)"/).map { String($0.1) }
    }

    @Test("ticked, shown before, done: three tickets are Ana's")
    func assigned() async throws {
        let trial = try await WebTrial()
        let ids = try await Self.tickets(trial)
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let browser = Browser(client, ana)
            let queue = try await browser.get("/queue")
            #expect(queue.text.contains(#"name="ticket" value="1" form="queue-acts""#))
            let form = try await browser.get(Self.query("assignment", ids))
            for subject in ["The export stops", "The import stops", "The report stops"] {
                #expect(form.text.contains(subject))
            }
            #expect(form.text.contains("3 tickets"))
            let person = [("person", "\(ana.person)"), ("group", "")]
            let done = try await browser.post("/queue/acts", Self.sent("assignment", ids) + person)
            #expect(Self.outcomes(done) == ["done", "done", "done"] && done.text.contains("3 tickets done"))
            for id in ids { #expect(try await trial.ticket(id).assignee == ana.person) }
        }
    }

    @Test("each is decided by itself: what one refuses is told with its reason, the others are done")
    func partly() async throws {
        let trial = try await WebTrial()
        let ids = try await Self.tickets(trial)
        let mara = try await trial.asker("mara@harbor.example")
        let turn = Command.What.escalate(to: .tier2, reason: "Needs a specialist")
        try await trial.office.act(turn, on: Ticket.ID(ids[1]), by: mara)
        let boss = try await trial.session(of: "mara@harbor.example")
        try await trial.run { client in
            let browser = Browser(client, boss)
            _ = try await browser.get(Self.query("escalations", ids))
            let fields = [("tier", "2"), ("reason", "The directory is down")]
            let page = try await browser.post("/queue/acts", Self.sent("escalations", ids) + fields)
            #expect(Self.outcomes(page) == ["done", "refused", "done"])
            #expect(page.text.contains("2 tickets done, 1 refused"))
            #expect(page.text.contains("The ticket is on tier 2 already."))
            #expect(
                page.text.contains("act=escalations&amp;ticket=\(ids[1])\""), "only what was refused again")
            for id in ids { #expect(try await trial.ticket(id).tier == .tier2) }
            let none = try await browser.post(
                "/queue/acts", Self.sent("escalations", ids) + [("tier", "3"), ("reason", " ")])
            #expect(Self.outcomes(none) == ["refused", "refused", "refused"])
        }
    }

    @Test("severity, category and the mark of no inquiry, each with its own rules")
    func others() async throws {
        let trial = try await WebTrial()
        let ids = try await Self.tickets(trial)
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let browser = Browser(client, ana)
            for (act, fields) in [
                ("severity", [("severity", "high"), ("reason", "")]), ("category", [("category", "usage")]),
                ("inquiry-mark", [("inquiry", "no"), ("reason", "Spam")]),
            ] {
                let form = try await browser.get(Self.query(act, ids))
                #expect(form.status == .ok, "\(act)")
                let page = try await browser.post("/queue/acts", Self.sent(act, ids) + fields)
                #expect(Self.outcomes(page) == ["done", "done", "done"], "\(act): \(page.text)")
            }
            let again = try await browser.post(
                "/queue/acts", Self.sent("category", [ids[0]]) + [("category", "usage")])
            #expect(again.text.contains("It was so already") || Self.outcomes(again) == ["refused"])
            for id in ids { #expect(try await trial.ticket(id).severity == .high) }
        }
    }

    @Test("what Ana can't see is refused by name of its number and says no more; Ivo may not assign")
    func hidden() async throws {
        let trial = try await WebTrial()
        let ids = try await Self.tickets(trial)
        let mara = try await trial.asker("mara@harbor.example")
        let given = Assignment(person: nil, group: "Specialists")
        try await trial.office.act(.assign(given), on: Ticket.ID(ids[2]), by: mara)
        let ana = try await trial.session(of: "ana@harbor.example")
        let ivo = try await trial.session(of: "ivo@harbor.example")
        try await trial.run { client in
            let browser = Browser(client, ana)
            let form = try await browser.get(Self.query("severity", ids + [999]))
            #expect(form.text.contains("2 tickets of those you ticked you can&#39;t see any more."))
            #expect(!form.text.contains("The report stops"))
            let fields = [("severity", "high"), ("reason", "")]
            let page = try await browser.post("/queue/acts", Self.sent("severity", [ids[2], 999]) + fields)
            #expect(Self.outcomes(page) == ["refused", "refused"] && !page.text.contains("The report stops"))
            let admin = Browser(client, ivo)
            let queue = try await admin.get("/queue")
            #expect(queue.text.contains(#"value="severity""#) && !queue.text.contains(#"value="assignment""#))
            #expect(try await admin.get(Self.query("assignment", ids)).status == .forbidden)
            let denied = try await admin.post("/queue/acts", Self.sent("assignment", ids) + [("person", "")])
            #expect(denied.status == .forbidden)
        }
    }

    @Test("nothing ticked, no such act and too many are refused with what to do")
    func refused() async throws {
        let trial = try await WebTrial()
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let browser = Browser(client, ana)
            for (uri, said) in [
                ("/queue/acts?act=severity", "No ticket is ticked."), ("/queue/acts?ticket=1", "no such act"),
                (Self.query("severity", Array(1...101)), "101 tickets are too many at once."),
            ] {
                let page = try await browser.get(uri)
                #expect(page.status == .unprocessableContent && page.text.contains(said), "\(uri)")
            }
        }
    }
}
