import Agreements
import Desk
import HTTPTypes
import HummingbirdTesting
import Operations
import Storage
import Testing

@Suite("The bell: what asks for one person")
struct BellToldTests {
    /// What stands on somebody's bell of a ticket: the kinds, in a line.
    private static func told(
        _ trial: WebTrial, _ client: any TestClientProtocol, _ address: String, of id: Int64
    ) async throws -> String {
        let session = try await trial.session(of: address)
        let page = try await client.execute(uri: "/bell", method: .get, headers: session.headers).text
        let items = page.matches(of: /<li data-kind="[^"]*">.*?<\/li>/)
        let item = items.first { $0.0.contains("href=\"/tickets/\(id)\"") }
        guard let item else { return "" }
        let kinds = item.0.matches(of: /<span class="bell-kind">([^<]*)<|<strong>([^<]*)</)
        return kinds.map { String($0.1 ?? $0.2 ?? "") }.joined(separator: ", ")
    }

    private static func see(_ trial: WebTrial, _ addresses: String...) async throws {
        for address in addresses {
            let asker = try await trial.asker(address)
            try await trial.office.see(newsThrough: .max, by: asker)
        }
    }

    /// Seen by all, acknowledged, and nobody has it.
    private static func ticket(_ trial: WebTrial) async throws -> Int64 {
        let id = try await trial.carlaAsks()
        let ana = try await trial.asker("ana@harbor.example")
        try await trial.office.answer(.acknowledge, text: "I look.", on: Ticket.ID(id), by: ana)
        try await trial.settle()
        try await see(
            trial, "ana@harbor.example", "ben@harbor.example", "mara@harbor.example", "ivo@harbor.example")
        return id
    }

    private static func give(_ id: Int64, to address: String?, by giver: String, _ trial: WebTrial)
        async throws
    {
        let person = try await trial.asker(giver)
        let to = if let address { try await trial.asker(address).person } else { nil as Person.ID? }
        try await trial.office.act(
            .assign(Assignment(person: to, group: "Front desk")), on: Ticket.ID(id), by: person)
    }

    @Test("Carla's reply rings for the group while nobody has the ticket, and for Ana alone once she has it")
    func replied() async throws {
        let trial = try await WebTrial()
        let id = try await Self.ticket(trial)
        try await Self.give(id, to: nil, by: "ana@harbor.example", trial)
        try await trial.run { client in
            try await RepliedTests.portal(trial, client, id)
            for each in ["ana@harbor.example", "ben@harbor.example", "mara@harbor.example"] {
                #expect(try await Self.told(trial, client, each, of: id) == "Customer replied", "\(each)")
            }
            #expect(
                try await Self.told(trial, client, "ivo@harbor.example", of: id) == "", "not in the group")
            try await Self.see(trial, "ben@harbor.example")
            #expect(try await Self.told(trial, client, "ben@harbor.example", of: id) == "", "read by him")
            #expect(try await Self.told(trial, client, "ana@harbor.example", of: id) != "", "and not by her")
            try await RepliedTests.portal(trial, client, id)
            #expect(try await Self.told(trial, client, "ben@harbor.example", of: id) != "", "another one")
            try await Self.give(id, to: "ana@harbor.example", by: "ana@harbor.example", trial)
            #expect(try await Self.told(trial, client, "ben@harbor.example", of: id) == "")
            #expect(try await Self.told(trial, client, "ana@harbor.example", of: id) == "Customer replied")
            let ana = try await trial.asker("ana@harbor.example")
            try await trial.office.answer(.reply, text: "Tomorrow.", on: Ticket.ID(id), by: ana)
            #expect(try await Self.told(trial, client, "ana@harbor.example", of: id) == "", "answered")
        }
    }

    @Test("Mara gives it to Ana, Ana follows another; Carla reopens hers; a note names Ben")
    func own() async throws {
        let trial = try await WebTrial()
        let id = try await Self.ticket(trial)
        let (ana, ben) = (
            try await trial.asker("ana@harbor.example"), try await trial.asker("ben@harbor.example")
        )
        try await Self.give(id, to: nil, by: "ana@harbor.example", trial)
        try await trial.run { client in
            try await Self.give(id, to: "ana@harbor.example", by: "mara@harbor.example", trial)
            #expect(try await Self.told(trial, client, "ana@harbor.example", of: id) == "Given to you")
            #expect(try await Self.told(trial, client, "ben@harbor.example", of: id) == "")
            try await trial.office.answer(.note, text: "@ben, is it the cache?", on: Ticket.ID(id), by: ana)
            #expect(try await Self.told(trial, client, "ben@harbor.example", of: id) == "Names you")
            #expect(try await Self.told(trial, client, "mara@harbor.example", of: id) == "")
            try await trial.office.answer(.resolve(.fix), text: "Fixed.", on: Ticket.ID(id), by: ana)
            try await trial.settle()
            #expect(
                try await Self.told(trial, client, "ben@harbor.example", of: id) == "Names you",
                "asked is asked")
            try await Self.see(trial, "ana@harbor.example", "ben@harbor.example")
            let carla = try await trial.session(of: "carla@acme.example")
            let again = try await client.execute(
                uri: "/portal/tickets/\(id)/reopening", method: .post, headers: carla.sending,
                body: carla.form("text=It+stops+again"))
            #expect(again.status == .seeOther)
            #expect(
                try await Self.told(trial, client, "ana@harbor.example", of: id)
                    == "Open again, Customer replied")
            #expect(try await Self.told(trial, client, "ben@harbor.example", of: id) == "")
            try await trial.database.write { writer in
                let turn = Office.Turn(on: Ticket.ID(id), by: ben, way: .page, at: trial.clock.now)
                try trial.office.follow("", turn, writer)
            }
            #expect(
                try await Self.told(trial, client, "ben@harbor.example", of: id)
                    == "Open again, Customer replied",
                "who follows it hears of it")
        }
    }

    @Test("an escalation rings for the tier that gets it, a dispute for managers")
    func others() async throws {
        let trial = try await WebTrial()
        let id = try await Self.ticket(trial)
        let ana = try await trial.asker("ana@harbor.example")
        try await trial.run { client in
            try await trial.office.act(.escalate(to: .tier2, reason: "Hard"), on: Ticket.ID(id), by: ana)
            #expect(try await Self.told(trial, client, "ben@harbor.example", of: id) == "Escalated")
            #expect(try await Self.told(trial, client, "ana@harbor.example", of: id) == "", "she did it")
            try await Self.see(trial, "ben@harbor.example", "mara@harbor.example")
            let ben = try await trial.asker("ben@harbor.example")
            try await trial.office.answer(
                .outOfScope(reason: "Custom work"), text: "Custom work", on: Ticket.ID(id), by: ben)
            try await trial.settle()
            let carla = try await trial.session(of: "carla@acme.example")
            let disputed = try await client.execute(
                uri: "/portal/tickets/\(id)/disputes", method: .post, headers: carla.sending,
                body: carla.form("mark=out-of-scope&reason=It+is+a+bug"))
            #expect(disputed.status == .seeOther, "\(disputed.text)")
            #expect(try await Self.told(trial, client, "mara@harbor.example", of: id) == "Disputed")
            #expect(try await Self.told(trial, client, "ben@harbor.example", of: id) == "")
        }
    }

    @Test("nothing rings of a ticket that one may no longer see")
    func hidden() async throws {
        let trial = try await WebTrial()
        let id = try await Self.ticket(trial)
        let ben = try await trial.asker("ben@harbor.example")
        try await trial.office.answer(.note, text: "@ana, look", on: Ticket.ID(id), by: ben)
        let mara = try await trial.asker("mara@harbor.example")
        try await trial.run { client in
            #expect(try await Self.told(trial, client, "ana@harbor.example", of: id) == "Names you")
            try await trial.office.act(
                .assign(Assignment(person: nil, group: "Specialists")), on: Ticket.ID(id), by: mara)
            #expect(try await Self.told(trial, client, "ana@harbor.example", of: id) == "")
            try await RepliedTests.portal(trial, client, id)
            #expect(
                try await Self.told(trial, client, "mara@harbor.example", of: id) == "Customer replied",
                "nobody is in that group: a manager stands in")
        }
    }
}
