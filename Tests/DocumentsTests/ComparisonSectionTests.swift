import Agreements
import BusinessTime
import Foundation
import Markup
import Testing

@testable import Documents

@Suite("What an amendment changes, as HTML")
struct ComparisonSectionTests {
    private func html(_ change: (inout Terms) -> Void) throws -> String {
        var terms = Terms.demo
        change(&terms)
        let comparison = try AgreementComparison(from: .demo, to: terms) { name in
            FileManager.default.contents(atPath: "/usr/share/zoneinfo/\(name)")
                .flatMap { try? ZoneRules(name: name, tzif: Array($0)) }
        }
        let section = ComparisonSection(Amendment(of: 1, comparison))
        return String(decoding: section.rendered(capacity: 4096), as: UTF8.self)
    }

    @Test("words that went are struck out, words that came are marked, both in their line")
    func words() throws {
        let html = try html { $0.ending.noticeDays = 60 }
        #expect(html.contains("<h2>What changes from version 1</h2>"))
        #expect(html.contains("with notice of <del>30</del> <ins>60</ins> calendar days."))
        #expect(html.contains("</td><td>30 calendar days</td>"))
    }

    @Test("what people wrote is escaped, and no change is said to be none")
    func escaped() throws {
        let html = try html { $0.customer.name = "<script>Acme" }
        #expect(html.contains("&lt;script"))
        #expect(!html.contains("<script"))
        #expect(try self.html { _ in }.contains("The two versions are the same."))
    }

    @Test("an amendment's article ends with what it changes; a first version's does not speak of it")
    func article() throws {
        let zone = TimeZoneName("Europe/Berlin")!
        let file = try #require(FileManager.default.contents(atPath: "/usr/share/zoneinfo/\(zone)"))
        let rules = try ZoneRules(name: zone, tzif: Array(file))
        let yaml = DemoAgreement.yaml.replacing("1200.00 EUR", with: "900.00 EUR")
        let demo = try AgreementDraft.signed(DemoAgreement.yaml, zones: { _ in rules })
        for before in [nil, (1, demo)] {
            let signed = try AgreementDraft.signed(yaml, zones: { _ in rules }, amending: before)
            let html = String(decoding: AgreementArticle(signed).rendered(capacity: 32_768), as: UTF8.self)
            #expect(html.contains("<del>1200.00</del> <ins>900.00</ins>") == (before != nil))
        }
    }
}
