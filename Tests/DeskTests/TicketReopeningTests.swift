import Agreements
import BusinessTime
import Desk
import DulyTesting
import Testing

@Suite("A.2: resolved, reopened, closed")
struct TicketReopeningTests {
    /// Acknowledged at once: to be resolved by Thursday at 10:00.
    private func acknowledged() throws -> Scenario {
        var desk = try Scenario()
        try desk.at("Mon 10:00", Cast.carla, .receive(.normal))
        try desk.at("Mon 10:00", .acknowledge(2))
        return desk
    }

    private func resolved(_ time: String) throws -> Scenario {
        var desk = try acknowledged()
        try desk.at(time, .resolve(3))
        return desk
    }

    @Test("kept at the deadline, broken a second later")
    func bound() throws {
        #expect(try resolved("Thu 10:00").standing(.resolution, "Fri 10:00") == "kept Thu 10:00")
        #expect(try resolved("Thu 10:00:01").standing(.resolution, "Fri 10:00") == "broken by 0 min, done")
    }

    @Test("a mailed resolution counts once it is accepted, and acknowledges too")
    func mailed() throws {
        var desk = try Scenario()
        try desk.at("Mon 10:00", Cast.carla, .receive(.normal))
        #expect(try desk.at("Mon 11:00", .resolve(2, shown: false)) == [.replied])
        #expect(desk.ticket.state == .open)
        #expect(try desk.at("Mon 11:01", .desk, .accepted(2)) == [.delivered, .acknowledged, .resolved])
        #expect(desk.standing(.acknowledgment, "Tue 10:00") == "kept Mon 11:01")
        #expect(desk.standing(.resolution, "Tue 10:00") == "kept Mon 11:01")
        #expect(desk.refusal("Tue 10:00", .resolve(4))?.code == "not-open")
    }

    @Test("an unanswered ticket must still be resolved: the clock starts at the acknowledgment's deadline")
    func unanswered() throws {
        var desk = try Scenario()
        try desk.at("Mon 10:00", Cast.carla, .receive(.normal))
        #expect(desk.standing(.resolution, "Mon 11:00") == "not started")
        #expect(desk.deadline(.resolution) == "Thu 12:00")
        #expect(desk.standing(.resolution, "Mon 13:00") == "running 26 h 0 min")
        var early = try Scenario { $0.resolve.from = .receipt }
        try early.at("Mon 10:00", Cast.carla, .receive(.normal))
        #expect(early.deadline(.resolution) == "Thu 10:00")
    }

    @Test("reopened, it goes on with what was left, without the resolved time")
    func goesOn() throws {
        var desk = try resolved("Tue 10:00")
        try desk.at("Wed 10:00", Cast.carla, .answer(4))
        #expect(desk.standing(.resolution, "Wed 10:00") == "running 18 h 0 min")
        #expect(desk.deadline(.resolution) == "Fri 10:00")
        try desk.at("Fri 09:00", .resolve(5))
        #expect(desk.standing(.resolution, "Fri 12:00") == "kept Fri 09:00")
    }

    @Test("what was left is raised to the acknowledgment time, once")
    func raisedOnce() throws {
        var desk = try resolved("Thu 09:30")
        try desk.at("Fri 09:30", Cast.carla, .answer(4))
        #expect(desk.deadline(.resolution) == "Fri 11:30")
        try desk.at("Fri 11:20", .resolve(5))
        try desk.at("Fri 14:00", Cast.carla, .answer(6))
        #expect(desk.deadline(.resolution) == "Fri 14:10")
    }

    @Test("broken stays broken, its duration going on without the resolved time")
    func staysBroken() throws {
        var desk = try resolved("Thu 12:00")
        #expect(desk.standing(.resolution, "Thu 13:00") == "broken by 2 h 0 min, done")
        try desk.at("Fri 10:00", Cast.carla, .answer(4))
        #expect(desk.standing(.resolution, "Fri 11:00") == "broken by 3 h 0 min")
        try desk.at("Fri 12:00", .resolve(5))
        #expect(desk.standing(.resolution, "Mon+1 10:00") == "broken by 4 h 0 min, done")
    }

    @Test("a message reopens up to the end of the fifth business day; then the ticket is closed")
    func window() throws {
        var desk = try resolved("Tue 10:00")
        #expect(desk.refusal("Tue+1 18:00", Cast.carla, .answer(4)) == nil)
        let over = desk.refusal("Tue+1 18:00:01", Cast.carla, .answer(4))
        #expect(over?.code == "closed" && over?.remedy == "Open a new ticket linked to this one.")
        #expect(try desk.wake("Tue+1 18:00") == [])
        #expect(try desk.wake("Tue+1 18:00:01") == [.closed])
        #expect(desk.facts.last?.happened == desk.instant("Tue+1 18:00"))
        #expect(desk.refusal("Wed+1 10:00", .reopen(reason: "more to do"))?.code == "closed")
        #expect(desk.refusal("Wed+1 10:00", .reply(5))?.code == "closed")
        #expect(desk.standing(.resolution, "Wed+1 10:00") == "kept Tue 10:00")
    }

    @Test("a mail taken by our server inside the window reopens, though the alarm closed before we read it")
    func takenInTime() throws {
        var desk = try resolved("Tue 10:00")
        try desk.wake("Tue+1 18:00:01")
        try desk.at("Wed+1 09:00", Cast.carla, .answer(4), happened: "Tue+1 17:00")
        #expect(desk.ticket.state == .open)
    }

    @Test("automatic mail reopens nothing")
    func automatic() throws {
        var desk = try resolved("Tue 10:00")
        try desk.at("Tue 10:01", Cast.carla, .answer(4, automatic: true))
        #expect(desk.ticket.state == .resolved(at: desk.instant("Tue 10:00")))
    }

    @Test("\"thanks\": the reopening never counted, unless the customer objects")
    func thanks() throws {
        var desk = try resolved("Tue 10:00")
        #expect(desk.refusal("Tue 11:00", .noFurtherRequest)?.code == "not-open")
        try desk.at("Wed 10:00", Cast.carla, .answer(4))
        try desk.at("Wed 11:00", .noFurtherRequest)
        #expect(desk.standing(.resolution, "Fri 17:00") == "kept Tue 10:00")
        try desk.at("Wed 12:00", Cast.carla, .object(reason: "I had a question"))
        #expect(desk.ticket.state == .open)
        #expect(desk.deadline(.resolution) == "Fri 10:00")
    }

    @Test("an objection upheld by a manager: the resolved time counts")
    func objection() throws {
        var desk = try resolved("Tue 10:00")
        #expect(
            try desk.at("Wed 10:00", Cast.carla, .object(reason: "still fails")) == [.objected, .reopened])
        #expect(desk.deadline(.resolution) == "Fri 10:00")
        #expect(
            desk.refusal("Wed 11:00", .answerObjection(upheld: true, reason: "x"))?.code == "own-decision")
        try desk.at("Wed 11:00", Cast.eva, .answerObjection(upheld: true, reason: "it does"))
        #expect(desk.deadline(.resolution) == "Thu 10:00")
        #expect(desk.standing(.resolution, "Thu 11:00") == "broken by 1 h 0 min")
    }

    @Test("the desk reopens by itself with a reason")
    func byDesk() throws {
        var desk = try resolved("Tue 10:00")
        #expect(desk.refusal("Tue 12:00", Cast.robot, .reopen(reason: "x"))?.code == "named-person")
        try desk.at("Tue 12:00", Cast.ben, .reopen(reason: "the fix was withdrawn"))
        #expect(desk.ticket.state == .open)
        #expect(desk.refusal("Tue 12:01", Cast.ben, .reopen(reason: "again"))?.code == "not-resolved")
    }

    @Test("without an agreement a resolved ticket closes after a week")
    func noPromise() throws {
        var desk = try acknowledged()
        desk.terms = nil
        try desk.at("Tue 10:00", .resolve(3))
        #expect(try desk.wake("Tue+1 10:00") == [])
        #expect(try desk.wake("Tue+1 10:00:01") == [.closed])
    }
}
