import BusinessTime
public import Desk
import Foundation
public import Storage

/// That somebody who is known was refused what they wanted to change. Nothing else is kept of it: not what
/// was sent, nor which ticket it was about.
public struct RefusedWrite: Hashable, Sendable {
    /// The address by its pattern, for example "POST /tickets/:id/notes".
    public let what: String
    /// 403 was refused; 404 was hidden, or was not there at all: the two can't be told apart from outside.
    public let status: Int

    public init(what: String, status: Int) {
        (self.what, self.status) = (what, status)
    }

    /// For people, for example "Refused: POST /groups (403)".
    public var words: String { "\(status == 404 ? "Hidden or absent" : "Refused"): \(what) (\(status))" }
}

/// How it is written down: in a stream of its day, so that none grows without end, as JSON with sorted keys.
public enum RefusedWriteForm {
    static let version = 1
    static let kind = "write-refused"

    private struct Form: Codable {
        var by: AgreementFactForm.ActorForm
        /// Whose token it was, where a program sent it.
        var person: Int64
        var what: String
        var status: Int
    }

    static func encode(
        _ refused: RefusedWrite, by actor: Actor, of person: Person.ID, at: Instant
    ) throws -> StoredFact {
        let form = Form(
            by: AgreementFactForm.ActorForm(actor), person: person.rawValue, what: refused.what,
            status: refused.status)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return StoredFact(
            kind: kind, version: version, happened: at, recorded: at, actor: form.by.words,
            body: Array(try encoder.encode(form)))
    }

    /// nil for a fact about anything else.
    public static func decode(_ stored: StoredFact) throws -> (refused: RefusedWrite, of: Person.ID)? {
        guard stored.kind == kind else { return nil }
        guard stored.version == version else { throw FactForm.UnknownForm(version: stored.version) }
        let form = try JSONDecoder().decode(Form.self, from: Data(stored.body))
        return (RefusedWrite(what: form.what, status: form.status), Person.ID(form.person))
    }
}

extension Office {
    /// Writes down that a write was refused, within `RefusalBudget`: trying it again and again fills no disk.
    public func note(_ refused: RefusedWrite, by asker: Access.Asker) async throws {
        let now = clock()
        guard refusals.takes(asker.person, at: now) else { return }
        let stream = FactStream.refusals(ofDay: RefusalBudget.day(of: now))
        try await database.write { writer in
            let head = try writer.head(of: stream)
            let fact = try RefusedWriteForm.encode(
                refused, by: asker.actor, of: asker.person, at: max(now, head?.recorded ?? now))
            try writer.append([fact], to: stream, following: head)
        }
    }
}
