import BusinessTime
import Desk
import Storage

/// How a fact is written down. A form is never changed: a new one gets the next version, and `decode`
/// raises the old ones in this one place.
///
/// Form 1 is JSON with the keys in the order of their bytes. It is written and read by hand: a replay spends
/// most of its time here, and what a store holds for years must not hang on the names of properties.
///
/// Form 2 is form 1 with every free text, such as a reason, put beside the fact: the form holds its salted
/// digest. Only a fact that has such a text is written in it.
enum FactForm {
    static let version = 1

    static let sealedVersion = 2

    /// For the store: free words lie beside the fact, and can be erased.
    static func sealed(_ fact: Fact) -> StoredFact {
        var words: [StoredWords] = []
        let writer = FormWriter { text in
            words.append(StoredWords(text))
            return words[words.count - 1].digest
        }
        let form = encode(fact, writer)
        if words.isEmpty { return form }
        return StoredFact(
            kind: form.kind, version: sealedVersion, happened: form.happened, recorded: form.recorded,
            actor: form.actor, body: form.body, words: words)
    }

    static func encode(_ fact: Fact) -> StoredFact { encode(fact, FormWriter()) }

    private static func encode(_ fact: Fact, _ writer: FormWriter) -> StoredFact {
        var writer = writer
        writer.object { w in
            w.actor("by", fact.by)
            w.text("way", fact.way.rawValue)
            w.what("what", fact.what)
        }
        return StoredFact(
            kind: fact.what.kind.rawValue, version: version, happened: fact.happened, recorded: fact.recorded,
            actor: word(fact.by), body: writer.bytes)
    }

    /// `words` are those beside the facts of its stream; without them a fact of form 2 has empty texts.
    static func decode(_ stored: StoredFact, words: [String: String] = [:]) throws -> Fact {
        guard (version...sealedVersion).contains(stored.version) else {
            throw UnknownForm(version: stored.version)
        }
        var reader = FormReader(stored.body, words: stored.version == sealedVersion ? words : nil)
        let fact = try reader.object { r in
            let (by, way) = (try r.actor("by"), try r.word("way") as Way)
            return Fact(
                try r.what("what"), by: by, way: way, happened: stored.happened, recorded: stored.recorded)
        }
        try reader.expectEnd()
        return fact
    }

    /// All facts of a ticket, with their words.
    static func decode(_ stored: [LoggedFact], of stream: FactStream, in reader: Reader) throws -> [Fact] {
        let isSealed = stored.contains { $0.fact.version == sealedVersion }
        let words = isSealed ? try reader.words(of: stream) : []
        let known = Dictionary(words.map { ($0.digest, $0.text) }, uniquingKeysWith: { first, _ in first })
        return try stored.map { try decode($0.fact, words: known) }
    }

    /// Whether free words stand in it, or beside it.
    static func hasWords(_ stored: StoredFact) -> Bool {
        guard let fact = try? decode(stored) else { return false }
        return !sealed(fact).words.isEmpty
    }

    /// Under what the words of an access lie that somebody gave, whoever wrote it down.
    static func accessDigests(
        _ stored: StoredFact, givenBy person: Person.ID, among kept: [StoredWords.Kept]
    ) throws -> [String] {
        guard stored.kind == Fact.Kind.accessGiven.rawValue else { return [] }
        let digests = Dictionary(kept.map { ($0.digest, $0.digest) }, uniquingKeysWith: { first, _ in first })
        guard case .access(.given(let grant)) = try decode(stored, words: digests).what,
            grant.contact == person
        else { return [] }
        return [grant.system, grant.purpose]
    }

    /// How an actor stands in the store.
    static func word(_ actor: Actor) -> String {
        switch actor {
        case .agent(let id): "agent \(id)"
        case .contact(let id): "contact \(id)"
        case .program(let name): "program \(name)"
        case .desk: "desk"
        }
    }

    struct UnknownForm: Error, CustomStringConvertible {
        let version: Int
        var description: String {
            "A fact is written in form \(version), which this program does not know. Use a newer duly."
        }
    }
}
