import BusinessTime
import Desk
import DulyTesting
import Foundation
import Storage
import Testing

@testable import Operations

@Suite("How facts are written down")
struct FactFormTests {
    private static let frozen: [String] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Fixtures/facts/form-1.jsonl")
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").map(String.init)
    }()

    @Test("the samples have every kind of fact")
    func everyKind() {
        let kinds = Set(FactSamples.all.map { $0.what.kind })
        #expect(Set(Fact.Kind.allCases).subtracting(kinds).isEmpty)
        #expect(Self.frozen.count == FactSamples.all.count)
    }

    /// Never change a frozen line: a store somewhere holds it. A new form gets a new version and a new file.
    @Test("form 1 is read for ever", arguments: zip(frozen, FactSamples.all))
    func decoded(line: String, fact: Fact) throws {
        let stored = StoredFact(
            kind: fact.what.kind.rawValue, version: 1, happened: fact.happened, recorded: fact.recorded,
            actor: "",
            body: Array(line.utf8))
        #expect(try FactForm.decode(stored) == fact)
    }

    @Test("the newest form is what is frozen", arguments: zip(frozen, FactSamples.all))
    func encoded(line: String, fact: Fact) throws {
        #expect(String(decoding: FactForm.encode(fact).body, as: UTF8.self) == line)
    }

    @Test("a form of a newer program is refused, not guessed at")
    func newer() throws {
        let fact = FactSamples.all[0]
        let stored = StoredFact(
            kind: fact.what.kind.rawValue, version: 3, happened: fact.happened, recorded: fact.recorded,
            actor: "",
            body: FactForm.encode(fact).body)
        #expect(throws: FactForm.UnknownForm.self) { try FactForm.decode(stored) }
    }

    @Test("what goes into the store has its free words beside it", arguments: FactSamples.all)
    func sealed(fact: Fact) throws {
        let stored = FactForm.sealed(fact)
        let words = Dictionary(uniqueKeysWithValues: stored.words.map { ($0.digest, $0.text) })
        #expect(try FactForm.decode(stored, words: words) == fact)
        let body = String(decoding: stored.body, as: UTF8.self)
        for text in stored.words where text.text.count > 3 { #expect(!body.contains(text.text)) }
        #expect(stored.words.isEmpty == (stored.version == FactForm.version))
        // What was erased leaves a fact that still decides the same.
        #expect(try FactForm.decode(stored).what.kind == fact.what.kind)
    }

    @Test(
        "any words come back as they were, and are JSON to others",
        arguments: [
            "", "He said \"no\" \\ and left/", "line\nline\ttab\r\u{8}\u{c}", "\u{0}\u{1}\u{1f}\u{7f}",
            "Grüße 請求書 مرحبا 👩‍👩‍👧", "\u{2028}\u{202e}e\u{301}", "{\"by\":\"}",
        ])
    func words(text: String) throws {
        let fact = Fact(
            .classified(category: text), by: .program(text), way: .api, happened: Instant(seconds: 0),
            recorded: Instant(seconds: 1))
        let stored = FactForm.encode(fact)
        #expect(try FactForm.decode(stored) == fact)
        let read = try JSONSerialization.jsonObject(with: Data(stored.body)) as? [String: Any]
        let what = read?["what"] as? [String: [String: String]]
        #expect(what?["classified"]?["category"] == text)
    }

    @Test("a body that is cut short or changed is refused", arguments: 0..<FactSamples.all.count)
    func cut(number: Int) {
        let stored = FactForm.encode(FactSamples.all[number])
        for length in 0..<stored.body.count {
            let cut = StoredFact(
                kind: stored.kind, version: 1, happened: stored.happened, recorded: stored.recorded,
                actor: stored.actor, body: Array(stored.body.prefix(length)))
            #expect(throws: FormReader.Unreadable.self) { try FactForm.decode(cut) }
        }
    }
}
