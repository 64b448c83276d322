import Agreements
import BusinessTime
import Desk
import DulyTesting
import Testing

@Suite("E: the alarm")
struct TicketWakingTests {
    private func received(_ time: String, _ change: (inout Terms) -> Void = { _ in }) throws -> Scenario {
        var desk = try Scenario(change)
        try desk.at(time, Cast.carla, .receive(.normal))
        return desk
    }

    @Test("warns at half and nine tenths, moves up at three quarters, and dates the breach by the deadline")
    func ladder() throws {
        var desk = try received("Mon 10:00")
        #expect(try desk.wake("Mon 10:59:59") == [])
        #expect(try desk.wake("Mon 11:00") == [.warned])
        #expect(try desk.wake("Mon 11:30") == [.escalated])
        #expect(desk.ticket.tier == .tier2)
        #expect(try desk.wake("Mon 11:48") == [.warned])
        #expect(try desk.wake("Mon 12:00") == [])
        #expect(try desk.wake("Mon 12:00:01") == [.broken])
        #expect(desk.facts.last?.happened == desk.instant("Mon 12:00"))
    }

    @Test("after a stop of any length it catches up in order, each once, dated as it fell due")
    func catchesUp() throws {
        var desk = try received("Mon 10:00")
        #expect(try desk.wake("Mon 20:00") == [.warned, .escalated, .warned, .broken])
        let dates = desk.facts.dropFirst().map { desk.words($0.happened) }
        #expect(dates == ["Mon 11:00", "Mon 11:30", "Mon 11:48", "Mon 12:00"])
        #expect(desk.facts.dropFirst().allSatisfy { $0.recorded == desk.instant("Mon 20:00") })
        #expect(try desk.wake("Mon 20:00") == [])
    }

    @Test("quiet while closed, unless the terms say otherwise")
    func quiet() throws {
        var desk = try received("Mon 17:00")
        #expect(try desk.wake("Mon 18:00") == [])
        #expect(try desk.wake("Tue 09:00") == [.warned])
        var loud = try received("Mon 17:00") { $0.escalation.quietWhenClosed = false }
        #expect(try loud.wake("Mon 18:00") == [.warned])
    }

    @Test("what is done warns no more, and the next instant is the other clock's")
    func done() throws {
        var desk = try received("Mon 10:00")
        #expect(
            nextInstant(desk.ticket, desk.terms, after: desk.instant("Mon 10:00"))
                == desk.instant("Mon 11:00"))
        try desk.at("Mon 10:00", .acknowledge(2))
        let next = nextInstant(desk.ticket, desk.terms, after: desk.instant("Mon 10:00"))
        #expect(next == desk.instant("Tue 14:30"))
        #expect(try desk.wake("Mon 13:00") == [])
    }

    @Test("an approved exclusion moves the deadline: the breach lapses, and that of the new one is written")
    func again() throws {
        var desk = try received("Mon 10:00")
        try desk.wake("Mon 13:00")
        let span = Span(from: desk.instant("Mon 11:00"), to: desk.instant("Mon 12:00"))
        try desk.at("Mon 13:01", .exclude(span, ground: "Third party", reason: "carrier"))
        try desk.at("Mon 13:02", Cast.ben, .approveExclusion(number: 1))
        #expect(desk.ticket.alarms.breaches.map { desk.words($0.at) } == ["Mon 12:00"])
        #expect(try desk.wake("Mon 13:30") == [.lapsed, .broken])
        #expect(desk.ticket.alarms.breaches.map { desk.words($0.at) } == ["Mon 13:00"])
    }

    @Test("new zone data moves an open deadline by a fact, of the desk alone")
    func moved() throws {
        var desk = try received("Mon 10:00")
        let before: [Promise: Instant] = [.acknowledgment: desk.instant("Mon 11:00")]
        let what = Command.What.moveDeadlines(zoneVersion: "2026c", before: before)
        #expect(desk.refusal("Mon 10:30", what)?.code == "desk-only")
        #expect(try desk.at("Mon 10:30", .desk, what) == [.deadlineMoved])
    }

    @Test("a wall clock set back never makes recorded times run backwards")
    func setBack() throws {
        var desk = try received("Mon 10:00")
        try desk.at("Mon 12:00", .reply(2))
        try desk.at("Mon 11:00", .note(Cast.text(3)))
        #expect(desk.facts.last?.recorded == desk.instant("Mon 12:00"))
    }
}
