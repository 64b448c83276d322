import Agreements
import BusinessTime
import Desk
import DulyTesting
import Testing

@Suite("Merge, split, link, rating")
struct TicketMergingTests {
    private func merged() throws -> Scenario {
        var desk = try Scenario()
        try desk.at("Mon 10:00", Cast.carla, .receive(.normal))
        try desk.at("Mon 10:30", .merge(into: Ticket.ID(8)))
        return desk
    }

    @Test("a merged ticket keeps its clocks; one public answer fulfils it")
    func fulfils() throws {
        var desk = try merged()
        #expect(desk.ticket.state == .merged(into: Ticket.ID(8)))
        #expect(desk.standing(.acknowledgment, "Mon 11:00") == "running 1 h 0 min")
        let there = Command.What.acknowledge(5)
        try desk.at("Mon 11:00", try #require(there.forAbsorbed))
        try desk.at("Tue 11:00", try #require(Command.What.resolve(6).forAbsorbed))
        #expect(desk.standing(.acknowledgment, "Wed 11:00") == "kept Mon 11:00")
        #expect(desk.standing(.resolution, "Wed 11:00") == "kept Tue 11:00")
    }

    @Test("undone, what the other ticket's answers fulfilled is undone too")
    func undone() throws {
        var desk = try merged()
        try desk.at("Mon 11:00", .reply(5))
        try desk.at("Mon 13:00", .unmerge)
        #expect(desk.standing(.acknowledgment, "Mon 13:00") == "broken by 1 h 0 min")
        #expect(desk.refusal("Mon 13:01", .unmerge)?.code == "not-merged")
    }

    @Test("what the ticket sent itself before the merge still counts when it is undone")
    func own() throws {
        var desk = try Scenario()
        try desk.at("Mon 10:00", Cast.carla, .receive(.normal))
        try desk.at("Mon 10:20", .acknowledge(2, shown: false))
        try desk.at("Mon 10:30", .merge(into: Ticket.ID(8)))
        try desk.at("Mon 10:31", .desk, .accepted(2))
        try desk.at("Mon 13:00", .unmerge)
        #expect(desk.standing(.acknowledgment, "Mon 13:00") == "kept Mon 10:31")
    }

    @Test("requests and marks stay with their own ticket; only the public message reaches the others")
    func reach() throws {
        #expect(Command.What.ask(4).forAbsorbed == .reply(4))
        #expect(Command.What.setSeverity(.high, reason: nil).forAbsorbed == nil)
        let desk = try merged()
        #expect(desk.refusal("Mon 11:00", .ask(4))?.code == "merged")
        #expect(desk.refusal("Mon 11:00", .merge(into: Ticket.ID(9)))?.code == "merged")
    }

    @Test("the other side takes in and lets go, never itself")
    func absorbing() throws {
        var desk = try Scenario()
        try desk.at("Mon 10:00", Cast.carla, .receive(.normal))
        #expect(desk.refusal("Mon 10:30", .absorb(Ticket.ID(7)))?.code == "same-ticket")
        try desk.at("Mon 10:30", .absorb(Ticket.ID(9)))
        #expect(desk.ticket.absorbed == [Ticket.ID(9)])
        try desk.at("Mon 10:40", .release(Ticket.ID(9)))
        #expect(desk.ticket.absorbed == [])
        #expect(desk.refusal("Mon 10:41", .release(Ticket.ID(9)))?.code == "not-merged")
    }

    @Test("a split ticket is received when its message was, and acknowledged by the first answer after it")
    func split() throws {
        var desk = try Scenario()
        try desk.at("Mon 10:00", Cast.carla, .receive(.normal))
        try desk.at("Mon 10:30", .reply(2))
        try desk.at("Mon 11:00", Cast.carla, .answer(3))
        try desk.at("Mon 11:30", .reply(4))
        #expect(
            desk.refusal("Mon 12:00", .split(into: Ticket.ID(9), message: Message.ID(1)))?.code
                == "unknown-message")
        try desk.at("Mon 15:00", .split(into: Ticket.ID(9), message: Message.ID(3)))
        let answer = try #require(desk.ticket.firstAnswer(after: desk.instant("Mon 11:00")))
        #expect(answer.message == Cast.text(4))
        var other = try Scenario()
        guard case .receive(var receipt) = Command.What.receive(.normal) else { return }
        receipt.splitFrom = desk.id
        receipt.answer = answer
        try other.at("Mon 15:00", .receive(receipt), happened: "Mon 11:00")
        #expect(other.deadline(.acknowledgment) == "Mon 13:00")
        #expect(other.standing(.acknowledgment, "Mon 15:00") == "kept Mon 11:30")
    }

    @Test("a rating is 1 to 5, by the customer, once something was resolved", arguments: [0, 1, 5, 6])
    func rating(score: Int) throws {
        var desk = try Scenario()
        try desk.at("Mon 10:00", Cast.carla, .receive(.normal))
        let rate = Command.What.rate(score: score, comment: nil)
        #expect(desk.refusal("Mon 10:30", Cast.carla, .rate(score: 5, comment: nil))?.code == "not-resolved")
        try desk.at("Mon 11:00", .resolve(2))
        #expect(
            desk.refusal("Mon 12:00", Cast.carla, rate)?.code
                == ((1...5).contains(score) ? nil : "score-outside"))
        #expect(desk.refusal("Mon 12:00", rate)?.code == "customer-only" || !(1...5).contains(score))
    }

    @Test("link, note and erase leave the clocks alone")
    func bookkeeping() throws {
        var desk = try Scenario()
        try desk.at("Mon 10:00", Cast.carla, .receive(.normal))
        try desk.at("Mon 10:10", .link(Ticket.ID(3), reason: "the same cause"))
        try desk.at("Mon 10:11", .note(Cast.text(2)))
        try desk.at("Mon 10:12", .erase(Person.ID(11)))
        #expect(try desk.at("Mon 10:13", .erase(Person.ID(11))) == [])
        #expect(desk.standing(.acknowledgment, "Mon 11:00") == "running 1 h 0 min")
    }
}
