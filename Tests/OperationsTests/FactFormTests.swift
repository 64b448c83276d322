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
        let kinds = Set(FactSamples.all.map { FactKind($0.what) })
        #expect(Set(FactKind.allCases).subtracting(kinds).isEmpty)
        #expect(Self.frozen.count == FactSamples.all.count)
    }

    /// Never change a frozen line: a store somewhere holds it. A new form gets a new version and a new file.
    @Test("form 1 is read for ever", arguments: zip(frozen, FactSamples.all))
    func decoded(line: String, fact: Fact) throws {
        let stored = StoredFact(
            kind: fact.kind, version: 1, happened: fact.happened, recorded: fact.recorded, actor: "",
            body: Array(line.utf8))
        #expect(try FactForm.decode(stored) == fact)
    }

    @Test("the newest form is what is frozen", arguments: zip(frozen, FactSamples.all))
    func encoded(line: String, fact: Fact) throws {
        #expect(String(decoding: try FactForm.encode(fact).body, as: UTF8.self) == line)
    }

    @Test("a form of a newer program is refused, not guessed at")
    func newer() throws {
        let fact = FactSamples.all[0]
        let stored = StoredFact(
            kind: fact.kind, version: 2, happened: fact.happened, recorded: fact.recorded, actor: "",
            body: try FactForm.encode(fact).body)
        #expect(throws: FactForm.UnknownForm.self) { try FactForm.decode(stored) }
    }
}
