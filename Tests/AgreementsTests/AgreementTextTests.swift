import BusinessTime
import Testing

@testable import Agreements

@Suite("The standard text")
struct AgreementTextTests {
    private func text(_ change: (inout Terms) -> Void = { _ in }) throws -> AgreementText {
        let terms = Samples.changed(change)
        return AgreementText(terms, calendar: try terms.calendar(zones: Zones.lookup, years: 2025...2030))
    }

    /// The clause's words without line ends and margins.
    private func words(_ text: AgreementText, _ clause: Clause) -> String {
        text.text(of: clause)?.plain.split(whereSeparator: \.isWhitespace).filter { $0 != "|" }
            .joined(separator: " ") ?? ""
    }

    @Test("every clause stands in the text, in order, with words below its heading")
    func everyClause() throws {
        let text = try text()
        #expect(text.clauses.map(\.clause) == Clause.all)
        for clause in text.clauses {
            #expect(clause.blocks.isEmpty == false)
            #expect(text.plain.contains(clause.heading))
        }
        #expect(!text.plain.contains("["))
    }

    @Test("the same terms give the same text")
    func stable() throws { #expect(try text() == text()) }

    @Test("every field that the parties fill in shows in the text or in the hash", arguments: Samples.changes)
    func bound(change: Samples.Change) throws {
        let terms = Samples.changed(change.apply)
        let before = SignedAgreement(terms: .demo, text: try text())
        let after = SignedAgreement(
            terms: terms,
            text: AgreementText(terms, calendar: try terms.calendar(zones: Zones.lookup, years: 2025...2030)))
        #expect(before.hash != after.hash)
    }

    @Test("an executed clause shows its numbers")
    func numbers() throws {
        let text = try text()
        #expect(words(text, .acknowledgment).contains("2 business hours"))
        #expect(words(text, .acknowledgment).contains("30 business minutes"))
        #expect(words(text, .resolution).contains("3 business days"))
        #expect(words(text, .supportHours).contains("Monday to Friday: 09:00 to 18:00"))
        #expect(words(text, .supportHours).contains("25 December 2026: Christmas Day"))
        #expect(words(text, .termination).contains("30 calendar days"))
        #expect(words(text, .credits).contains("at most 25 %"))
    }

    @Test("the worked example is counted over the weekend and the holiday")
    func workedExample() throws {
        // Friday 2 January 2026, an hour before closing: 1 h is left, the second hour is Monday's first.
        let words = try words(text(), .resolution)
        #expect(words.contains("received on Friday 2 January 2026 at 17:00"))
        #expect(words.contains("acknowledged by Monday 5 January 2026 at 10:00"))
        #expect(words.contains("resolved by Thursday 8 January 2026 at 10:00"))
    }

    @Test(
        "amounts are rounded to the smallest unit of the currency, as the engine does",
        arguments: [("EUR", "0.01 EUR"), ("JPY", "1 JPY"), ("KWD", "0.001 KWD")])
    func rounded(code: String, unit: String) throws {
        let currency = try #require(Currency(code))
        let text = try text {
            $0.currency = currency
            $0.monthlyFee = Money(100_000, currency)
        }
        let said = words(text, .credits).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(said.contains("rounded once, to the nearest \(unit), half upwards"), "\(said)")
    }

    @Test("an automatic acknowledgment is printed in bold, and only then")
    func automatic() throws {
        #expect(try !text().plain.contains("**"))
        let clause = try text { $0.acknowledge.automatic = true }.text(of: .acknowledgment)!
        #expect(clause.plain.contains("**The automatic receipt"))
    }

    @Test("a special condition stands in its clause and says that nothing counts by it")
    func condition() throws {
        let legal = SpecialCondition(clause: .legal, text: "The parties meet once a year.")
        let byHand = SpecialCondition(clause: .escalation, text: "Ring first.", handledByHand: "Ana Brandt")
        let text = try text { $0.conditions = [legal, byHand] }
        #expect(words(text, .legal).contains("The program does not count by it."))
        #expect(words(text, .escalation).contains("Handled by hand by Ana Brandt."))
    }

    @Test("sparse terms have a text too")
    func sparse() throws {
        for sample in Samples.all where sample.terms.check(zones: Zones.lookup).isEmpty {
            let calendar = try sample.terms.calendar(zones: Zones.lookup, years: 2025...2030)
            #expect(AgreementText(sample.terms, calendar: calendar).clauses.count == Clause.all.count)
        }
    }

    @Test("plain lines fit 78 columns where words allow")
    func columns() throws {
        for line in try text().plain.split(separator: "\n") { #expect(line.count <= 78, "\(line)") }
    }

    @Test("a changed byte of terms, text or template changes the hash")
    func signed() throws {
        let signed = SignedAgreement(terms: .demo, text: try text())
        #expect(signed.bytes.starts(with: "duly agreement\n15\nduly-standard/2".utf8))
        #expect(signed.hash == SignedAgreement(terms: .demo, text: try text()).hash)
        #expect(
            signed.hash != SignedAgreement(terms: .demo, text: try text { $0.ending.noticeDays = 31 }).hash)
        #expect(signed.hash != Terms.demo.hash)
    }
}
