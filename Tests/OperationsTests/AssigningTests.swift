import Agreements
import BusinessTime
import Desk
import Operations
import Storage
import Testing

@Suite("Tickets given by the rule of their group")
struct AssigningTests {
    fileprivate struct Bed {
        let trial: Trial
        let ana: Access.Asker
        let ben: Access.Asker
        let ivo: Access.Asker

        /// Monday 10:00: Ana and Ben are the front desk, and both are on.
        init(_ rule: String) async throws {
            trial = try await Trial(at: "2026-11-23 10:00")
            ana = try await trial.asker("ana@harbor.example")
            ben = try await trial.asker("ben@harbor.example")
            ivo = try await trial.asker("ivo@harbor.example")
            try await trial.office.setMembers(
                [ana.person.rawValue, ben.person.rawValue], of: "Front desk", by: ivo)
            try await trial.office.set(rule, ofGroup: "Front desk", by: ivo)
        }

        /// Carla asks so often; gives who has each.
        func asks(_ count: Int) async throws -> [String] {
            var holders: [String] = []
            for number in 1...count {
                let ticket = try await trial.ticket(try await trial.carlaAsks("Export \(number)")).ticket
                holders.append(name(ticket.assignee))
            }
            return holders
        }

        func name(_ person: Person.ID?) -> String {
            person == ana.person ? "Ana" : person == ben.person ? "Ben" : "nobody"
        }

        func lastGiven(_ id: Int64) async throws -> (by: Actor, given: Assignment)? {
            let fact = try await trial.ticket(Ticket.ID(id)).facts.last
            guard let fact, case .assigned(let given) = fact.what else { return nil }
            return (fact.by, given)
        }
    }

    @Test("in turn: one after the other, a fact of the desk with its reason, and told by mail")
    func inTurn() async throws {
        let bed = try await Bed("in-turn")
        #expect(try await bed.asks(4) == ["Ana", "Ben", "Ana", "Ben"])
        let last = try #require(try await bed.lastGiven(1))
        #expect(last.by == .desk && last.given.reason == "in turn")
        let told = try await bed.trial.database.read { reader in
            try reader.outbox(limit: 200).count { $0.envelopeTo == "ana@harbor.example" }
        }
        #expect(told == 2, "Ana knows of both")
        #expect(try await bed.trial.office.reindex().changed.isEmpty, "the index is what the facts say")
    }

    @Test("by load: who has the fewest open, of all groups; what is resolved counts no more")
    func byLoad() async throws {
        let bed = try await Bed("by-load")
        #expect(try await bed.asks(2) == ["Ana", "Ben"])
        // Ben gives his to Ana: she has two, he has none.
        let given = Assignment(person: bed.ana.person, group: "Front desk")
        try await bed.trial.office.act(.assign(given), on: Ticket.ID(2), by: bed.ben)
        #expect(try await bed.asks(3) == ["Ben", "Ben", "Ana"])
        #expect(try await bed.lastGiven(3)?.given.reason == "least open: 0")
        #expect(try await bed.lastGiven(5)?.given.reason == "least open: 2")
        for id in [Int64(1), 2] {
            try await bed.trial.office.answer(
                .resolve(.answer), text: "Solved.", on: Ticket.ID(id), by: bed.ana)
        }
        _ = try await Delivery(office: bed.trial.office) { _ in .accepted("250 2.0.0 queued") }.drain()
        #expect(try await bed.asks(1) == ["Ana"])
    }

    @Test("only who is on gets one; where nobody is, it lies with the group and says so")
    func on() async throws {
        let bed = try await Bed("in-turn")
        let (first, last) = (try #require(LocalDate("2026-11-23")), try #require(LocalDate("2026-11-24")))
        try await bed.trial.office.addAbsence(from: first, to: last, of: bed.ana.person, by: bed.ana)
        #expect(try await bed.asks(2) == ["Ben", "Ben"])
        try bed.trial.set("2026-11-24 22:00")
        #expect(try await bed.asks(1) == ["nobody"])
        let left = try #require(try await bed.lastGiven(3))
        #expect(left.by == .desk && left.given.group == "Front desk")
        #expect(left.given.reason == "nobody there is on now")
        try bed.trial.set("2026-11-25 10:00")
        #expect(
            try await bed.asks(3) == ["Ana", "Ben", "Ana"], "back, she gets one, not all that she missed")
    }

    @Test("a disabled colleague and one of sales get none; by hand, nobody gets one by itself")
    func who() async throws {
        let bed = try await Bed("by-hand")
        #expect(try await bed.asks(1) == ["nobody"])
        #expect(try await bed.trial.ticket(Ticket.ID(1)).facts.count == 1)
        try await bed.trial.office.set("in-turn", ofGroup: "Front desk", by: bed.ivo)
        try await bed.change("ben@harbor.example") { $0.role = Role.sales.rawValue }
        #expect(try await bed.asks(2) == ["Ana", "Ana"])
        try await bed.change("ana@harbor.example") { $0.disabledAt = bed.trial.office.clock() }
        #expect(try await bed.asks(1) == ["nobody"])
    }

    @Test("undone by hand it stays with nobody; given to another group, that group's rule is asked")
    func byPeople() async throws {
        let bed = try await Bed("in-turn")
        let office = bed.trial.office
        _ = try await bed.asks(1)
        try await office.act(
            .assign(Assignment(person: nil, group: "Front desk")), on: Ticket.ID(1), by: bed.ana)
        #expect(try await bed.trial.ticket(Ticket.ID(1)).ticket.assignee == nil)
        try await office.setMembers([bed.ben.person.rawValue], of: "Senior support", by: bed.ivo)
        try await office.set("by-load", ofGroup: "Senior support", by: bed.ivo)
        try await office.act(
            .assign(Assignment(person: nil, group: "Senior support")), on: Ticket.ID(1), by: bed.ana)
        #expect(try await bed.trial.ticket(Ticket.ID(1)).ticket.assignee == bed.ben.person)
    }

    @Test("what moves up is given by the rule of the next tier's group, by the alarm as by hand")
    func escalated() async throws {
        let bed = try await Bed("by-hand")
        let office = bed.trial.office
        try await office.setMembers([bed.ben.person.rawValue], of: "Senior support", by: bed.ivo)
        try await office.set("by-load", ofGroup: "Senior support", by: bed.ivo)
        _ = try await bed.asks(2)
        try await office.act(.escalate(to: .tier2, reason: "Too deep"), on: Ticket.ID(1), by: bed.ana)
        #expect(try await bed.trial.ticket(Ticket.ID(1)).ticket.assignee == bed.ben.person)
        // Ana takes the other one; past its deadline the agreement moves it up, and she no longer has it.
        try await office.act(
            .assign(Assignment(person: bed.ana.person, group: "Front desk")), on: Ticket.ID(2), by: bed.ana)
        try bed.trial.set("2026-11-23 15:30")
        try await Alarm(office: office).ring()
        let moved = try await bed.trial.ticket(Ticket.ID(2))
        #expect(moved.ticket.tier == .tier2 && moved.ticket.group == "Senior support")
        #expect(moved.ticket.assignee == bed.ben.person)
        #expect(try await office.reindex().changed.isEmpty)
    }

    @Test("twenty mails at once: each turn is taken once")
    func together() async throws {
        let bed = try await Bed("in-turn")
        let trial = bed.trial
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...20 { group.addTask { _ = try await trial.carlaAsks("Export \(number)") } }
            try await group.waitForAll()
        }
        var count: [String: Int] = [:]
        for id in Int64(1)...20 {
            count[bed.name(try await trial.ticket(Ticket.ID(id)).ticket.assignee), default: 0] += 1
        }
        #expect(count == ["Ana": 10, "Ben": 10])
    }

    @Test("an administrator alone sets the rule, of those that there are")
    func allowed() async throws {
        let bed = try await Bed("by-hand")
        await #expect(throws: Access.Denial.self) {
            try await bed.trial.office.set("in-turn", ofGroup: "Front desk", by: bed.ana)
        }
        let refusal = await #expect(throws: Refusal.self) {
            try await bed.trial.office.set("by-luck", ofGroup: "Front desk", by: bed.ivo)
        }
        #expect(refusal?.field == "assigning")
        #expect(refusal?.remedy == "Choose one of: by-hand, in-turn, by-load.")
    }
}

extension AssigningTests.Bed {
    fileprivate func change(
        _ address: String, _ body: @escaping @Sendable (inout StoredPerson) -> Void
    ) async throws {
        try await trial.database.write { writer in
            guard var person = try writer.person(address: address) else { return }
            body(&person)
            try writer.update(person)
        }
    }
}
