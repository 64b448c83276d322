import Agreements
import BusinessTime
import Desk
import DulyTesting
import Testing

@Suite("Severity")
struct TicketSeverityTests {
    @Test("a raise gives the new time from receipt, or a tenth of it from the change when that is later")
    func raise() throws {
        var desk = try Scenario()
        try desk.at("Mon 10:00", Cast.carla, .receive(.normal))
        var early = desk
        try early.at("Mon 10:05", .setSeverity(.critical, reason: nil))
        #expect(early.deadline(.acknowledgment) == "Mon 10:30")
        try desk.at("Mon 10:30", .setSeverity(.critical, reason: nil))
        #expect(desk.deadline(.acknowledgment) == "Mon 10:33")
        #expect(desk.clock(.acknowledgment)?.severity == .critical)
    }

    @Test("a raise never moves a deadline back")
    func neverLater() throws {
        var desk = try Scenario()
        try desk.at("Mon 10:00", Cast.carla, .receive(.normal))
        try desk.at("Mon 11:59", .setSeverity(.high, reason: nil))
        #expect(desk.deadline(.acknowledgment) == "Mon 12:00")
    }

    @Test("a promise already kept keeps its deadline and severity; the one still open gets the new terms")
    func decided() throws {
        var desk = try Scenario()
        try desk.at("Mon 10:00", Cast.carla, .receive(.normal))
        try desk.at("Mon 10:10", .acknowledge(2))
        try desk.at("Mon 10:20", .setSeverity(.critical, reason: nil))
        #expect(desk.deadline(.acknowledgment) == "Mon 12:00")
        #expect(desk.clock(.acknowledgment)?.severity == .normal)
        #expect(desk.deadline(.resolution) == "Tue 09:10")
    }

    @Test("a promise already broken stays as it was")
    func broken() throws {
        var desk = try Scenario()
        try desk.at("Mon 10:00", Cast.carla, .receive(.high))
        try desk.at("Mon 11:00:01", .setSeverity(.low, reason: "only a label"))
        #expect(desk.deadline(.acknowledgment) == "Mon 11:00")
        #expect(desk.clock(.acknowledgment)?.severity == .high)
    }

    @Test("a reduction needs a reason, is told, and gives the new time")
    func reduction() throws {
        var desk = try Scenario()
        try desk.at("Mon 10:00", Cast.carla, .receive(.high))
        let refusal = desk.refusal("Mon 10:30", .setSeverity(.normal, reason: " "))
        #expect(refusal?.code == "reason-missing" && refusal?.clause == .severity)
        try desk.at("Mon 10:30", .setSeverity(.normal, reason: "there is a way around it"))
        #expect(desk.deadline(.acknowledgment) == "Mon 12:00")
        let told = notices(for: Array(desk.facts.suffix(1)), ticket: desk.ticket, terms: desk.terms)
        #expect(told.map(\.kind) == [.severityReduced(to: .normal)] && !told.contains { !$0.isRequired })
    }

    @Test("a disputed reduction changes no clock until it is upheld; then it never was")
    func dispute() throws {
        var desk = try Scenario()
        try desk.at("Mon 10:00", Cast.carla, .receive(.high))
        try desk.at("Mon 10:30", .setSeverity(.normal, reason: "there is a way around it"))
        try desk.at("Mon 11:30", Cast.carla, .dispute(.severityReduction, reason: "there is none"))
        #expect(desk.deadline(.acknowledgment) == "Mon 12:00")
        let own = Command.What.answerDispute(.severityReduction, upheld: false, reason: "no")
        #expect(desk.refusal("Mon 11:40", own)?.code == "own-decision")
        try desk.at(
            "Mon 11:45", Cast.eva, .answerDispute(.severityReduction, upheld: true, reason: "she is right"))
        #expect(desk.deadline(.acknowledgment) == "Mon 11:00")
        #expect(desk.ticket.severity == .high)
        #expect(desk.standing(.acknowledgment, "Mon 12:00") == "broken by 1 h 0 min")
    }

    @Test("the customer states impact but does not set the severity; unknown and equal ones are refused")
    func refusals() throws {
        var desk = try Scenario { $0.severities.removeAll { $0.severity == .low } }
        try desk.at("Mon 10:00", Cast.carla, .receive(.high))
        #expect(
            desk.refusal("Mon 10:05", Cast.carla, .setSeverity(.critical, reason: nil))?.code == "desk-only")
        #expect(desk.refusal("Mon 10:05", .setSeverity(.high, reason: nil))?.code == "same-severity")
        #expect(desk.refusal("Mon 10:05", .setSeverity(.low, reason: "x"))?.code == "unknown-severity")
    }
}
