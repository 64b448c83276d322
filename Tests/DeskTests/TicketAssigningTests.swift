import Agreements
import BusinessTime
import Desk
import DulyTesting
import Testing

@Suite("Who has a ticket")
struct TicketAssigningTests {
    private static func to(_ person: Int64?, _ group: String = "Front desk") -> Command.What {
        .assign(Assignment(person: person.map(Person.ID.init), group: group))
    }

    @Test("what is so already is no fact: put back by nobody to nobody, given to who has it")
    func unchanged() throws {
        var desk = try Scenario()
        try desk.at("Mon 10:00", Cast.carla, .receive(.normal))
        #expect(try desk.at("Mon 10:05", Self.to(nil)).isEmpty, "nobody had it")
        #expect(try desk.at("Mon 10:10", Self.to(1)) == [.assigned])
        #expect(try desk.at("Mon 10:15", Cast.ben, Self.to(1)).isEmpty, "she has it")
        #expect(try desk.at("Mon 10:20", Self.to(1, "Senior support")) == [.assigned], "of another group")
        #expect(try desk.at("Mon 10:25", Self.to(nil, "Senior support")) == [.assigned])
        let said = try desk.at("Mon 10:30", .desk, Self.to(nil, "Senior support"))
        #expect(said == [.assigned], "a rule says that it finds nobody")
    }

    @Test("who answers in public what nobody has gets it; a note, a program and Carla herself do not")
    func answerer() throws {
        func answerer(_ who: Actor, _ what: Command.What, after: Command.What? = nil) throws -> Person.ID? {
            var desk = try Scenario()
            try desk.at("Mon 10:00", Cast.carla, .receive(.normal))
            if let after { try desk.at("Mon 10:05", after) }
            let before = desk.facts.count
            try desk.at("Mon 10:10", who, what)
            return desk.ticket.answerer(in: Array(desk.facts[before...]))
        }
        let ben = Person.ID(2)
        for what: Command.What in [
            .reply(2), .acknowledge(2), .resolve(2), .ask(2),
            .markOutOfScope(reason: "A new shop", notice: Cast.text(2)), .converse(Cast.text(2)),
        ] { #expect(try answerer(Cast.ben, what) == ben, "\(what)") }
        #expect(try answerer(Cast.ben, .extend(4, notice: 2), after: .acknowledge(3)) == ben)
        #expect(try answerer(Cast.ben, .note(Cast.text(2))) == nil)
        #expect(try answerer(Cast.carla, .answer(2)) == nil)
        #expect(try answerer(Cast.robot, .reply(2)) == nil)
        #expect(try answerer(Cast.ben, .reply(2), after: Self.to(1)) == nil, "Ana has it")
    }
}
