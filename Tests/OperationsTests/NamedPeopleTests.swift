import Agreements
import BusinessTime
import Desk
import Storage
import Testing

@testable import Operations

@Suite("E: whom the agreement names for a tier gets its tickets first, where a rule gives them")
struct NamedPeopleTests {
    private struct Bed {
        let trial: Trial
        let ana: Access.Asker
        let ben: Access.Asker

        /// Monday 10:00, Ana and Ben are the front desk.
        init(_ rule: String, naming people: [String]) async throws {
            var terms = try Terms(yaml: DemoAgreement.yaml)
            terms.escalation.tiers[0].people = people
            trial = try await Trial(at: "2026-11-23 10:00", agreement: terms.yaml)
            ana = try await trial.asker("ana@harbor.example")
            ben = try await trial.asker("ben@harbor.example")
            let ivo = try await trial.asker("ivo@harbor.example")
            try await trial.office.setMembers(
                [ana.person.rawValue, ben.person.rawValue], of: "Front desk", by: ivo)
            try await trial.office.set(rule, ofGroup: "Front desk", by: ivo)
        }

        func asks(_ count: Int) async throws -> [Person.ID?] {
            var holders: [Person.ID?] = []
            for number in 1...count {
                holders.append(try await trial.ticket(trial.carlaAsks("Export \(number)")).ticket.assignee)
            }
            return holders
        }
    }

    @Test("every ticket while they are on, with the reason; the rest of the group while they are not")
    func first() async throws {
        let bed = try await Bed("in-turn", naming: ["Ben Okafor"])
        #expect(try await bed.asks(3) == [bed.ben.person, bed.ben.person, bed.ben.person])
        let last = try #require(try await bed.trial.ticket(Ticket.ID(3)).facts.last)
        guard case .assigned(let given) = last.what else {
            Issue.record("\(last.what.kind)")
            return
        }
        #expect(given.reason == "in turn, among those whom the agreement names")
        let day = try #require(LocalDate("2026-11-23"))
        try await bed.trial.office.addAbsence(from: day, to: day, of: bed.ben.person, by: bed.ben)
        #expect(try await bed.asks(1) == [bed.ana.person])
        #expect(try await bed.trial.office.reindex().changed.isEmpty)
    }

    @Test("somebody who is gone, or in no group of the tier, is passed over")
    func gone() async throws {
        let bed = try await Bed("by-load", naming: ["Somebody Gone", "Mara Voss"])
        #expect(try await bed.asks(2) == [bed.ana.person, bed.ben.person])
    }

    @Test("an offer that names somebody who is nobody of the desk is refused, with the place and who is")
    func unknown() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        var terms = try Terms(yaml: DemoAgreement.yaml)
        terms.escalation.tiers[1].people = ["Ben Okafor", "Somebody Gone"]
        let (wrong, right) = (terms, try Terms(yaml: DemoAgreement.yaml))
        try await trial.database.read { reader in
            let refused = #expect(throws: Refusal.self) { try Office.checkPeople(wrong, in: reader) }
            #expect(refused?.code == "no-such-colleague" && refused?.field == "escalation.tiers[2].people")
            #expect(refused?.remedy.contains("Ana Lima") == true)
            try Office.checkPeople(right, in: reader)
        }
    }
}
