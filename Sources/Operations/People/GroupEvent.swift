import BusinessTime
public import Desk
import Foundation
public import Storage

/// What was done about a group of the desk's people. It stands in the audit chain, people by their numbers.
public enum GroupEvent: Hashable, Sendable {
    case made(name: String)
    case removed
    case joined(Person.ID)
    case left(Person.ID)
    case assigningChanged(from: String, to: String)
}

/// How a fact about a group is written down in the group's stream: JSON with sorted keys.
enum GroupEventForm {
    static let version = 1

    private struct Form: Codable {
        var by: AgreementFactForm.ActorForm
        var name: String?
        var person: Int64?
        var from: String?
        var to: String?
    }

    static func encode(_ event: GroupEvent, by actor: Actor, at: Instant) throws -> StoredFact {
        var form = Form(by: AgreementFactForm.ActorForm(actor))
        let kind: String
        switch event {
        case .made(let name): (kind, form.name) = ("group-made", name)
        case .removed: kind = "group-removed"
        case .joined(let person): (kind, form.person) = ("member-joined", person.rawValue)
        case .left(let person): (kind, form.person) = ("member-left", person.rawValue)
        case .assigningChanged(let from, let to):
            (kind, form.from, form.to) = ("assigning-changed", from, to)
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return StoredFact(
            kind: kind, version: version, happened: at, recorded: at, actor: form.by.words,
            body: Array(try encoder.encode(form)))
    }

    static func decode(_ stored: StoredFact) throws -> (event: GroupEvent, by: Actor) {
        guard stored.version == version else { throw FactForm.UnknownForm(version: stored.version) }
        let form = try JSONDecoder().decode(Form.self, from: Data(stored.body))
        let event: GroupEvent
        switch (stored.kind, form.person) {
        case ("group-made", _): event = .made(name: form.name ?? "")
        case ("group-removed", _): event = .removed
        case ("member-joined", let person?): event = .joined(Person.ID(person))
        case ("member-left", let person?): event = .left(Person.ID(person))
        case ("assigning-changed", _):
            event = .assigningChanged(from: form.from ?? "", to: form.to ?? "")
        default: throw Unreadable(kind: stored.kind)
        }
        return (event, form.by.actor)
    }

    struct Unreadable: Error, CustomStringConvertible {
        let kind: String
        var description: String { "A fact \"\(kind)\" of a group can't be read: it lacks a key." }
    }
}

extension Office {
    /// Inside a transaction of the caller's.
    func note(_ event: GroupEvent, ofGroup group: Int64, by actor: Actor, _ writer: Writer) throws {
        let stream = FactStream.group(group)
        let head = try writer.head(of: stream)
        let now = clock()
        let fact = try GroupEventForm.encode(event, by: actor, at: max(now, head?.recorded ?? now))
        try writer.append([fact], to: stream, following: head)
    }

    /// What was done about a group, the newest first.
    public func groupHistory(
        of group: Int64, in reader: Reader
    ) throws -> [(event: GroupEvent, by: Actor)] {
        try reader.facts(of: .group(group)).reversed().map { try GroupEventForm.decode($0.fact) }
    }
}
