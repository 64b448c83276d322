import BusinessTime
import Testing

@testable import Agreements

@Suite("What was signed reads as it was signed")
struct KeptTextTests {
    private func signed(_ terms: Terms, _ template: Template? = nil) throws -> SignedAgreement {
        let calendar = try terms.calendar(zones: Zones.lookup, years: 2025...2030)
        return SignedAgreement(
            terms: terms, text: AgreementText(terms, calendar: calendar, template: template))
    }

    @Test("every clause comes back from the kept bytes in the form it had", arguments: Samples.changes)
    func sameForm(change: Samples.Change) throws {
        let agreement = try signed(Samples.changed(change.apply))
        let kept = try #require(try SignedAgreement(kept: agreement.bytes))
        #expect(kept.text.plain == agreement.text.plain)
        #expect(kept.text.title == agreement.text.title)
        for (back, clause) in zip(kept.text.clauses, agreement.text.clauses) { #expect(back == clause) }
        #expect(kept.text.clauses.count == agreement.text.clauses.count)
        #expect(kept.hash == agreement.hash && kept.terms == agreement.terms)
    }

    @Test("a later standard text changes no word of it")
    func laterText() throws {
        let agreement = try signed(.demo)
        let (now, then) = ("By signing, both parties agree", "With their names both parties agree")
        var parts = agreement.parts.map { String(decoding: $0, as: UTF8.self) }
        parts[0] = "duly-standard/0"
        parts[2] = parts[2].replacing(now, with: then)
        let bytes = parts.reduce("duly agreement\n") { $0 + "\($1.utf8.count)\n" + $1 }
        let kept = try #require(try SignedAgreement(kept: Array(bytes.utf8)))
        #expect(kept.text.template == "duly-standard/0")
        #expect(kept.text.text(of: .signatures)?.blocks.first == .plain("\(then) to everything above."))
        #expect(kept.bytes == Array(bytes.utf8) && kept.hash != agreement.hash)
    }

    @Test("words whose form can't be told are all there, as paragraphs")
    func strange() throws {
        let strange = "- not an item, but a paragraph that begins with a sign and is so long that it wraps"
        for text in [strange, "| a bar", "**half bold", "For somebody:", "Notes: a; b", "1 ** 2 ** 3"] {
            let own = Template(
                name: "harbor", version: 1,
                clauses: [.legal: Template.Text(heading: "Law", paragraphs: [text, "The end."])])
            let agreement = try signed(.demo, own)
            let kept = try #require(try SignedAgreement(kept: agreement.bytes))
            let words = { (clause: ClauseText?) in
                (clause?.plain ?? "").split(whereSeparator: \.isWhitespace).filter { $0 != "|" && $0 != "-" }
            }
            #expect(words(kept.text.text(of: .legal)) == words(agreement.text.text(of: .legal)), "\(text)")
            #expect(kept.bytes == agreement.bytes)
        }
    }

    @Test("an amendment keeps what it changes; its words are shown as they were signed")
    func amendment() throws {
        let before = try signed(.demo)
        let alone = try signed(Samples.changed { $0.ending.noticeDays = 60 })
        let amended = SignedAgreement(
            terms: alone.terms, text: alone.text,
            amendment: Amendment(of: 1, AgreementComparison(before, alone)))
        let kept = try #require(try SignedAgreement(kept: amended.bytes, amending: (1, before)))
        #expect(kept.amendment?.isAsSigned == true && kept.hash == amended.hash)
        let older = String(decoding: amended.bytes, as: UTF8.self)
            .replacing("are put in.", with: "come in.   ")
        let differing = try #require(try SignedAgreement(kept: Array(older.utf8), amending: (1, before)))
        #expect(differing.amendment?.isAsSigned == false)
        let shown = differing.amendment?.clauses.map(\.plain).joined() ?? ""
        #expect(shown.contains("come in."))
        #expect(shown.contains("30 calendar days -> 60 calendar days"), "\(shown)")
    }

    @Test("bytes that are cut or longer are no agreement")
    func damaged() throws {
        let bytes = try signed(.demo).bytes
        for wrong in [Array(bytes.dropLast()), bytes + [0x30], Array(bytes.dropFirst()), []] {
            #expect(try SignedAgreement(kept: wrong) == nil)
        }
    }
}
