import Agreements
import BusinessTime
import Desk
import DulyTesting
import Testing

@Suite("Proofs")
struct ProofTests {
    private func proof(_ desk: Scenario, _ promise: Promise, _ time: String) throws -> Proof {
        let clock = try #require(desk.clock(promise))
        return Desk.proof(of: clock, terms: desk.counted, at: desk.instant(time))
    }

    @Test("the lines are contiguous, name their reasons, and sum to the time promised")
    func lines() throws {
        var desk = try Scenario()
        try desk.at("Mon 16:50", Cast.carla, .receive(.normal))
        let proof = try proof(desk, .acknowledgment, "Mon 17:00")
        #expect(proof.lines.map(\.words) == ["counted", "closed", "counted"])
        #expect(proof.lines.map(\.seconds) == [4_200, 54_000, 3_000])
        #expect(proof.lines.map(\.clause) == [.acknowledgment, .supportHours, .acknowledgment])
        #expect(proof.sum == .hours(2))
        let promised =
            "2 h of business time from Mon 2026-11-23 16:50 end on Tue 2026-11-24 09:50: "
            + "acknowledge by then (A.1, acme v1)."
        #expect(proof.sentences == [promised, "The clock runs: 1 h 50 min are left."])
    }

    @Test("a pause, an exclusion and a reopening each have lines of their own with their clause")
    func pauses() throws {
        var desk = try Scenario()
        try desk.at("Mon 10:00", Cast.carla, .receive(.normal))
        try desk.at("Mon 11:00", .ask(2))
        try desk.at("Mon 13:00", Cast.carla, .answer(3))
        let span = Span(from: desk.instant("Mon 12:00"), to: desk.instant("Mon 14:00"))
        try desk.at("Mon 15:00", .exclude(span, ground: "Third party", reason: "carrier"))
        try desk.at("Mon 15:01", Cast.ben, .approveExclusion(number: 1))
        try desk.at("Tue 10:00", .resolve(4))
        try desk.at("Tue 12:00", Cast.carla, .answer(5))
        let proof = try proof(desk, .resolution, "Tue 12:00")
        let paused = proof.lines.filter { !$0.isCounted && $0.clause != .supportHours }
        #expect(
            paused.map(\.words) == [
                "waiting for the customer: the log file", "excluded: Third party", "resolved",
            ])
        #expect(paused.map(\.clause) == [.customerDuties, .exclusions, .resolution])
        #expect(proof.sum == .hours(27))
        #expect(desk.deadline(.resolution) == "Thu 16:00")
    }

    @Test("extended and raised: each step is a sentence with its clause")
    func steps() throws {
        var desk = try Scenario()
        try desk.at("Mon 10:00", Cast.carla, .receive(.normal))
        try desk.at("Mon 10:00", .acknowledge(2))
        try desk.at("Mon 11:00", .extend(9, notice: 3))
        let extended = try proof(desk, .resolution, "Mon 12:00")
        #expect(extended.sum == .hours(36))
        #expect(extended.sentences[1].hasSuffix("the time went from 27 h to 36 h (A.2)."))
        try desk.at("Mon 12:00", .setSeverity(.critical, reason: nil))
        let raised = try proof(desk, .resolution, "Mon 12:00")
        #expect(raised.sum == .hours(8))
        #expect(raised.sentences[2].hasSuffix("the time went from 36 h to 8 h (severity)."))
    }

    @Test("paused without end, the proof reaches to now and says that there is no deadline")
    func paused() throws {
        var desk = try Scenario()
        try desk.at("Mon 10:00", Cast.carla, .receive(.normal))
        try desk.at("Mon 11:00", .ask(2))
        let proof = try proof(desk, .resolution, "Mon 15:00")
        #expect(proof.deadline == nil && proof.end == desk.instant("Mon 15:00"))
        #expect(proof.sum == 0)
        #expect(proof.sentences.last == "The clock stands still: 27 h are left when it goes on.")
    }

    @Test("kept and broken: the last sentence says it, and the overrun is the breach's duration")
    func standings() throws {
        var desk = try Scenario()
        try desk.at("Mon 10:00", Cast.carla, .receive(.normal))
        let broken = try proof(desk, .acknowledgment, "Tue 09:30")
        #expect(broken.over == BusinessSeconds(6 * 3600 + 1800))
        try desk.at("Mon 11:00", .acknowledge(2))
        let kept = try proof(desk, .acknowledgment, "Mon 12:00")
        #expect(kept.sentences.last == "Done on Mon 2026-11-23 11:00: kept.")
        #expect(kept.overrun.isEmpty && kept.sum == .hours(2))
    }

    @Test("the share used goes by business time, in thousandths")
    func share() throws {
        var desk = try Scenario()
        try desk.at("Mon 16:50", Cast.carla, .receive(.normal))
        let clock = try #require(desk.clock(.acknowledgment))
        #expect(clock.shareUsed(at: desk.instant("Mon 16:50")) == 0)
        #expect(clock.shareUsed(at: desk.instant("Mon 17:50")) == 500)
        #expect(clock.shareUsed(at: desk.instant("Tue 07:00")) == 583)
        #expect(clock.shareUsed(at: desk.instant("Tue 09:50")) == 1000)
        #expect(clock.shareUsed(at: desk.instant("Tue 11:50")) == 2000)
    }

    @Test("days that are promised are said as days, with their hours, until something changes them")
    func days() throws {
        var desk = try Scenario()
        try desk.at("Mon 10:00", Cast.carla, .receive(.normal))
        try desk.at("Mon 11:00", .acknowledge(2))
        let proof = try proof(desk, .resolution, "Mon 12:00")
        #expect(proof.length == "3 business days (27 h)")
        #expect(proof.sentences[0].hasPrefix("3 business days (27 h) from Mon 2026-11-23 11:00 end on "))
        try desk.at("Mon 12:00", .extend(9, notice: 3))
        let clock = try #require(desk.clock(.resolution))
        #expect(clock.promised(under: desk.counted) == "36 h of business time")
        let hours = try self.proof(desk, .acknowledgment, "Mon 12:00")
        #expect(hours.length == "2 h")
    }
}
