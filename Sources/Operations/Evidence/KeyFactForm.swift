import BusinessTime
import Desk
import Foundation
import Storage

/// How a fact about the desk's keys is written down: JSON with sorted keys, as `AgreementFactForm` is.
enum KeyFactForm {
    static let version = 1

    private struct Form: Codable {
        var by: AgreementFactForm.ActorForm
        /// In hexadecimal, like the signature.
        var publicKey: String
        var signature: String?
        var reason: String?
    }

    static func encode(_ fact: KeyFact) throws -> StoredFact {
        let actor = AgreementFactForm.ActorForm(fact.by)
        let (kind, form): (String, Form) =
            switch fact.what {
            case .made(let key): ("made", Form(by: actor, publicKey: hexadecimal(key)))
            case .rotated(let key, let signature):
                ("rotated", Form(by: actor, publicKey: hexadecimal(key), signature: hexadecimal(signature)))
            case .replaced(let key, let reason):
                ("replaced", Form(by: actor, publicKey: hexadecimal(key), reason: reason))
            }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return StoredFact(
            kind: kind, version: version, happened: fact.recorded, recorded: fact.recorded,
            actor: actor.words, body: Array(try encoder.encode(form)))
    }

    static func decode(_ stored: StoredFact) throws -> KeyFact {
        guard stored.version == version else { throw FactForm.UnknownForm(version: stored.version) }
        let form = try JSONDecoder().decode(Form.self, from: Data(stored.body))
        let key = bytes(hexadecimal: form.publicKey)
        let what: KeyFact.What
        switch (stored.kind, form.signature, form.reason) {
        case ("made", _, _): what = .made(key)
        case ("rotated", let signature?, _): what = .rotated(key, signature: bytes(hexadecimal: signature))
        case ("replaced", _, let reason?): what = .replaced(key, reason: reason)
        default: throw Unreadable(kind: stored.kind)
        }
        return KeyFact(what, by: form.by.actor, recorded: stored.recorded)
    }

    struct Unreadable: Error, CustomStringConvertible {
        let kind: String
        var description: String { "A fact \"\(kind)\" of the desk's keys can't be read: it lacks a key." }
    }
}
