import Agreements
import BusinessTime
import Desk
import DulyTesting
import Testing

@Suite("A.1: acknowledging")
struct TicketAcknowledgingTests {
    @Test("received on Monday at 16:50, acknowledged by Tuesday at 09:50, to the second")
    func bound() throws {
        var desk = try Scenario()
        try desk.at("Mon 16:50", Cast.carla, .receive(.normal))
        #expect(desk.deadline(.acknowledgment) == "Tue 09:50")
        var late = desk
        try desk.at("Tue 09:50", .acknowledge(2))
        #expect(desk.standing(.acknowledgment, "Tue 12:00") == "kept Tue 09:50")
        #expect(late.standing(.acknowledgment, "Tue 09:50") == "running 0 min")
        #expect(late.standing(.acknowledgment, "Tue 09:50:01") == "broken by 0 min")
        try late.at("Tue 09:50:01", .acknowledge(2))
        #expect(late.standing(.acknowledgment, "Tue 12:00") == "broken by 0 min, done")
    }

    @Test(
        "kept and broken: exactly one is true of what is done",
        arguments: ["Tue 09:49:59", "Tue 09:50", "Tue 09:50:01"])
    func exactlyOne(time: String) throws {
        var desk = try Scenario()
        try desk.at("Mon 16:50", Cast.carla, .receive(.normal))
        try desk.at(time, .acknowledge(2))
        let clock = try #require(desk.clock(.acknowledgment))
        let done = try #require(clock.doneAt)
        #expect(clock.isKept(doneAt: done) != clock.isBroken(at: desk.instant("Wed 09:00")))
    }

    @Test("a mail counts when our server accepted it, not when it was written")
    func acceptance() throws {
        var desk = try Scenario()
        try desk.at("Mon 16:50", Cast.carla, .receive(.normal))
        #expect(try desk.at("Mon 17:00", .acknowledge(2, shown: false)) == [.replied])
        #expect(desk.standing(.acknowledgment, "Mon 17:01") == "running 1 h 49 min")
        #expect(try desk.at("Mon 17:02", .desk, .accepted(2)) == [.delivered, .acknowledged])
        #expect(desk.standing(.acknowledgment, "Tue 12:00") == "kept Mon 17:02")
        #expect(desk.ticket.acknowledgment?.by == Cast.ana)
    }

    @Test("what our side could not send does not acknowledge")
    func ours() throws {
        var desk = try Scenario()
        try desk.at("Mon 16:50", Cast.carla, .receive(.normal))
        try desk.at("Mon 17:00", .acknowledge(2, shown: false))
        try desk.at("Mon 17:01", .desk, .messageFailed(Message.ID(2), reason: "no route", ours: true))
        #expect(desk.ticket.acknowledgedAt == nil)
    }

    @Test("a rejection by the customer's server leaves the date and alerts the agent")
    func rejection() throws {
        var desk = try Scenario()
        try desk.at("Mon 16:50", Cast.carla, .receive(.normal))
        try desk.at("Mon 17:00", .assign(Assignment(person: Person.ID(1), group: "Front desk")))
        try desk.at("Mon 17:00", .acknowledge(2, shown: false))
        try desk.at("Mon 17:02", .desk, .accepted(2))
        try desk.at("Mon 17:05", .desk, .messageFailed(Message.ID(2), reason: "unknown user", ours: false))
        #expect(desk.standing(.acknowledgment, "Tue 12:00") == "kept Mon 17:02")
        let told = notices(for: Array(desk.facts.suffix(1)), ticket: desk.ticket, terms: desk.terms)
        #expect(told.map(\.kind) == [.deliveryFailed(Message.ID(2))])
        #expect(told.map(\.to) == [.person(Person.ID(1))])
    }

    @Test("a program never acknowledges")
    func program() throws {
        var desk = try Scenario()
        try desk.at("Mon 16:50", Cast.carla, .receive(.normal))
        for what in [Command.What.acknowledge(2), .converse(Cast.text(2)), .ask(2), .resolve(2)] {
            let refusal = desk.refusal("Mon 17:00", Cast.robot, what)
            #expect(refusal?.code == "named-person")
            #expect(refusal?.clause != nil)
        }
        #expect(try desk.at("Mon 17:00", Cast.robot, .reply(2)) == [.replied])
        #expect(try desk.at("Mon 17:00", .desk, .reply(3)) == [.replied])
        #expect(desk.ticket.acknowledgedAt == nil)
    }

    @Test("an automatic receipt acknowledges where the terms say so, and nowhere else")
    func automatic() throws {
        var desk = try Scenario { $0.acknowledge.automatic = true }
        try desk.at("Mon 16:50", Cast.carla, .receive(.normal))
        #expect(try desk.at("Mon 16:51", .desk, .reply(2)) == [.replied, .acknowledged])
    }

    @Test("done while closed it acknowledges then, and the next clock counts from the next opening")
    func closed() throws {
        var desk = try Scenario()
        try desk.at("Mon 16:50", Cast.carla, .receive(.normal))
        try desk.at("Mon 20:00", .acknowledge(2))
        #expect(desk.standing(.acknowledgment, "Mon 20:00") == "kept Mon 20:00")
        #expect(desk.deadline(.resolution) == "Fri 09:00")
        #expect(desk.standing(.resolution, "Tue 08:00") == "running 27 h 0 min")
    }

    @Test("a second acknowledgment is refused, a second answer is not counted")
    func once() throws {
        var desk = try Scenario()
        try desk.at("Mon 10:00", Cast.carla, .receive(.normal))
        try desk.at("Mon 10:30", .acknowledge(2))
        #expect(desk.refusal("Mon 11:00", Cast.ben, .acknowledge(3))?.code == "already-acknowledged")
        #expect(try desk.at("Mon 11:00", Cast.ben, .reply(3)) == [.replied])
        #expect(desk.standing(.acknowledgment, "Mon 12:00") == "kept Mon 10:30")
    }

    @Test("a call logged up to five minutes afterwards counts when it happened, later when it was logged")
    func late() throws {
        var desk = try Scenario()
        try desk.at("Mon 10:00", Cast.carla, .receive(.normal))
        var prompt = desk
        try prompt.at("Mon 12:04", .converse(Cast.text(2)), happened: "Mon 11:59")
        #expect(prompt.standing(.acknowledgment, "Mon 13:00") == "kept Mon 11:59")
        try desk.at("Mon 12:04:01", .converse(Cast.text(2)), happened: "Mon 11:59")
        #expect(desk.standing(.acknowledgment, "Mon 13:00") == "broken by 4 min, done")
        // Against the provider it counts when it happened: the resolution starts by it.
        #expect(desk.clock(.resolution)?.start == desk.instant("Mon 11:59"))
        #expect(desk.refusal("Mon 13:00", .confirm(fact: 3))?.code == "customer-only")
        #expect(desk.refusal("Mon 13:00", Cast.carla, .confirm(fact: 1))?.code == "not-late")
        try desk.at("Mon 13:00", Cast.carla, .confirm(fact: 3))
        #expect(desk.standing(.acknowledgment, "Mon 13:00") == "kept Mon 11:59")
    }

    @Test("an answer on a closed ticket is refused, and nothing happens in the future")
    func refusals() throws {
        var desk = try Scenario()
        try desk.at("Mon 10:00", Cast.carla, .receive(.normal))
        #expect(desk.refusal("Mon 11:00", .receive(.high))?.code == "already-received")
        #expect(desk.refusal("Mon 11:00", .accepted(99))?.code == "unknown-message")
        #expect(throws: Refusal.self) { try desk.at("Mon 11:00", .reply(2), happened: "Mon 12:00") }
        #expect(throws: Refusal.self) {
            try decide(
                Command(.wake, by: .desk, way: .rule), ticket: nil, terms: nil, now: desk.instant("Mon 11:00")
            )
        }
    }
}
