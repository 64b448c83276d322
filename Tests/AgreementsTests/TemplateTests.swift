import BusinessTime
import Testing

@testable import Agreements

@Suite("An organisation's own text")
struct TemplateTests {
    private static let exclusions = Template.Text(
        heading: "What we can't answer for", paragraphs: ["Time lost to {exclusions.grounds} is not counted."]
    )

    private static func template(_ clause: Clause, _ text: Template.Text) -> Template {
        Template(name: "harbor", version: 1, clauses: [clause: text])
    }

    @Test("the terms' values stand in the organisation's words; other clauses stay the standard text")
    func filled() throws {
        let calendar = try Terms.demo.calendar(zones: Zones.lookup)
        let template = Self.template(.exclusions, Self.exclusions)
        #expect(template.check().isEmpty)
        let text = AgreementText(.demo, calendar: calendar, template: template)
        let grounds = Terms.demo.exclusions.grounds.joined(separator: "; ")
        let own = text.text(of: .exclusions)
        #expect(own?.heading == "What we can't answer for")
        #expect(
            own?.plain.replacing("\n   ", with: " ").contains("Time lost to \(grounds) is not counted.")
                == true)
        let standard = AgreementText(.demo, calendar: calendar)
        for clause in Clause.all where clause != .exclusions {
            #expect(text.text(of: clause) == standard.text(of: clause))
        }
    }

    @Test("its version is signed with it, and an edit makes the next")
    func version() throws {
        let calendar = try Terms.demo.calendar(zones: Zones.lookup)
        let first = Self.template(.exclusions, Self.exclusions)
        let second = first.edited(.exclusions, first.clauses[.exclusions])
        #expect(first.id == "harbor/1" && second.id == "harbor/2")
        let hashes = [first, second].map { template -> String in
            let text = AgreementText(.demo, calendar: calendar, template: template)
            return SignedAgreement(terms: .demo, text: text).hash
        }
        #expect(hashes[0] != hashes[1])
    }

    @Test("an executed clause that leaves a term out is refused, with every term that is missing")
    func unbound() {
        let promise = Template.Text(heading: "Answer", paragraphs: ["We answer within {acknowledge.within}."])
        let problems = Self.template(.acknowledgment, promise).check()
        #expect(problems.map(\.path) == ["acknowledge.by_severity", "acknowledge.automatic"])
        #expect(problems.allSatisfy { $0.clause == .acknowledgment && !$0.remedy.isEmpty })
        let whole = Template.Text(heading: "Answer", paragraphs: ["We promise: {acknowledge}."])
        #expect(Self.template(.acknowledgment, whole).check().isEmpty)
    }

    @Test("prose may be written freely")
    func prose() {
        let law = Template.Text(heading: "Law", paragraphs: ["Each party keeps the law."])
        #expect(Self.template(.legal, law).check().isEmpty)
    }

    @Test(
        "what can't be read as a text is told, with its place",
        arguments: [
            ("Time lost to {exclusions.grounds", "a brace opens"), ("}{exclusions.grounds}", "a brace opens"),
            ("{exclusions.grounds} {exclusions.reasons}", "no \"exclusions.reasons\""),
            ("{exclusions.grounds} [more]", "blank"), ("{exclusions.grounds}\u{202E}", "hidden"),
        ])
    func unreadable(paragraph: String, message: String) {
        let text = Template.Text(heading: "H", paragraphs: [paragraph])
        let problems = Self.template(.exclusions, text).check()
        #expect(problems.contains { $0.message.contains(message) && $0.path == "paragraphs[1]" })
    }

    @Test("the places to sign, an unknown clause, an empty clause and a bad name are refused")
    func refused() {
        let text = Template.Text(heading: "Sign here", paragraphs: ["Sign."])
        #expect(Self.template(.signatures, text).check().count == 1)
        #expect(Self.template(Clause("Z.9"), text).check().count == 1)
        #expect(Template(name: "a b", version: 1, clauses: [:]).check().count == 1)
        #expect(!Self.template(.legal, Template.Text(heading: "Law", paragraphs: [])).check().isEmpty)
    }

    @Test("every value of the terms is bound by some clause, so that none can be run unsaid")
    func complete() {
        let named = Set(Binding.all.flatMap(\.paths))
        for leaf in Terms.demo.tree.leaves() where !leaf.path.hasPrefix("conditions") {
            let path = leaf.path.split(separator: "[").first.map(String.init) ?? ""
            #expect(Binding.isNamed(path, by: named), "\(leaf.path)")
        }
        for clause in Clause.all where clause != .signatures { #expect(!Binding.paths(of: clause).isEmpty) }
    }
}
