import Agreements
import BusinessTime
import Desk
import DulyTesting
import Testing

@Suite("H: a declared event on one ticket")
struct TicketEventTests {
    private func outage(
        _ desk: Scenario, from: String = "Mon 11:00", to: String = "Mon 14:00",
        ground: String = "Third party",
        proposed: String = "Mon 15:00"
    ) -> EventExclusion {
        EventExclusion(
            event: ExclusionEvent.ID(3), span: Span(from: desk.instant(from), to: desk.instant(to)),
            ground: ground, reason: "The carrier's line was down", evidence: [], proposedBy: Cast.ana,
            proposedAt: desk.instant(proposed))
    }

    private func received(_ time: String = "Mon 10:00") throws -> Scenario {
        var desk = try Scenario()
        try desk.at(time, Cast.carla, .receive(.normal))
        return desk
    }

    @Test("counts from its approval, back over its span, as two facts: proposed by one, approved by another")
    func excluded() throws {
        var desk = try received()
        try desk.at("Mon 14:00", .acknowledge(2))
        #expect(desk.standing(.acknowledgment, "Mon 15:00") == "broken by 2 h 0 min, done")
        let event = outage(desk)
        #expect(desk.refusal("Mon 16:00", Cast.ana, .excludeEvent(event))?.code == "own-proposal")
        let kinds = try desk.at("Mon 16:00", Cast.ben, .excludeEvent(event))
        #expect(kinds == [.excluded, .exclusionApproved])
        #expect(desk.facts.suffix(2).map(\.by) == [Cast.ana, Cast.ben])
        #expect(desk.standing(.acknowledgment, "Mon 16:00") == "kept Mon 14:00")
        #expect(desk.ticket.exclusions[0].what.event == ExclusionEvent.ID(3))
    }

    @Test("begins at the receipt where the ticket came during it")
    func clipped() throws {
        var desk = try received("Mon 13:00")
        try desk.at("Mon 16:00", Cast.ben, .excludeEvent(outage(desk)))
        #expect(desk.ticket.exclusions[0].what.span.from == desk.instant("Mon 13:00"))
        #expect(desk.deadline(.acknowledgment) == "Mon 16:00")
    }

    @Test("leaves alone what it changes nothing of, and says why")
    func untouched() throws {
        var desk = try received()
        let terms = desk.counted
        #expect(desk.ticket.untouched(by: outage(desk), under: nil) == .noPromise)
        #expect(desk.ticket.untouched(by: outage(desk, ground: "Strike"), under: terms) == .groundNotAgreed)
        let late = outage(desk, proposed: "Mon+2 18:00:01")
        #expect(desk.ticket.untouched(by: late, under: terms) == .proposedLate)
        #expect(desk.ticket.untouched(by: outage(desk, proposed: "Mon+2 18:00"), under: terms) == nil)
        let night = outage(desk, from: "Mon 19:00", to: "Tue 08:00")
        #expect(desk.ticket.untouched(by: night, under: terms) == .nothingCounted)
        let before = outage(desk, from: "Mon 09:00", to: "Mon 10:00")
        #expect(desk.ticket.untouched(by: before, under: terms) == .nothingCounted)
        try desk.at("Mon 10:30", .acknowledge(2))
        try desk.at("Mon 10:40", .resolve(3))
        #expect(desk.ticket.untouched(by: outage(desk), under: terms) == .nothingCounted)
    }

    @Test("is never put on twice, not even after the customer's dispute was upheld")
    func once() throws {
        var desk = try received()
        let event = outage(desk)
        try desk.at("Mon 16:00", Cast.ben, .excludeEvent(event))
        #expect(desk.refusal("Mon 16:01", Cast.ben, .excludeEvent(event))?.code == "untouched")
        try desk.at("Tue 10:00", Cast.carla, .dispute(.exclusion(number: 1), reason: "it was yours"))
        try desk.at(
            "Tue 11:00", Cast.eva, .answerDispute(.exclusion(number: 1), upheld: true, reason: "it was"))
        #expect(desk.deadline(.acknowledgment) == "Mon 12:00")
        #expect(desk.ticket.untouched(by: event, under: desk.counted) == .excludedAlready)
    }

    @Test("the customer disputes it within 20 business days; five without an answer uphold it")
    func disputed() throws {
        var desk = try received()
        try desk.at("Mon 16:00", Cast.ben, .excludeEvent(outage(desk)))
        let what = Command.What.dispute(.exclusion(number: 1), reason: "it was yours")
        #expect(desk.refusal("Mon+4 18:00", Cast.carla, what) == nil)
        #expect(desk.refusal("Mon+4 18:00:01", Cast.carla, what)?.code == "too-late")
        try desk.at("Tue 10:00", Cast.carla, what)
        #expect(!(try desk.wake("Tue+1 18:00").contains(.disputeAnswered)))
        #expect(try desk.wake("Tue+1 18:00:01").contains(.disputeAnswered))
        #expect(desk.deadline(.acknowledgment) == "Mon 12:00")
    }

    @Test("as it would stand with it is as it stands once it is there; without it, as it stood before")
    func preview() throws {
        var desk = try received()
        let (event, before) = (outage(desk), desk.ticket)
        let would = before.excluding(event, at: desk.instant("Mon 16:00"))
        try desk.at("Mon 16:00", Cast.ben, .excludeEvent(event))
        for promise in Promise.allCases {
            let after = desk.ticket.clock(promise, under: desk.counted)
            #expect(would.clock(promise, under: desk.counted)?.deadline == after?.deadline)
            let without = desk.ticket.without { $0.event == event.event }
            #expect(
                without.clock(promise, under: desk.counted)?.deadline
                    == before.clock(promise, under: desk.counted)?.deadline)
        }
    }

    @Test("no mail for each ticket: the customer is told once, and no manager of a proposal")
    func silent() throws {
        var desk = try received()
        let count = desk.facts.count
        try desk.at("Mon 16:00", Cast.ben, .excludeEvent(outage(desk)))
        let new = Array(desk.facts.dropFirst(count))
        #expect(notices(for: new, ticket: desk.ticket, terms: desk.counted).isEmpty)
        try desk.at("Mon 16:10", .exclude(outage(desk).span, ground: "Third party", reason: "again"))
        let told = notices(for: [try #require(desk.facts.last)], ticket: desk.ticket, terms: desk.counted)
        #expect(told.map(\.to) == [.managers])
    }

    @Test("files come with an exclusion or later, while somebody is still to decide by them")
    func evidence() throws {
        var desk = try received()
        let file = Evidence(
            name: "report.pdf", digest: "ab", size: 9, mediaType: "application/pdf", by: Person.ID(1),
            at: desk.instant("Mon 15:00"))
        let span = outage(desk).span
        try desk.at(
            "Mon 15:00", .exclude(span, ground: "Third party", reason: "carrier", evidence: [file]))
        try desk.at("Mon 15:10", .giveEvidence(exclusion: 1, [file]))
        #expect(desk.ticket.exclusions[0].what.evidence == [file, file])
        #expect(desk.refusal("Mon 15:20", .giveEvidence(exclusion: 2, [file]))?.code == "no-proposal")
        #expect(
            desk.refusal("Mon 15:20", Cast.carla, .giveEvidence(exclusion: 1, [file]))?.code == "named-person"
        )
        try desk.at("Mon 16:00", Cast.ben, .refuseExclusion(number: 1, reason: "ours"))
        #expect(desk.refusal("Mon 16:01", .giveEvidence(exclusion: 1, [file]))?.code == "no-proposal")
    }
}
