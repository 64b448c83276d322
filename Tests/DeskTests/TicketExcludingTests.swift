import Agreements
import BusinessTime
import Desk
import DulyTesting
import Testing

@Suite("H: excluding and disputing")
struct TicketExcludingTests {
    /// Answered two hours late, because the carrier was down from 11:00 to 14:00.
    private func proposed() throws -> Scenario {
        var desk = try Scenario()
        try desk.at("Mon 10:00", Cast.carla, .receive(.normal))
        try desk.at("Mon 14:00", .acknowledge(2))
        try desk.at(
            "Mon 15:00", .exclude(carrier(desk), ground: "Third party", reason: "the carrier was down"))
        return desk
    }

    private func carrier(_ desk: Scenario) -> Span {
        Span(from: desk.instant("Mon 11:00"), to: desk.instant("Mon 14:00"))
    }

    private func approved() throws -> Scenario {
        var desk = try proposed()
        try desk.at("Tue 09:00", Cast.ben, .approveExclusion(number: 1))
        return desk
    }

    @Test("counts from the approval by another, back over its span")
    func approval() throws {
        var desk = try proposed()
        #expect(desk.standing(.acknowledgment, "Mon 15:00") == "broken by 2 h 0 min, done")
        let own = desk.refusal("Mon 15:01", .approveExclusion(number: 1))
        #expect(own?.code == "own-proposal" && own?.clause == .exclusions)
        try desk.at("Tue 09:00", Cast.ben, .approveExclusion(number: 1))
        #expect(desk.deadline(.acknowledgment) == "Mon 15:00")
        #expect(desk.standing(.acknowledgment, "Tue 09:00") == "kept Mon 14:00")
        #expect(desk.refusal("Tue 09:01", Cast.eva, .approveExclusion(number: 1))?.code == "no-proposal")
    }

    @Test("moves the start of the resolution where the acknowledgment's deadline started it")
    func start() throws {
        var desk = try Scenario()
        try desk.at("Mon 10:00", Cast.carla, .receive(.normal))
        #expect(desk.clock(.resolution)?.start == desk.instant("Mon 12:00"))
        try desk.at("Mon 15:00", .exclude(carrier(desk), ground: "Third party", reason: "carrier"))
        try desk.at("Mon 15:01", Cast.ben, .approveExclusion(number: 1))
        #expect(desk.clock(.resolution)?.start == desk.instant("Mon 15:00"))
    }

    @Test("refused, it counts for nothing")
    func refused() throws {
        var desk = try proposed()
        try desk.at("Tue 09:00", Cast.ben, .refuseExclusion(number: 1, reason: "our own line"))
        #expect(desk.standing(.acknowledgment, "Tue 09:00") == "broken by 2 h 0 min, done")
    }

    @Test("is proposed within 10 business days of its end, for a span that is over")
    func proposal() throws {
        var desk = try Scenario()
        try desk.at("Mon 10:00", Cast.carla, .receive(.normal))
        let what = Command.What.exclude(carrier(desk), ground: "Third party", reason: "carrier")
        #expect(desk.refusal("Mon 13:59:59", what)?.code == "span-outside")
        #expect(desk.refusal("Mon 14:00", what) == nil)
        #expect(desk.refusal("Mon+2 18:00", what) == nil)
        #expect(desk.refusal("Mon+2 18:00:01", what)?.code == "too-late")
        let bad = Command.What.exclude(carrier(desk), ground: "Bad luck", reason: "carrier")
        #expect(desk.refusal("Mon 15:00", bad)?.code == "ground-unknown")
    }

    @Test("disputed, it stands until a third person answers; upheld, it never was")
    func dispute() throws {
        var desk = try approved()
        try desk.at("Wed 10:00", Cast.carla, .dispute(.exclusion(number: 1), reason: "your carrier"))
        #expect(desk.standing(.acknowledgment, "Wed 10:00") == "kept Mon 14:00")
        let answer = Command.What.answerDispute(.exclusion(number: 1), upheld: true, reason: "it was ours")
        #expect(desk.refusal("Wed 11:00", Cast.ana, answer)?.code == "own-decision")
        #expect(desk.refusal("Wed 11:00", Cast.ben, answer)?.code == "own-decision")
        try desk.at("Wed 11:00", Cast.eva, answer)
        #expect(desk.standing(.acknowledgment, "Wed 11:00") == "broken by 2 h 0 min, done")
        #expect(desk.deadline(.acknowledgment) == "Mon 12:00")
    }

    @Test("answered in the desk's favour, it stands for good")
    func dismissed() throws {
        var desk = try approved()
        try desk.at("Wed 10:00", Cast.carla, .dispute(.exclusion(number: 1), reason: "your carrier"))
        try desk.at(
            "Wed 11:00", Cast.eva,
            .answerDispute(.exclusion(number: 1), upheld: false, reason: "it was the public network"))
        #expect(desk.standing(.acknowledgment, "Wed 11:00") == "kept Mon 14:00")
        let again = Command.What.dispute(.exclusion(number: 1), reason: "still")
        #expect(desk.refusal("Wed 12:00", Cast.carla, again)?.code == "already-disputed")
    }

    @Test("five business days without an answer uphold a dispute")
    func silence() throws {
        var desk = try approved()
        try desk.at("Wed 10:00", Cast.carla, .dispute(.exclusion(number: 1), reason: "your carrier"))
        let before = try desk.wake("Wed+1 18:00")
        #expect(!before.contains(.disputeAnswered))
        #expect(try desk.wake("Wed+1 18:00:01").contains(.disputeAnswered))
        #expect(
            desk.facts.last?.happened == desk.instant("Wed+1 18:00") || desk.ticket.pendingDisputes.isEmpty)
        #expect(desk.deadline(.acknowledgment) == "Mon 12:00")
    }

    @Test("is disputed within 20 business days of being told, by the customer")
    func window() throws {
        let desk = try approved()
        let what = Command.What.dispute(.exclusion(number: 1), reason: "your carrier")
        #expect(desk.refusal("Tue+4 18:00", Cast.carla, what) == nil)
        #expect(desk.refusal("Tue+4 18:00:01", Cast.carla, what)?.code == "too-late")
        #expect(desk.refusal("Wed 10:00", Cast.ben, what)?.code == "customer-only")
        #expect(desk.refusal("Wed 10:00", Cast.carla, .dispute(.outOfScope, reason: "x"))?.code == "no-mark")
    }

    @Test("a breach that lapsed is none when the ticket moves to another version")
    func lapsedAndMoved() throws {
        var desk = try proposed()
        #expect(try desk.wake("Mon 15:30") == [.broken])
        try desk.at("Tue 09:00", Cast.ben, .approveExclusion(number: 1))
        let other = AgreementVersion(agreement: "acme", number: 2)
        #expect(
            try desk.at("Tue 09:01", .chooseAgreement(other, reason: "moved")) == [.lapsed, .agreementChosen])
        #expect(desk.standing(.acknowledgment, "Tue 10:00") == "kept Mon 14:00")
    }

    @Test("the desk can reverse it itself")
    func reversal() throws {
        var desk = try approved()
        try desk.at("Wed 10:00", Cast.ben, .reverse(.exclusion(number: 1), reason: "the wrong ticket"))
        #expect(desk.deadline(.acknowledgment) == "Mon 12:00")
    }
}
