import Agreements
import BusinessTime
import Desk
import DulyTesting
import Testing

@Suite("A.2: extending")
struct TicketExtendingTests {
    /// Acknowledged at once: to be resolved by Thursday at 10:00.
    private func acknowledged() throws -> Scenario {
        var desk = try Scenario()
        try desk.at("Mon 10:00", Cast.carla, .receive(.normal))
        try desk.at("Mon 10:00", .acknowledge(2))
        #expect(desk.deadline(.resolution) == "Thu 10:00")
        return desk
    }

    @Test("adds business time to the deadline, and a later pause moves it further")
    func adds() throws {
        var desk = try acknowledged()
        try desk.at("Tue 10:00", .extend(9, notice: 3))
        #expect(desk.deadline(.resolution) == "Fri 10:00")
        try desk.at("Tue 11:00", .ask(4))
        try desk.at("Tue 13:00", Cast.carla, .answer(5))
        #expect(desk.deadline(.resolution) == "Fri 12:00")
    }

    @Test("in time if the notice was accepted at the deadline, and not a second later")
    func notice() throws {
        var desk = try acknowledged()
        try desk.at("Thu 09:59", .extend(9, notice: 3, shown: false))
        #expect(desk.deadline(.resolution) == "Thu 10:00")
        var late = desk
        #expect(try desk.at("Thu 10:00", .desk, .accepted(3)) == [.delivered, .extensionNotified])
        #expect(desk.deadline(.resolution) == "Fri 10:00")
        try late.at("Thu 10:00:01", .desk, .accepted(3))
        #expect(late.deadline(.resolution) == "Thu 10:00")
    }

    @Test("made while time is left, and after the clock has started")
    func timeLeft() throws {
        let desk = try acknowledged()
        #expect(desk.refusal("Thu 09:59:59", .extend(9, notice: 3)) == nil)
        #expect(desk.refusal("Thu 10:00:01", .extend(9, notice: 3))?.code == "no-time-left")
        var early = try Scenario()
        try early.at("Mon 10:00", Cast.carla, .receive(.normal))
        #expect(early.refusal("Mon 10:30", .extend(9, notice: 3))?.code == "not-started")
    }

    @Test("at most 18 hours each and 45 in all")
    func room() throws {
        var desk = try acknowledged()
        #expect(desk.refusal("Tue 10:00", .extend(19, notice: 3))?.code == "extension-too-long")
        #expect(desk.refusal("Tue 10:00", .extend(0, notice: 3))?.code == "extension-too-long")
        try desk.at("Tue 10:00", .extend(18, notice: 3))
        try desk.at("Tue 10:01", .extend(18, notice: 4))
        #expect(desk.refusal("Tue 10:02", .extend(10, notice: 5))?.code == "extensions-used-up")
        #expect(desk.refusal("Tue 10:02", .extend(9, notice: 5)) == nil)
    }

    @Test("a notice that comes back voids it from then, with the acknowledgment time left")
    func bounce() throws {
        var desk = try acknowledged()
        try desk.at("Tue 10:00", .extend(9, notice: 3, shown: false))
        try desk.at("Tue 10:01", .desk, .accepted(3))
        #expect(desk.deadline(.resolution) == "Fri 10:00")
        var early = desk
        let back = Command.What.messageFailed(Message.ID(3), reason: "unknown user", ours: false)
        #expect(try desk.at("Thu 12:00", .desk, back) == [.deliveryFailed, .extensionVoided])
        #expect(desk.deadline(.resolution) == "Thu 14:00")
        try early.at("Tue 12:00", .desk, back)
        #expect(early.deadline(.resolution) == "Thu 10:00")
    }

    @Test("needs a ground of the agreement, a reason and a named person")
    func grounds() throws {
        let desk = try acknowledged()
        let other = Command.What.extend(
            ground: "We were busy", reason: "really", by: .hours(1), notice: Cast.text(3), displayed: true)
        #expect(desk.refusal("Tue 10:00", other)?.code == "ground-unknown")
        #expect(desk.refusal("Tue 10:00", Cast.robot, .extend(1, notice: 3))?.code == "named-person")
    }

    @Test("an escalation by time used or breach is no ground; one by hand is")
    func escalation() throws {
        var desk = try Scenario { $0.resolve.extensions.grounds = ["Escalated to specialists"] }
        let wish = Command.What.extend(
            ground: "Escalated to specialists", reason: "needs them", by: .hours(1), notice: Cast.text(3),
            displayed: true)
        try desk.at("Mon 10:00", Cast.carla, .receive(.normal))
        try desk.at("Mon 11:45", .acknowledge(2))
        try desk.wake("Thu 09:00")
        #expect(desk.ticket.tier == .tier2)
        #expect(desk.refusal("Thu 09:01", wish)?.code == "escalated-by-clock")
        try desk.at("Thu 09:02", .escalate(to: .tier3, reason: "the storage engine"))
        #expect(desk.refusal("Thu 09:03", wish) == nil)
    }
}
