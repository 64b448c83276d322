import Agreements
import BusinessTime
import Desk
import DulyTesting
import Testing

@Suite("H: a declared event over many tickets")
struct ExclusionEventTests {
    private static let id = ExclusionEvent.ID(3)
    private let clock: Scenario
    private let terms: PinnedTerms

    init() throws {
        clock = try Scenario()
        terms = clock.counted
    }

    private func outage(from: String = "Mon 11:00", to: String? = "Mon 14:00") -> ExclusionEvent.Declaration {
        ExclusionEvent.Declaration(
            from: clock.instant(from), to: to.map(clock.instant), ground: "Third party",
            reason: "The carrier's line was down", scope: ExclusionEvent.Scope(agreements: ["acme"]))
    }

    private func decided(
        _ time: String, _ who: Actor, _ what: EventCommand.What, _ facts: [EventFact] = []
    ) throws -> [EventFact] {
        let event = ExclusionEvent(id: Self.id, facts: facts)
        return facts
            + (try decide(
                EventCommand(what, by: who), event: event, terms: [terms], now: clock.instant(time)))
    }

    private func refusal(
        _ time: String, _ who: Actor, _ what: EventCommand.What, _ facts: [EventFact] = []
    ) -> String? {
        do { _ = try decided(time, who, what, facts) } catch { return (error as? Refusal)?.code }
        return nil
    }

    private func event(_ facts: [EventFact]) throws -> ExclusionEvent {
        try #require(ExclusionEvent(id: Self.id, facts: facts))
    }

    @Test("declared by one and approved by another; neither who declared nor who ended it approves")
    func approval() throws {
        let declared = try decided("Mon 12:00", Cast.ana, .declare(outage(to: nil), evidence: []))
        #expect(try event(declared).exclusion == nil)
        #expect(refusal("Mon 15:00", Cast.eva, .approve, declared) == "lasts")
        let ended = try decided("Mon 15:00", Cast.ben, .end(at: clock.instant("Mon 14:00")), declared)
        #expect(refusal("Mon 15:01", Cast.ana, .approve, ended) == "own-proposal")
        #expect(refusal("Mon 15:01", Cast.ben, .approve, ended) == "own-proposal")
        let approved = try event(try decided("Mon 16:00", Cast.eva, .approve, ended))
        #expect(approved.approvedBy == Cast.eva)
        #expect(approved.exclusion?.proposedAt == clock.instant("Mon 15:00"))
        #expect(approved.exclusion?.proposedBy == Cast.ben)
    }

    @Test("is proposed within 10 business days of its end, also where the end comes later")
    func window() throws {
        let what = EventCommand.What.declare(outage(), evidence: [])
        #expect(refusal("Mon+2 18:00", Cast.ana, what) == nil)
        #expect(refusal("Mon+2 18:00:01", Cast.ana, what) == "too-late")
        let declared = try decided("Mon 12:00", Cast.ana, .declare(outage(to: nil), evidence: []))
        let end = EventCommand.What.end(at: clock.instant("Mon 14:00"))
        #expect(refusal("Mon+2 18:00", Cast.ana, end, declared) == nil)
        #expect(refusal("Mon+2 18:00:01", Cast.ana, end, declared) == "too-late")
    }

    @Test("needs a ground of the agreement, a reason, a scope, a beginning in the past, and a named person")
    func declaration() throws {
        var bad = outage()
        bad.ground = "Bad luck"
        #expect(refusal("Mon 15:00", Cast.ana, .declare(bad, evidence: [])) == "ground-unknown")
        bad = outage()
        bad.reason = " \n"
        #expect(refusal("Mon 15:00", Cast.ana, .declare(bad, evidence: [])) == "reason-missing")
        bad = outage()
        bad.scope = ExclusionEvent.Scope()
        #expect(refusal("Mon 15:00", Cast.ana, .declare(bad, evidence: [])) == "scope-missing")
        #expect(refusal("Mon 10:59", Cast.ana, .declare(outage(to: nil), evidence: [])) == "span-outside")
        #expect(refusal("Mon 13:59", Cast.ana, .declare(outage(), evidence: [])) == "span-outside")
        let backwards = outage(from: "Mon 14:00", to: "Mon 11:00")
        #expect(refusal("Mon 15:00", Cast.ana, .declare(backwards, evidence: [])) == "span-outside")
        for who in [Cast.carla, Cast.robot, Actor.desk] {
            #expect(refusal("Mon 15:00", who, .declare(outage(), evidence: [])) == "named-person")
        }
    }

    @Test("refused or withdrawn with a reason before it is approved, and decided once")
    func decisions() throws {
        let declared = try decided("Mon 15:00", Cast.ana, .declare(outage(), evidence: []))
        #expect(refusal("Mon 15:01", Cast.eva, .refuse(reason: ""), declared) == "reason-missing")
        for what in [EventCommand.What.refuse(reason: "ours"), .withdraw(reason: "ours"), .approve] {
            let over = try decided("Mon 16:00", Cast.eva, what, declared)
            #expect(!(try event(over).isOpen))
            for again in [
                EventCommand.What.approve, .withdraw(reason: "x"), .refuse(reason: "x"),
                .giveEvidence([file]),
            ] {
                #expect(refusal("Mon 17:00", Cast.eva, again, over) == "decided")
            }
        }
    }

    @Test("taken back as a whole once it is approved, with a reason, once, also by who approved it")
    func takenBack() throws {
        let declared = try decided("Mon 15:00", Cast.ana, .declare(outage(), evidence: []))
        #expect(refusal("Mon 15:30", Cast.eva, .takeBack(reason: "ours"), declared) == "not-approved")
        let refused = try decided("Mon 16:00", Cast.eva, .refuse(reason: "ours"), declared)
        #expect(refusal("Mon 16:30", Cast.eva, .takeBack(reason: "ours"), refused) == "not-approved")
        let approved = try decided("Mon 16:00", Cast.eva, .approve, declared)
        #expect(refusal("Mon 17:00", Cast.eva, .takeBack(reason: " "), approved) == "reason-missing")
        let over = try decided("Mon 17:00", Cast.eva, .takeBack(reason: "It was our router"), approved)
        #expect(try event(over).approvedBy == nil)
        #expect(try event(over).takenBack?.reason == "It was our router")
        #expect(refusal("Mon 18:00", Cast.eva, .takeBack(reason: "again"), over) == "not-approved")
        #expect(refusal("Mon 18:00", Cast.eva, .approve, over) == "decided")
    }

    private var file: Evidence {
        Evidence(
            name: "report.pdf", digest: "ab", size: 9, mediaType: "application/pdf", by: Person.ID(1),
            at: clock.instant("Mon 15:00"))
    }

    @Test("evidence is given with it and afterwards, up to twenty files")
    func evidence() throws {
        let declared = try decided("Mon 15:00", Cast.ana, .declare(outage(), evidence: [file]))
        let more = try decided("Mon 16:00", Cast.ben, .giveEvidence([file]), declared)
        #expect(try event(more).exclusion?.evidence == [file, file])
        let many = Array(repeating: file, count: Evidence.countMax)
        #expect(refusal("Mon 16:00", Cast.ben, .giveEvidence(many), declared) == "too-much-evidence")
        #expect(refusal("Mon 16:00", Cast.ben, .giveEvidence(many.dropLast()), declared) == nil)
        #expect(refusal("Mon 16:00", Cast.ben, .giveEvidence([]), declared) == "evidence-missing")
    }

    @Test("covers named agreements and categories together, and what was picked besides")
    func scope() {
        let (seven, eight) = (Ticket.ID(7), Ticket.ID(8))
        let technical = ExclusionEvent.Scope(
            agreements: ["acme"], categories: ["technical"], tickets: [eight])
        #expect(technical.covers(seven, agreement: "acme", category: "technical"))
        #expect(!technical.covers(seven, agreement: "acme", category: "usage"))
        #expect(!technical.covers(seven, agreement: "globex", category: "technical"))
        #expect(technical.covers(eight, agreement: "globex", category: "usage"))
        let picked = ExclusionEvent.Scope(tickets: [eight])
        #expect(!picked.covers(seven, agreement: "acme", category: "technical"))
        #expect(
            ExclusionEvent.Scope(categories: ["usage"]).covers(seven, agreement: "any", category: "usage"))
    }
}
