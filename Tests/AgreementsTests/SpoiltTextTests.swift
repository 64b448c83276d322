import BusinessTime
import DulyTesting
import Testing

@testable import Agreements

@Suite("Spoilt texts: whatever comes in, an answer comes out")
struct SpoiltTextTests {
    private static let pieces = [
        "[", "]", "{", "}", ": ", "- ", "? ", "\"", "'", "&a ", "*a", "#", "|", ">", "\t", "\n", "\0", "-1",
        "null",
        "99999999999999999999", "24:00", "!!binary ", "%", "---\n", "...\n", "\u{202E}", "é", "0", " ",
    ]

    private func spoil(_ text: String, _ chance: inout SplitMix64) -> String {
        var bytes = Array(text.utf8)
        for _ in 0..<Int.random(in: 1...3, using: &chance) {
            let at = Int.random(in: 0..<bytes.count, using: &chance)
            let end = min(bytes.count, at + Int.random(in: 0...12, using: &chance))
            bytes.replaceSubrange(at..<end, with: Self.pieces.randomElement(using: &chance)!.utf8)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test("a spoilt agreement is read to terms that are written and read again, or has problems")
    func spoilt() throws {
        var chance = SplitMix64(seed: 20_261_125)
        for round in 0..<1_000 {
            let text = spoil(DemoAgreement.yaml, &chance)
            let reading = Terms.read(text)
            #expect((reading.terms == nil) == !reading.problems.isEmpty)
            if let terms = reading.terms { #expect(try Terms(yaml: terms.yaml) == terms) }
            if round % 20 == 0 { _ = Terms.check(yaml: text, zones: Zones.lookup) }
        }
    }
}
