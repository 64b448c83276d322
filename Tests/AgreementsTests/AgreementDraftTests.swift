import BusinessTime
import Foundation
import Testing

@testable import Agreements

@Suite("A draft on its way to a signature")
struct AgreementDraftTests {
    private let draft = AgreementDraft.new(provider: "Harbor Software", customer: "Acme: \"the\" customer")

    @Test("a new draft has nothing wrong but its blanks, all told at once")
    func newDraft() {
        let problems = AgreementDraft.check(draft, zones: Zones.lookup)
        #expect(
            problems.count
                == draft.split(separator: "\n").filter { $0.contains("\"[") && !$0.contains("#") }.count)
        let others = problems.filter { !$0.message.contains("is not filled") || $0.line == nil }
        #expect(others == [])
    }

    @Test("a draft with blanks is neither shown nor rendered")
    func refused() {
        #expect(throws: AgreementProblems.self) { try AgreementDraft.renderText(draft, zones: Zones.lookup) }
        #expect(throws: AgreementProblems.self) { try AgreementDraft.signed(draft, zones: Zones.lookup) }
    }

    @Test("the demo is shown in its canonical form and rendered")
    func demo() throws {
        #expect(try AgreementDraft.show(DemoAgreement.yaml) == Terms.demo.yaml)
        let text = try AgreementDraft.renderText(DemoAgreement.yaml, zones: Zones.lookup)
        #expect(text.contains("A.2  Resolution"))
    }

    @Test("a problem prints as line, path, clause, message and remedy")
    func printed() {
        let problem = Problem(
            line: 12, path: "credits.monthly_cap", clause: .credits, message: "it must be less",
            remedy: "write less")
        #expect(problem.description == "12: credits.monthly_cap (K): it must be less. Remedy: write less.")
    }

    @Test("sample files read as their names say", arguments: ["filled", "night-shift", "one-severity"])
    func samples(name: String) throws {
        let text = try fixture("sound/\(name)")
        #expect(AgreementDraft.check(text, zones: Zones.lookup) == [])
        let terms = try Terms(yaml: text)
        #expect(try Terms(yaml: terms.yaml) == terms)
    }

    @Test("the guide's sample is sound")
    func guide() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .resolvingSymlinksInPath().deletingLastPathComponent()
        let guide = try String(contentsOf: root.appendingPathComponent("docs/agreement.md"), encoding: .utf8)
        let parts = guide.components(separatedBy: "```")
        let samples = parts.filter { $0.hasPrefix("yaml complete\n") }
        #expect(samples.count == 1)
        let text = String(samples[0].dropFirst("yaml complete\n".count))
        #expect(AgreementDraft.check(text, zones: Zones.lookup) == [])
    }

    private func fixture(_ name: String) throws -> String {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        return try String(
            contentsOf: folder.appendingPathComponent("Fixtures/agreements/\(name).yaml"), encoding: .utf8)
    }
}
