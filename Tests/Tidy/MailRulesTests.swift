import Foundation
import Testing

@Suite("The rules of mail")
struct MailRulesTests {
    private static let page = "docs/mail-rules.md"

    private static func fixtures() throws -> Set<String> {
        let folder = Repository.root.appendingPathComponent("Tests/Fixtures/mail").path
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        return Set(names.filter { $0.hasSuffix(".eml") }.map { String($0.dropLast(4)) })
    }

    private static func tests() throws -> [SourceFile] {
        try Repository.sources().filter { $0.path.hasPrefix("Tests/") }
    }

    @Test("each has tests that are there and fixtures that they read, and no fixture is without a rule")
    func listed() throws {
        let page = try Repository.file(Self.page)
        let complaints = MailRules(page).complaints(
            page, sources: try Self.tests(), fixtures: try Self.fixtures(), exists: Repository.exists)
        for complaint in complaints { Issue.record("\(complaint)") }
    }

    @Test(
        "a planted fault is found",
        arguments: [
            ("`BounceTests.late`", "`BounceTests.never`", "there is no test BounceTests.never"),
            ("`BounceTests.late`", "`BounceTests.report`", "there is no test BounceTests.report"),
            (
                "`Tests/Acceptance/mail/names.py`", "`Tests/Acceptance/mail/none.py`",
                "there is no test Tests/"
            ),
            ("| bounce-*", "| bounced-*", "there is no fixture bounced-*"),
            ("| bounce-*", "| blind-copy", "no test of rule 3 reads the fixture blind-copy"),
            ("| received-chain", "|", "no rule names the fixture received-chain"),
            ("| `ThreadingTests.roundTrip` |", "| |", "rule A3 has no test"),
            ("| A3 |", "| A33 |", "its rules are not"),
        ])
    func planted(_ right: String, _ wrong: String, _ remedy: String) throws {
        let text = try Repository.file(Self.page).text
        #expect(text.contains(right))
        let page = SourceFile(path: Self.page, text: text.replacing(right, with: wrong))
        let complaints = MailRules(page).complaints(
            page, sources: try Self.tests(), fixtures: try Self.fixtures(), exists: Repository.exists)
        #expect(complaints.contains { $0.remedy.contains(remedy) }, "\(complaints)")
    }
}
