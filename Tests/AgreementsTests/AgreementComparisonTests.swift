import BusinessTime
import Testing

@testable import Agreements

@Suite("Two versions side by side")
struct AgreementComparisonTests {
    private func signed(_ change: (inout Terms) -> Void = { _ in }) throws -> SignedAgreement {
        let terms = Samples.changed(change)
        return SignedAgreement(
            terms: terms, text: AgreementText(terms, calendar: try terms.calendar(zones: Zones.lookup)))
    }

    @Test("a changed value stands under its clause, with the words that changed")
    func value() throws {
        let comparison = AgreementComparison(
            try signed(), try signed { $0.acknowledge.within = .hours(4) })
        let part = try #require(comparison.parts.first { $0.clause == .acknowledgment })
        #expect(part.changes.map(\.path) == ["acknowledge.within"])
        #expect(
            part.changes.first?.before == "2 business hours"
                && part.changes.first?.after == "4 business hours")
        #expect(part.text.contains(WordRun(kind: .removed, text: "2")))
        #expect(part.text.contains(WordRun(kind: .added, text: "4")))
        #expect(comparison.plain.contains("acknowledge.within: 2 business hours -> 4 business hours"))
    }

    @Test("equal versions have no parts")
    func equal() throws {
        #expect(AgreementComparison(try signed(), try signed()).parts.isEmpty)
    }

    @Test("every change of one field is told", arguments: Samples.changes)
    func everyField(change: Samples.Change) throws {
        let after = Samples.changed(change.apply)
        guard let calendar = try? after.calendar(zones: Zones.lookup), after != .demo else { return }
        let text = AgreementText(after, calendar: calendar)
        let comparison = AgreementComparison(try signed(), SignedAgreement(terms: after, text: text))
        #expect(comparison.parts.contains { !$0.changes.isEmpty }, "\(change)")
    }

    @Test(
        "what stays and goes is the old text, what stays and comes the new one",
        arguments: [
            ("", ""), ("a b c", "a b c"), ("a b c", "a x c"), ("", "a b"), ("a b", ""),
            ("a b c d", "c d a b"),
            ("one two two three", "two one three three"), ("x", "y"),
        ])
    func law(_ before: String, _ after: String) {
        let runs = WordRun.difference(before, after)
        let words = { (kinds: Set<WordRun.Kind>) in
            runs.filter { kinds.contains($0.kind) }.map(\.text).joined(separator: " ")
        }
        #expect(words([.kept, .removed]) == before)
        #expect(words([.kept, .added]) == after)
    }
}
