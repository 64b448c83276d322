import Agreements
import BusinessTime
import Desk
import DulyTesting
import Testing

@Suite("Which agreement")
struct TicketPinningTests {
    private let first = AgreementVersion(agreement: "acme", number: 1)
    private let second = AgreementVersion(agreement: "acme", number: 2)

    @Test("none, one, several")
    func choose() {
        #expect(
            Pinning.choose(among: [], otherwise: "unknown sender") == .noPromise(reason: "unknown sender"))
        #expect(Pinning.choose(among: [first, first], otherwise: "") == .version(first))
        #expect(Pinning.choose(among: [second, first], otherwise: "") == .candidates([first, second]))
    }

    @Test("several remain: the earliest acknowledgment deadline applies until an agent chooses one of them")
    func candidates() throws {
        let slow = try DeskTerms.demo { $0.acknowledge.within = .hours(4) }
        let quick = try DeskTerms.demo()
        var desk = try Scenario()
        guard case .receive(var receipt) = Command.What.receive(.normal) else { return }
        receipt.pinning = .candidates([first, second])
        try desk.at("Mon 10:00", .receive(receipt))
        let found = PinnedTerms.earliest(
            among: [slow, quick], severity: .normal, receivedAt: desk.ticket.receivedAt)
        #expect(found?.terms.acknowledge.within == .hours(2))
        let other = AgreementVersion(agreement: "other", number: 1)
        #expect(desk.refusal("Mon 10:05", .chooseAgreement(other, reason: "x"))?.code == "not-a-candidate")
        #expect(desk.refusal("Mon 10:05", .chooseAgreement(second, reason: ""))?.code == "reason-missing")
        try desk.at("Mon 10:05", .chooseAgreement(second, reason: "the product is named"))
        #expect(desk.ticket.pinning == .version(second))
    }

    @Test("identified late, the promises run from receipt, and the breach is dated as it fell")
    func late() throws {
        var desk = try Scenario()
        let terms = desk.terms
        desk.terms = nil
        try desk.at("Mon 10:00", Cast.carla, .receive(.normal))
        let known = Identification(
            requester: Person.ID(11), organisation: Cast.acme, pinning: .version(second))
        try desk.at("Tue 10:00", .identify(known))
        desk.terms = terms
        #expect(desk.ticket.identifiedAt == desk.instant("Tue 10:00"))
        #expect(try desk.wake("Tue 10:00").contains(.broken))
        #expect(
            desk.facts.contains {
                $0.what == .broken(.acknowledgment) && $0.happened == desk.instant("Mon 12:00")
            })
    }

    @Test("moving a ticket never erases a breach")
    func moving() throws {
        var desk = try Scenario()
        try desk.at("Mon 10:00", Cast.carla, .receive(.normal))
        #expect(try desk.at("Mon 13:00", .chooseAgreement(second, reason: "moved")).contains(.broken))
        let generous = try DeskTerms.demo { $0.acknowledge.within = .hours(9) }
        let clock = try #require(desk.ticket.clock(.acknowledgment, under: generous))
        #expect(clock.deadline == desk.instant("Mon 12:00"))
        #expect(clock.isBroken(at: desk.instant("Mon 13:00")))
    }

    @Test("without an agreement nothing is promised, and what needs terms is refused")
    func noPromise() throws {
        var desk = try Scenario()
        desk.terms = nil
        try desk.at("Mon 10:00", Cast.carla, .receive(.normal))
        try desk.at("Mon 10:10", .acknowledge(2))
        #expect(desk.refusal("Mon 11:00", .extend(1, notice: 3))?.code == "no-promise")
        #expect(try desk.wake("Fri 10:00") == [])
        #expect(nextInstant(desk.ticket, nil, after: desk.instant("Fri 10:00")) == nil)
    }

    @Test("categories and tiers are those of the agreement")
    func assigning() throws {
        var desk = try Scenario()
        try desk.at("Mon 10:00", Cast.carla, .receive(.normal))
        #expect(desk.refusal("Mon 10:01", .classify(category: "poetry"))?.code == "unknown-category")
        #expect(try desk.at("Mon 10:01", .classify(category: "usage")) == [.classified])
        #expect(try desk.at("Mon 10:02", .classify(category: "usage")) == [])
        #expect(desk.refusal("Mon 10:03", .escalate(to: .tier1, reason: "x"))?.code == "not-higher")
        try desk.at("Mon 10:03", .assign(Assignment(person: Person.ID(1), group: "Front desk")))
        try desk.at("Mon 10:04", .escalate(to: .tier2, reason: "a hard one"))
        #expect(desk.ticket.tier == .tier2 && desk.ticket.assignee == nil)
    }
}
