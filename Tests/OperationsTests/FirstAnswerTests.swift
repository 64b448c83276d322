import Agreements
import BusinessTime
import Desk
import Storage
import Testing

@testable import Operations

@Suite("Who answers first has the ticket")
struct FirstAnswerTests {
    private typealias Bed = HeldAnswerTests.Bed

    private static func holder(_ bed: Bed) async throws -> Person.ID? {
        try await bed.trial.ticket(bed.id).ticket.assignee
    }

    @Test("Ana answers what nobody has: it is hers, with the reason; Ben's next word changes nothing")
    func first() async throws {
        let bed = try await Bed("0")
        let office = bed.trial.office
        try await office.answer(.note, text: "A look at the log first.", on: bed.id, by: bed.ben)
        #expect(try await Self.holder(bed) == nil, "a note answers nobody")
        try await office.answer(.reply, text: "We look at it.", on: bed.id, by: bed.ana)
        let last = try #require(try await bed.trial.ticket(bed.id).facts.last)
        guard case .assigned(let given) = last.what else {
            Issue.record("\(last.what)")
            return
        }
        #expect(given == Assignment(person: bed.ana.person, group: "Front desk", reason: "first to answer"))
        #expect(last.by == .agent(bed.ana.person))
        try await office.answer(.reply, text: "I help too.", on: bed.id, by: bed.ben)
        #expect(try await Self.holder(bed) == bed.ana.person)
        #expect(try await bed.kinds().count { $0 == .assigned } == 1)
        let told = try await bed.trial.database.read { reader in
            try reader.outbox(limit: 200).count { $0.envelopeTo == "ana@harbor.example" }
        }
        #expect(told == 0, "nobody is mailed what they did themselves")
        #expect(try await office.reindex().changed.isEmpty, "the index is what the facts say")
    }

    @Test("an answer that waits gives nothing yet, taken back it never does, and sent it does")
    func undone() async throws {
        let bed = try await Bed()
        try await bed.send()
        #expect(try await Self.holder(bed) == nil)
        let number = try #require(try await bed.held().first?.id)
        try await bed.turn(bed.ana) { try bed.trial.office.recall(number, $0, $1) }
        try await bed.wait(60)
        #expect(try await Self.holder(bed) == nil)
        try await bed.send(.resolve(.answer), "Restart it.")
        try await bed.wait(10)
        #expect(try await Self.holder(bed) == bed.ana.person)
    }

    @Test("moved up to another group, a word of tier 1 leaves it with that group; Ben's takes it")
    func outside() async throws {
        let bed = try await Bed("0")
        let office = bed.trial.office
        let ivo = try await bed.trial.asker("ivo@harbor.example")
        try await office.setMembers([bed.ben.person.rawValue], of: "Senior support", by: ivo)
        try await office.act(.escalate(to: .tier2, reason: "Hard"), on: bed.id, by: bed.ana)
        try await office.answer(.reply, text: "Others look at it now.", on: bed.id, by: bed.ana)
        #expect(try await Self.holder(bed) == nil, "Ana kept the view alone")
        try await office.answer(.reply, text: "I have it.", on: bed.id, by: bed.ben)
        #expect(try await Self.holder(bed) == bed.ben.person)
    }

    @Test("what the rule of the group left with nobody is whose who answers it all the same")
    func left() async throws {
        let bed = try await Bed("0")
        let ivo = try await bed.trial.asker("ivo@harbor.example")
        let office = bed.trial.office
        try await office.setMembers(
            [bed.ana.person.rawValue, bed.ben.person.rawValue], of: "Front desk", by: ivo)
        try await office.set("in-turn", ofGroup: "Front desk", by: ivo)
        try bed.trial.set("2026-11-24 22:00")
        let night = try await bed.trial.carlaAsks("At night")
        #expect(try await bed.trial.ticket(night).ticket.assignee == nil, "nobody is on")
        try await office.answer(.reply, text: "I am still here.", on: night, by: bed.ben)
        #expect(try await bed.trial.ticket(night).ticket.assignee == bed.ben.person)
        try bed.trial.set("2026-11-25 10:00")
        #expect(try await office.handOut() == 0, "it lies there no more")
        let given = try await bed.trial.carlaAsks("By day")
        let holder = try #require(try await bed.trial.ticket(given).ticket.assignee)
        let other = holder == bed.ana.person ? bed.ben : bed.ana
        try await office.answer(.reply, text: "A word of mine.", on: given, by: other)
        #expect(try await bed.trial.ticket(given).ticket.assignee == holder, "the rule gave it")
    }
}
