import Agreements
import BusinessTime
import Desk
import DulyTesting
import Testing

@Suite("C.2: out of scope, and what is no inquiry")
struct TicketScopeTests {
    private func received() throws -> Scenario {
        var desk = try Scenario()
        try desk.at("Mon 10:00", Cast.carla, .receive(.normal))
        return desk
    }

    private let mark = Command.What.markOutOfScope(reason: "custom development", notice: Cast.text(2))

    @Test("ends both clocks from then on, with a reason and a notice")
    func ends() throws {
        var desk = try received()
        try desk.at("Mon 11:00", mark)
        #expect(desk.standing(.acknowledgment, "Mon 13:00") == "ended out-of-scope")
        #expect(desk.standing(.resolution, "Fri 13:00") == "ended out-of-scope")
        #expect(desk.standing(.acknowledgment, "Mon 10:30") == "running 1 h 30 min")
        let told = notices(for: Array(desk.facts.suffix(1)), ticket: desk.ticket, terms: desk.terms)
        #expect(told.map(\.kind) == [.message(Message.ID(2))] && !told.contains { !$0.isRequired })
    }

    @Test("what was broken before it stays broken")
    func broken() throws {
        var desk = try received()
        try desk.at("Mon 12:30", mark)
        #expect(desk.standing(.acknowledgment, "Fri 13:00") == "broken by 30 min")
        #expect(desk.standing(.resolution, "Fri 13:00") == "ended out-of-scope")
    }

    @Test("reversed, it never was: deadlines already past are dated as they fell")
    func reversed() throws {
        var desk = try received()
        try desk.at("Mon 11:00", mark)
        try desk.at("Mon 15:00", Cast.ben, .reverse(.outOfScope, reason: "it is in scope after all"))
        #expect(desk.standing(.acknowledgment, "Mon 15:00") == "broken by 3 h 0 min")
        try desk.wake("Mon 15:00")
        #expect(
            desk.facts.contains {
                $0.what == .broken(.acknowledgment) && $0.happened == desk.instant("Mon 12:00")
            })
    }

    @Test("closes once it can no longer be disputed")
    func closes() throws {
        var desk = try received()
        try desk.at("Mon 11:00", mark)
        #expect(try desk.wake("Mon+4 18:00") == [])
        #expect(try desk.wake("Mon+4 18:00:01") == [.closed])
        try desk.at("Tue+4 10:00", Cast.ben, .reverse(.outOfScope, reason: "a mistake"))
        #expect(desk.ticket.state == .open)
    }

    @Test("not an inquiry: no promise, with a reason, reversible")
    func notInquiry() throws {
        var desk = try received()
        #expect(desk.refusal("Mon 14:00", .markNotInquiry(reason: ""))?.code == "reason-missing")
        try desk.at("Mon 14:00", .markNotInquiry(reason: "an advertisement"))
        #expect(desk.ticket.state == .notInquiry)
        #expect(desk.standing(.acknowledgment, "Mon 15:00") == "ended not-inquiry")
        #expect(try desk.wake("Mon 16:00") == [])
        try desk.at("Mon 16:00", Cast.ben, .reverse(.notInquiry, reason: "it was Acme"))
        #expect(desk.standing(.acknowledgment, "Mon 16:00") == "broken by 4 h 0 min")
    }

    @Test("out of scope it can't be resolved, and the refusal says what to do")
    func refusals() throws {
        var desk = try received()
        try desk.at("Mon 11:00", mark)
        let refusal = desk.refusal("Mon 12:00", .resolve(3))
        #expect(refusal?.code == "not-open" && refusal?.remedy == "Reverse the out-of-scope mark first.")
        #expect(desk.refusal("Mon 12:00", Cast.robot, mark)?.code == "named-person")
    }
}
