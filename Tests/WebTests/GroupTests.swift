import Agreements
import Desk
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@Suite("Groups: an agent sees the tickets of their groups and no others")
struct GroupTests {
    private static func status(
        _ client: any TestClientProtocol, _ uri: String, _ session: WebTrial.Session
    ) async throws -> Int {
        try await client.execute(uri: uri, method: .get, headers: session.headers).status.code
    }

    @Test(
        "escalated, the second line has it and the first keeps its view, in the list, the count and a search")
    func escalated() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks("The zebra export stops")
        let (ana, ivo) = (
            try await trial.session(of: "ana@harbor.example"), try await trial.asker("ivo@harbor.example")
        )
        let ben = try await trial.session(of: "ben@harbor.example")
        try await trial.office.set("ben@harbor.example", in: "Front desk", isMember: false, by: ivo)
        try await trial.run { client in
            func sees(_ session: WebTrial.Session) async throws -> [Bool] {
                let queue = try await client.execute(uri: "/queue", method: .get, headers: session.headers)
                let found = try await client.execute(
                    uri: "/queue?q=zebra", method: .get, headers: session.headers)
                let count = try await client.execute(
                    uri: "/queue/summary", method: .get, headers: session.headers)
                return [
                    queue.text.contains("zebra"), found.text.contains("The zebra"),
                    count.text.contains("1 open"),
                    try await Self.status(client, "/tickets/\(id)", session) == 200,
                ]
            }
            #expect(try await sees(ana) == [true, true, true, true])
            #expect(try await sees(ben) == [false, false, false, false])
            let sent = try await client.execute(
                uri: "/tickets/\(id)/escalations", method: .post, headers: ana.sending,
                body: ana.form("tier=2&reason=The+directory+is+down"))
            #expect(sent.headers[.location] == "/tickets/\(id)")
            #expect(try await sees(ben) == [true, true, true, true])
            #expect(try await sees(ana) == [true, true, true, true], "the former tier keeps its view")
            let ticket = try await trial.ticket(id)
            #expect(ticket.group == "Senior support" && ticket.otherGroups == ["Front desk"])
            let page = try await client.execute(uri: "/tickets/\(id)", method: .get, headers: ben.headers)
            #expect(page.text.contains("escalated it to tier 2, Senior support"))
            // Given by hand to one group, it leaves all others.
            _ = try await client.execute(
                uri: "/tickets/\(id)/assignment", method: .post, headers: ben.sending,
                body: ben.form("person=&group=Specialists"))
            #expect(try await sees(ana) == [false, false, false, false])
            #expect(try await sees(ben) == [false, false, false, false])
        }
        #expect(try await trial.office.reindex().changed.isEmpty, "the index is what the facts say")
    }

    @Test("it is given to nobody who would not see it")
    func assignedElsewhere() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let ana = try await trial.session(of: "ana@harbor.example")
        let ben = try await trial.session(of: "ben@harbor.example")
        try await trial.run { client in
            func assign(_ fields: String) async throws -> TestResponse {
                try await client.execute(
                    uri: "/tickets/\(id)/assignment", method: .post, headers: ben.sending,
                    body: ben.form(fields))
            }
            let refused = try await assign("person=\(ana.person)&group=Senior+support")
            #expect(refused.status == .unprocessableContent)
            #expect(refused.text.contains("Ana Lima is not in Senior support and would not see the ticket."))
            let unknown = try await assign("person=&group=Nowhere")
            #expect(unknown.text.contains("There is no group"))
            #expect(try await assign("person=\(ben.person)&group=Senior+support").status == .seeOther)
        }
        let ticket = try await trial.ticket(id)
        #expect(ticket.assignee == ben.person && ticket.group == "Senior support")
    }

    @Test("a group that the desk lacks hides nothing; once it is there, its tickets are its own")
    func unknownGroup() async throws {
        let trial = try await WebTrial()
        let ivo = try await trial.asker("ivo@harbor.example")
        let id = try await trial.carlaAsks()
        let given = Assignment(person: nil, group: "Night shift")
        try await trial.office.act(.assign(given), on: Ticket.ID(id), by: ivo.asAgent)
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            #expect(try await Self.status(client, "/tickets/\(id)", ana) == 200)
            try await trial.office.addGroup("Night shift", by: ivo)
            #expect(try await Self.status(client, "/tickets/\(id)", ana) == 404)
            try await trial.office.set("ana@harbor.example", in: "Night shift", isMember: true, by: ivo)
            #expect(try await Self.status(client, "/tickets/\(id)", ana) == 200)
        }
    }

    @Test("an administrator adds a group, says who is in it, and removes it while it has no tickets")
    func page() async throws {
        let trial = try await WebTrial()
        _ = try await trial.carlaAsks()
        let ivo = try await trial.session(of: "ivo@harbor.example")
        let ana = try await trial.asker("ana@harbor.example")
        try await trial.run { client in
            func post(_ uri: String, _ fields: String) async throws -> TestResponse {
                try await client.execute(
                    uri: uri, method: .post, headers: ivo.sending, body: ivo.form(fields))
            }
            #expect(try await post("/groups", "name=Night+shift").status == .seeOther)
            let taken = try await post("/groups", "name=night+shift")
            #expect(
                taken.status == .unprocessableContent && taken.text.contains("There is a group night shift"))
            let (id, front) = try await trial.database.read {
                (try $0.group(named: "Night shift") ?? 0, try $0.group(named: "Front desk") ?? 0)
            }
            #expect(try await post("/groups/\(id)/members", "person-\(ana.person)=yes").status == .seeOther)
            let page = try await client.execute(uri: "/groups", method: .get, headers: ivo.headers)
            #expect(page.text.contains("Night shift") && page.text.contains("Remove Night shift"))
            #expect(!page.text.contains("Remove Front desk"), "it has a ticket")
            let refused = try await post("/groups/\(front)/removal", "")
            #expect(refused.status == .unprocessableContent)
            #expect(try await post("/groups/\(id)/removal", "").status == .seeOther)
            #expect(try await post("/groups/\(id)/removal", "").status == .notFound)
        }
        #expect(try await trial.asker("ana@harbor.example").groups == ["Front desk"])
    }

    @Test("how a group gets tickets is set beside its people, and the ticket says who it went to and why")
    func assigning() async throws {
        let trial = try await WebTrial()
        let ivo = try await trial.session(of: "ivo@harbor.example")
        let ana = try await trial.session(of: "ana@harbor.example")
        let front = try await trial.database.read { try $0.group(named: "Front desk") ?? 0 }
        try await trial.run { client in
            let (his, hers) = (Browser(client, ivo), Browser(client, ana))
            let page = try await his.get("/groups")
            #expect(page.text.contains("How Front desk gets tickets"))
            let refused = try await his.post("/groups/\(front)/assigning", [("assigning", "by-luck")])
            #expect(refused.status == .unprocessableContent)
            #expect(refused.text.contains("There is no way of assigning"))
            let set = try await his.post("/groups/\(front)/assigning", [("assigning", "in-turn")])
            #expect(set.status == .seeOther)
            #expect(try await his.get("/groups").text.contains(">in turn</td>"))
            let id = try await trial.carlaAsks()
            let ticket = try await hers.get("/tickets/\(id)").text
            #expect(ticket.contains("gave it to Ana Lima: in turn"))
            #expect(ticket.contains(#"Ana Lima<span class="detail">in turn</span>"#))
            #expect(try await hers.get("/queue").text.contains(">Ana Lima</span>"))
            let back = try await hers.post(
                "/tickets/\(id)/assignment", [("person", ""), ("group", "Front desk")])
            #expect(back.status == .seeOther)
            #expect(
                try await hers.get("/tickets/\(id)").text.contains("put it back to Front desk, with nobody"))
        }
    }

    @Test("the outbox shows the mails of one's own tickets")
    func outbox() async throws {
        let trial = try await WebTrial()
        let mine = try await trial.carlaAsks("The zebra export stops")
        let theirs = try await trial.carlaAsks("The giraffe import stops")
        let mara = try await trial.asker("mara@harbor.example")
        let given = Assignment(person: nil, group: "Specialists")
        try await trial.office.act(.assign(given), on: Ticket.ID(theirs), by: mara)
        for id in [mine, theirs] {
            try await trial.office.answer(.reply, text: "We look into it", on: Ticket.ID(id), by: mara)
        }
        let ben = try await trial.session(of: "ben@harbor.example")
        let boss = try await trial.session(of: "mara@harbor.example")
        try await trial.run { client in
            let his = try await client.execute(uri: "/outbox", method: .get, headers: ben.headers)
            #expect(his.text.contains("zebra") && !his.text.contains("giraffe"))
            let hers = try await client.execute(uri: "/outbox", method: .get, headers: boss.headers)
            #expect(hers.text.contains("zebra") && hers.text.contains("giraffe"))
        }
    }
}

extension Access.Asker {
    /// The same person with a manager's role, for what an administrator may not do to a ticket.
    fileprivate var asAgent: Access.Asker {
        Access.Asker(person: person, role: .manager, groups: groups, means: means)
    }
}
