import BusinessTime
import Desk
import Foundation
import Storage

/// How a fact about a mail in quarantine is written down: JSON with sorted keys. A reason lies beside it.
enum QuarantineFactForm {
    static let version = 1

    private struct Form: Codable {
        var by: AgreementFactForm.ActorForm
        var cause: String?
        var ticket: Int64?
        /// The digest of the words.
        var reason: String?
    }

    static func encode(_ fact: QuarantineFact) throws -> StoredFact {
        var form = Form(by: AgreementFactForm.ActorForm(fact.by))
        var words: [StoredWords] = []
        switch fact.what {
        case .kept(let cause): form.cause = cause.rawValue
        case .released: break
        case .attached(let ticket): form.ticket = ticket.rawValue
        case .discarded(let reason):
            words = [StoredWords(reason)]
            form.reason = words[0].digest
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return StoredFact(
            kind: fact.what.kind.rawValue, version: version, happened: fact.recorded, recorded: fact.recorded,
            actor: form.by.words, body: Array(try encoder.encode(form)), words: words)
    }

    static func decode(_ stored: StoredFact, words: [String: String]) throws -> QuarantineFact {
        guard stored.version == version else { throw FactForm.UnknownForm(version: stored.version) }
        let form = try JSONDecoder().decode(Form.self, from: Data(stored.body))
        let what: QuarantineFact.What
        switch QuarantineFact.Kind(rawValue: stored.kind) {
        case .kept:
            // A cause that a later Duly has renamed is still a cause.
            what = .kept(form.cause.flatMap(QuarantinedMail.Cause.init) ?? .failed)
        case .released: what = .released
        case .attached: what = .attached(Ticket.ID(form.ticket ?? 0))
        case .discarded: what = .discarded(reason: form.reason.flatMap { words[$0] } ?? "")
        case nil: throw Unreadable(kind: stored.kind)
        }
        return QuarantineFact(what, by: form.by.actor, recorded: stored.recorded)
    }

    struct Unreadable: Error, CustomStringConvertible {
        let kind: String
        var description: String { "A fact \"\(kind)\" of a mail in quarantine can't be read." }
    }
}
