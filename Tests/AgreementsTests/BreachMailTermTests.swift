import Testing

@testable import Agreements

@Suite("E: whether a broken promise is told is a term that may be left out")
struct BreachMailTermTests {
    private static let sentence = "the provider writes to whoever asked"

    private func signed(_ term: String) throws -> SignedAgreement {
        let yaml = DemoAgreement.yaml.replacing(
            "quiet_when_closed: yes", with: "quiet_when_closed: yes" + term)
        return try AgreementDraft.signed(yaml, zones: Zones.lookup)
    }

    @Test("no and nothing are the same bytes: what was signed before keeps its hash")
    func absent() throws {
        let (without, no) = (try signed(""), try signed("\n  breach_mail: no"))
        #expect(no.hash == without.hash && no.terms == without.terms)
        #expect(!without.terms.yaml.contains("breach_mail"))
        #expect(!without.plain.contains(Self.sentence))
    }

    @Test("yes is written, read again, printed in the clause, and another hash")
    func agreed() throws {
        let yes = try signed("\n  breach_mail: yes")
        #expect(yes.terms.escalation.breachMail)
        #expect(yes.terms.yaml.contains("\n  breach_mail: yes\n"))
        #expect(try Terms(yaml: yes.terms.yaml) == yes.terms)
        let clause = yes.text.text(of: .escalation)?.plain.replacing(/\s+/, with: " ") ?? ""
        #expect(clause.contains(Self.sentence))
        #expect(try yes.hash != signed("").hash)
    }

    @Test("what is neither yes nor no is a problem of that line")
    func unreadable() {
        let yaml = DemoAgreement.yaml.replacing(
            "quiet_when_closed: yes", with: "quiet_when_closed: yes\n  breach_mail: perhaps")
        let problems = Terms.read(yaml).problems
        #expect(problems.contains { $0.path == "escalation.breach_mail" && $0.clause == .escalation })
    }

    @Test("the form has it, and says no until somebody chooses yes")
    func form() throws {
        let sheet = try DraftSheet(whole: DemoAgreement.yaml)
        #expect(sheet["escalation.breach_mail"].isEmpty)
        var values = sheet.values
        values["escalation.breach_mail"] = "yes"
        #expect(try Terms(yaml: DraftSheet(values: values).yaml).escalation.breachMail)
    }
}
