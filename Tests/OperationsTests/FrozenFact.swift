import BusinessTime
import Foundation
import Testing

@testable import Operations
@testable import Storage

/// A fact as some store holds it: written down when its form was new, never changed since.
struct FrozenFact: Codable {
    let kind: String
    let body: String
    /// What lies beside it, by digest.
    let words: [String: String]

    static let at = Instant(seconds: 1_795_000_000)

    /// The lines of a file, one for each fact.
    static func all(_ name: String) throws -> [FrozenFact] {
        try String(contentsOf: file(name), encoding: .utf8).split(separator: "\n").map {
            try JSONDecoder().decode(FrozenFact.self, from: Data($0.utf8))
        }
    }

    static func file(_ name: String) -> URL {
        URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Fixtures/facts/\(name).jsonl")
    }

    init(_ stored: StoredFact) {
        kind = stored.kind
        body = String(decoding: stored.body, as: UTF8.self)
        words = Dictionary(stored.words.map { ($0.digest, $0.text) }, uniquingKeysWith: { first, _ in first })
    }

    func stored(version: Int, recorded: Instant = at, happened: Instant = at) -> StoredFact {
        StoredFact(
            kind: kind, version: version, happened: happened, recorded: recorded, actor: "",
            body: Array(body.utf8))
    }

    /// The body with its words in the places of their salted digests, which are others each time.
    var shape: String {
        words.reduce(body) { text, word in text.replacing(word.key, with: "words: \(word.value)") }
    }
}
