import Agreements
import BusinessTime
import Desk
import DulyTesting
import Testing

@Suite("Who wrote last, and what a ticket has to tell whom")
struct TicketAnsweringTests {
    private func asked() throws -> Scenario {
        var desk = try Scenario()
        try desk.at("Mon 10:00", Cast.carla, .receive(.normal))
        try desk.at("Mon 10:05", .acknowledge(2))
        return desk
    }

    private static func told(_ desk: Scenario) -> [String] {
        desk.ticket.tidings(of: desk.facts).map { "\($0.kind) to \($0.to) by fact \($0.fact)" }
    }

    @Test(
        "Carla's message waits until somebody answers; an absence note and an own note change nothing"
    )
    func waits() throws {
        var desk = try asked()
        #expect(desk.ticket.unanswered == nil, "her inquiry is what the acknowledgment is for")
        try desk.at("Mon 11:00", Cast.carla, .answer(3, automatic: true))
        #expect(desk.ticket.unanswered == nil)
        try desk.at("Mon 11:10", Cast.carla, .answer(4))
        let first = try #require(desk.ticket.unanswered?.fact)
        try desk.at("Mon 11:20", .note(Cast.text(5)))
        #expect(desk.ticket.unanswered?.fact == first)
        try desk.at("Mon 11:30", Cast.carla, .answer(6))
        #expect(try #require(desk.ticket.unanswered?.fact) > first, "the last of them is told anew")
        try desk.at("Mon 11:40", Cast.ben, .reply(7))
        #expect(desk.ticket.unanswered == nil)
        try desk.at("Mon 11:50", Cast.carla, .answer(8))
        try desk.at("Mon 12:00", .resolve(9))
        #expect(desk.ticket.unanswered == nil, "a resolution is an answer")
        try desk.at("Mon 12:10", Cast.carla, .answer(10))
        try desk.at("Mon 12:20", .noFurtherRequest)
        #expect(desk.ticket.unanswered == nil, "thanks ask for nothing")
    }

    @Test(
        "Ana says that it needs no answer: no customer and no program can, and where nothing waits nobody can"
    )
    func needless() throws {
        var desk = try asked()
        #expect(desk.refusal("Mon 10:30", Cast.ana, .needNoAnswer)?.code == "nothing-to-answer")
        try desk.at("Mon 11:00", Cast.carla, .answer(3))
        #expect(desk.refusal("Mon 11:10", Cast.carla, .needNoAnswer)?.code == "named-person")
        #expect(desk.refusal("Mon 11:10", Cast.robot, .needNoAnswer)?.code == "named-person")
        let due = desk.deadline(.resolution)
        #expect(try desk.at("Mon 11:10", .needNoAnswer) == [.neededNoAnswer])
        #expect(desk.ticket.unanswered == nil && desk.deadline(.resolution) == due)
        #expect(desk.refusal("Mon 11:20", Cast.ana, .needNoAnswer)?.code == "nothing-to-answer")
    }

    @Test("a reply is told to whoever has the ticket, and to its group where nobody has")
    func holder() throws {
        var desk = try asked()
        try desk.at("Mon 11:00", Cast.carla, .answer(3))
        #expect(Self.told(desk).map { $0.prefix { $0 != "b" } } == ["replied to group "])
        try desk.at("Mon 11:10", Cast.eva, .assign(Assignment(person: Person.ID(1), group: "Front desk")))
        let told = Self.told(desk)
        #expect(told.contains { $0.hasPrefix("replied to person(1)") })
        #expect(told.contains { $0.hasPrefix("assigned to person(1)") }, "Eva gave it to her")
        try desk.at("Mon 11:15", Cast.eva, .assign(Assignment(person: Person.ID(2), group: "Front desk")))
        try desk.at("Mon 11:20", Cast.ana, .assign(Assignment(person: Person.ID(1), group: "Front desk")))
        #expect(!Self.told(desk).contains { $0.hasPrefix("assigned") }, "she took it herself")
    }

    @Test("escalated, reopened and disputed are told until that is over")
    func others() throws {
        var desk = try asked()
        try desk.at("Mon 11:00", .escalate(to: .tier2, reason: "Hard"))
        #expect(Self.told(desk).contains { $0.hasPrefix("escalated to group") })
        try desk.at("Mon 11:10", Cast.ben, .assign(Assignment(person: Person.ID(2), group: "Senior support")))
        #expect(Self.told(desk).isEmpty)
        try desk.at("Mon 11:20", Cast.ben, .resolve(3))
        try desk.at("Mon 11:30", Cast.carla, .answer(4))
        #expect(Set(Self.told(desk).map { String($0.prefix { $0 != " " }) }) == ["replied", "reopened"])
        #expect(Self.told(desk).allSatisfy { $0.contains("person(2)") })
        try desk.at("Mon 11:40", Cast.ben, .resolve(5))
        #expect(Self.told(desk).isEmpty, "what is resolved tells nobody")
        try desk.at("Mon 11:50", Cast.carla, .object(reason: "It still stops"))
        #expect(Self.told(desk).contains { $0.hasPrefix("objected to managers") })
        try desk.at("Mon 12:00", Cast.eva, .answerObjection(upheld: false, reason: "It is another fault"))
        #expect(!Self.told(desk).contains { $0.hasPrefix("objected") })
    }
}
