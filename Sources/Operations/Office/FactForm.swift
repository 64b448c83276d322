import BusinessTime
public import Desk
import Foundation
import Storage

/// How a fact is written down. A form is never changed: a new one gets the next version, and `decode`
/// raises the old ones in this one place.
enum FactForm {
    static let version = 1

    /// What lies in the body; the instants lie in columns beside it.
    private struct Body: Codable {
        let what: Fact.What
        let by: Actor
        let way: Way
    }

    static func encode(_ fact: Fact) throws -> StoredFact {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let bytes = Array(try encoder.encode(Body(what: fact.what, by: fact.by, way: fact.way)))
        return StoredFact(
            kind: fact.kind, version: version, happened: fact.happened, recorded: fact.recorded,
            actor: word(fact.by), body: bytes)
    }

    static func decode(_ stored: StoredFact) throws -> Fact {
        guard stored.version == version else { throw UnknownForm(version: stored.version) }
        let body = try JSONDecoder().decode(Body.self, from: Data(stored.body))
        return Fact(
            body.what, by: body.by, way: body.way, happened: stored.happened, recorded: stored.recorded)
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

extension Fact {
    /// The case's name, for columns and reports.
    public var kind: String {
        let mirror = Mirror(reflecting: what)
        return mirror.children.first?.label ?? "\(what)"
    }
}
