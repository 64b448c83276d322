import BusinessTime
import Desk
import Storage

/// How a fact is written down. A form is never changed: a new one gets the next version, and `decode`
/// raises the old ones in this one place.
///
/// Form 1 is JSON with the keys in the order of their bytes. It is written and read by hand: a replay spends
/// most of its time here, and what a store holds for years must not hang on the names of properties.
enum FactForm {
    static let version = 1

    static func encode(_ fact: Fact) -> StoredFact {
        var writer = FormWriter()
        writer.object { w in
            w.actor("by", fact.by)
            w.text("way", fact.way.rawValue)
            w.what("what", fact.what)
        }
        return StoredFact(
            kind: fact.what.kind.rawValue, version: version, happened: fact.happened, recorded: fact.recorded,
            actor: word(fact.by), body: writer.bytes)
    }

    static func decode(_ stored: StoredFact) throws -> Fact {
        guard stored.version == version else { throw UnknownForm(version: stored.version) }
        var reader = FormReader(stored.body)
        let fact = try reader.object { r in
            let (by, way) = (try r.actor("by"), try r.word("way") as Way)
            return Fact(
                try r.what("what"), by: by, way: way, happened: stored.happened, recorded: stored.recorded)
        }
        try reader.expectEnd()
        return fact
    }

    private static func word(_ actor: Actor) -> String {
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
