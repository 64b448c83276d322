import Testing

@testable import Agreements

@Suite("E: people of a tier are a term that may be left out")
struct TierPeopleTests {
    private func terms(_ people: String...) throws -> Terms {
        var terms = try Terms(yaml: DemoAgreement.yaml)
        terms.escalation.tiers[1].people = people
        return terms
    }

    private func signed(_ terms: Terms) throws -> SignedAgreement {
        try AgreementDraft.signed(terms.yaml, zones: Zones.lookup)
    }

    @Test("an empty list and nothing are the same bytes: what was signed before keeps its hash")
    func absent() throws {
        let without = try AgreementDraft.signed(DemoAgreement.yaml, zones: Zones.lookup)
        #expect(try signed(terms()).hash == without.hash)
        #expect(!without.terms.yaml.contains("people:"))
        #expect(!without.plain.contains("while they are on"))
    }

    @Test("names are written, read again, printed in the clause, and another hash")
    func named() throws {
        let terms = try terms("Ana Lima", "Ben Adler")
        #expect(try Terms(yaml: terms.yaml) == terms)
        let signed = try signed(terms)
        let clause = signed.text.text(of: .escalation)?.plain.replacing(/\s+/, with: " ") ?? ""
        #expect(clause.contains("while they are on") && clause.contains("in tier 2: Ana Lima, Ben Adler"))
        #expect(!clause.contains("in tier 1:"))
        #expect(try signed.hash != self.signed(self.terms()).hash)
        #expect(terms.escalation.people(of: .tier2) == ["Ana Lima", "Ben Adler"])
        #expect(terms.escalation.people(of: .tier1).isEmpty)
    }

    @Test("a name twice, an empty one and too many are told with clause and place")
    func problems() throws {
        let many = (0...Tier.peopleMax).map { "Person \($0)" }
        for people in [["Ana Lima", "Ana Lima"], [""], many] {
            var terms = try terms()
            terms.escalation.tiers[1].people = people
            let told = Terms.check(yaml: terms.yaml, zones: Zones.lookup).filter { $0.clause == .escalation }
            #expect(told.contains { $0.path.hasPrefix("escalation.tiers[2].people") }, "\(people.count)")
        }
        var full = try terms()
        full.escalation.tiers[1].people = Array(many.dropLast())
        #expect(Terms.check(yaml: full.yaml, zones: Zones.lookup).isEmpty)
    }

    @Test("the form has them, with commas, and leaves them out where the field is empty")
    func form() throws {
        let sheet = try DraftSheet(whole: DemoAgreement.yaml)
        #expect(sheet["escalation.tiers[2].people"].isEmpty)
        #expect(!sheet.yaml.contains("people:"))
        var values = sheet.values
        values["escalation.tiers[2].people"] = "Ana Lima, Ben Adler"
        let filled = DraftSheet(values: values)
        #expect(try Terms(yaml: filled.yaml).escalation.people(of: .tier2) == ["Ana Lima", "Ben Adler"])
        #expect(try DraftSheet(whole: filled.yaml)["escalation.tiers[2].people"] == "Ana Lima, Ben Adler")
    }
}
