import BusinessTime
import DulyTesting
import Testing

@testable import Agreements

@Suite("Two versions compared, clause by clause")
struct AgreementComparisonTests {
    private static func comparison(_ change: (inout Terms) -> Void) throws -> AgreementComparison {
        try AgreementComparison(from: .demo, to: Samples.changed(change), zones: Zones.lookup)
    }

    @Test("equal versions have no parts")
    func equal() throws {
        let comparison = try Self.comparison { _ in }
        #expect(comparison.isEmpty)
        #expect(comparison.plain(title: "Changes").contains("Nothing is changed."))
        #expect(comparison.plain == "The two versions are the same.\n")
    }

    @Test("a changed value is told in the YAML's words, with the words that follow from it")
    func value() throws {
        let comparison = try Self.comparison { $0.acknowledge.within = .hours(1) }
        // The example of A.2 and the table of severities say the same time in their words.
        #expect(comparison.parts.map(\.clause) == [.acknowledgment, .resolution, .severity])
        #expect(comparison.parts.dropFirst().allSatisfy { $0.changes.isEmpty })
        let part = comparison.parts[0]
        #expect(
            part.changes == [
                AgreementComparison.Change(
                    path: "acknowledge.within", before: "2 business hours", after: "1 business hour")
            ])
        let plain = comparison.plain(title: "Changes")
        #expect(plain.contains("- Acknowledgment: Acknowledged within: 2 business hours -> 1 business hour"))
        #expect(
            plain.replacing("\n   ", with: " ").contains(
                "inquiry within [-2-] {+1+} business [-hours-] {+hour+} of"))
        #expect(plain.split(separator: "\n").allSatisfy { $0.count <= 78 })
        #expect(!plain.contains("An acknowledgment at the very end"))
    }

    @Test("what is new or gone has no other side; an item put in before others moves none of them")
    func lists() throws {
        let grounds = Terms.demo.exclusions.grounds
        let added = try Self.comparison { $0.exclusions.grounds.insert("Strike", at: 0) }
        #expect(added.parts.map(\.clause) == [.exclusions])
        #expect(
            added.parts[0].changes == [
                AgreementComparison.Change(path: "exclusions.grounds[1]", before: nil, after: "Strike")
            ])
        let gone = try Self.comparison { $0.exclusions.grounds.removeLast() }
        #expect(
            gone.parts[0].changes == [
                AgreementComparison.Change(
                    path: "exclusions.grounds[\(grounds.count)]", before: grounds.last, after: nil)
            ])
        let phone = try Self.comparison { $0.customer.phone = nil }
        #expect(phone.parts.first?.changes.map(\.path) == ["customer.phone"])
        #expect(phone.parts.first?.changes.first?.after == nil)
    }

    @Test("a special condition shows under the clause that it stands beside")
    func condition() throws {
        let comparison = try Self.comparison {
            $0.conditions = [SpecialCondition(clause: .legal, text: "The parties meet once a year.")]
        }
        #expect(comparison.parts.map(\.clause) == [.legal])
        #expect(comparison.parts[0].changes.contains { $0.after == "The parties meet once a year." })
        #expect(comparison.parts[0].lines.contains { $0.isChanged })
    }

    @Test(
        "every change of the terms shows, and the old and new text can be read back",
        arguments: Samples.changes)
    func every(change: Samples.Change) throws {
        guard let calendar = try? Samples.changed(change.apply).calendar(zones: Zones.lookup) else { return }
        let new = Samples.changed(change.apply)
        let texts = (
            AgreementText(.demo, calendar: try Terms.demo.calendar(zones: Zones.lookup)),
            AgreementText(new, calendar: calendar)
        )
        let comparison = AgreementComparison(
            SignedAgreement(terms: .demo, text: texts.0),
            SignedAgreement(terms: new, text: texts.1))
        #expect(!comparison.isEmpty)
        for part in comparison.parts {
            for (isOld, text) in [(true, texts.0), (false, texts.1)] {
                let lines = part.lines.map { $0.words(isOld) }.filter { !$0.isEmpty }
                let expected = (text.text(of: part.clause)?.lines ?? []).map {
                    $0.split(whereSeparator: \.isWhitespace).joined(separator: " ")
                }
                #expect(
                    lines.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") } == expected)
            }
        }
    }

    @Test("edits rebuild both sides, in seeded sequences and beyond the bound")
    func edits() {
        var random = SplitMix64(seed: 5)
        for round in 0..<500 {
            let sizes = round == 0 ? (1_500, 1_500) : (random.number(0...30), random.number(0...30))
            let old = (0..<sizes.0).map { _ in random.number(0...6) }
            let new = (0..<sizes.1).map { _ in random.number(0...6) }
            var (before, after, kept): ([Int], [Int], Int) = ([], [], 0)
            for edit in Edits.between(old, new) {
                switch edit {
                case .kept(let value):
                    before.append(value)
                    after.append(value)
                    kept += 1
                case .removed(let value): before.append(value)
                case .added(let value): after.append(value)
                }
            }
            #expect(before == old && after == new)
            if round > 0 { #expect(kept == Self.longestCommon(old, new)) }
        }
    }

    /// The slow truth: no shorter list of edits exists.
    private static func longestCommon(_ old: [Int], _ new: [Int]) -> Int {
        var row = Array(repeating: 0, count: new.count + 1)
        for a in old {
            var diagonal = 0
            for (j, b) in new.enumerated() {
                let above = row[j + 1]
                row[j + 1] = a == b ? diagonal + 1 : max(row[j + 1], row[j])
                diagonal = above
            }
        }
        return row[new.count]
    }

    @Test("an amendment's changes are part of what is signed; a first version is signed as before")
    func signed() throws {
        let yaml = Samples.changed { $0.monthlyFee = Money(90_000, .euro) }.yaml
        let first = try AgreementDraft.signed(yaml, zones: Zones.lookup)
        let demo = try AgreementDraft.signed(DemoAgreement.yaml, zones: Zones.lookup)
        let amending = try AgreementDraft.signed(yaml, zones: Zones.lookup, amending: (1, demo))
        #expect(first.amendment == nil)
        #expect(amending.hash != first.hash)
        #expect(Array(amending.bytes.prefix(first.bytes.count)) == first.bytes)
        #expect(amending.plain.hasPrefix(first.text.plain))
        #expect(amending.plain.contains("What changes from version 1"))
        #expect(amending.plain.contains("Monthly fee: 1200.00 EUR -> 900.00 EUR"))
    }
}
