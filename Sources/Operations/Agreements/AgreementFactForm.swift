import BusinessTime
import Desk
import Foundation
import Storage

/// How a fact of an agreement is written down: JSON with sorted keys. A form is never changed: a new one gets
/// the next version, and `decode` raises the old ones in this one place.
///
/// A signature's evidence stands in the fact itself: it is what the chain is to prove, and it is kept as
/// long as the agreement has effect, whoever is erased.
enum AgreementFactForm {
    static let version = 1

    static func encode(_ fact: AgreementFact) throws -> StoredFact {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let body = Form(by: ActorForm(fact.by), what: WhatForm(fact.what))
        return StoredFact(
            kind: fact.what.kind.rawValue, version: version, happened: fact.happened, recorded: fact.recorded,
            actor: body.by.words, body: Array(try encoder.encode(body)))
    }

    static func decode(_ stored: StoredFact) throws -> AgreementFact {
        guard stored.version == version else { throw FactForm.UnknownForm(version: stored.version) }
        let form = try JSONDecoder().decode(Form.self, from: Data(stored.body))
        return AgreementFact(
            try form.what.what, by: form.by.actor, happened: stored.happened, recorded: stored.recorded)
    }

    private struct Form: Codable {
        let by: ActorForm
        let what: WhatForm
    }

    struct ActorForm: Codable {
        let kind: String
        var person: Int64?
        var program: String?

        init(_ actor: Actor) {
            switch actor {
            case .agent(let id): (kind, person) = ("agent", id.rawValue)
            case .contact(let id): (kind, person) = ("contact", id.rawValue)
            case .program(let name): (kind, program) = ("program", name)
            case .desk: kind = "desk"
            }
        }

        var actor: Actor {
            switch (kind, person) {
            case ("agent", let id?): .agent(Person.ID(id))
            case ("contact", let id?): .contact(Person.ID(id))
            case ("program", _): .program(program ?? "")
            default: .desk
            }
        }

        var words: String { person.map { "\(kind) \($0)" } ?? program.map { "program \($0)" } ?? kind }
    }
}
