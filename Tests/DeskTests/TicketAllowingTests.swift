import Agreements
import BusinessTime
import Desk
import DulyTesting
import Testing

@Suite("What a page may offer: objections, thanks, late facts, and what a proof says beside the time")
struct TicketAllowingTests {
    private func allows(_ desk: Scenario, _ time: String, _ who: Actor, _ what: Command.What) -> Bool {
        desk.ticket.allows(what, by: who, under: desk.terms, at: desk.instant(time))
    }

    @Test("an objection is there to answer for whoever did not resolve; while it waits nothing is thanks")
    func objection() throws {
        var desk = try Scenario()
        try desk.at("Mon 10:00", Cast.carla, .receive(.normal))
        try desk.at("Tue 10:00", .resolve(2))
        #expect(allows(desk, "Tue 11:00", Cast.carla, .object(reason: "any")))
        #expect(!allows(desk, "Tue 11:00", Cast.ana, .object(reason: "any")))
        #expect(!allows(desk, "Thu+1 11:00", Cast.carla, .object(reason: "any")), "the window is over")
        try desk.at("Wed 10:00", Cast.carla, .object(reason: "It fails"))
        #expect(desk.ticket.pendingObjection?.objection?.reason == "It fails")
        #expect(desk.refusal("Wed 11:00", .noFurtherRequest)?.code == "objection-waits")
        let answer = Command.What.answerObjection(upheld: false, reason: "any")
        #expect(!allows(desk, "Wed 11:00", Cast.ana, answer), "she resolved it")
        #expect(allows(desk, "Wed 11:00", Cast.eva, answer))
        try desk.at("Wed 11:00", Cast.eva, answer)
        #expect(desk.ticket.pendingObjection == nil)
        #expect(desk.refusal("Wed 12:00", .noFurtherRequest) == nil)
    }

    @Test("a late act is there once, however many facts it had; what costs the provider needs no confirming")
    func late() throws {
        var desk = try Scenario()
        try desk.at("Mon 10:00", Cast.carla, .receive(.normal))
        try desk.at("Mon 12:00", Cast.carla, .answer(2), happened: "Mon 11:00")
        #expect(desk.ticket.lateDeeds.isEmpty, "a customer's answer counts when it happened")
        try desk.at("Mon 13:00", .converse(Cast.text(3)), happened: "Mon 11:30")
        let deed = try #require(desk.ticket.unconfirmedDeeds.first)
        #expect(desk.ticket.unconfirmedDeeds.count == 1 && deed.happened == desk.instant("Mon 11:30"))
        try desk.at("Mon 14:00", Cast.carla, .confirm(fact: deed.number))
        #expect(desk.ticket.unconfirmedDeeds.isEmpty && desk.ticket.lateDeeds.count == 1)
        #expect(desk.standing(.acknowledgment, "Mon 15:00") == "kept Mon 11:30")
    }

    @Test("a condition handled by hand stands in the proof before where the clock stands")
    func byHand() throws {
        var desk = try Scenario {
            $0.conditions = [
                SpecialCondition(clause: .legal, text: "Both parties meet once a year."),
                SpecialCondition(
                    clause: .acknowledgment, text: "Payroll goes first.", handledByHand: "Mara Voss"),
            ]
        }
        try desk.at("Mon 10:00", Cast.carla, .receive(.normal))
        let clock = try #require(desk.clock(.acknowledgment))
        let proof = Desk.proof(of: clock, terms: desk.counted, at: desk.instant("Mon 10:10"))
        let sentence =
            "A.1 has a special condition that Mara Voss handles by hand; the program did not count it: "
            + "Payroll goes first."
        #expect(proof.notes == [sentence])
        #expect(proof.sentences.dropFirst() == [sentence, "The clock runs: 1 h 50 min are left."])
    }
}
