import BusinessTime
import Desk
import Foundation
import Storage

/// How a fact about an event is written down: JSON with sorted keys, as `AgreementFactForm` is.
enum EventFactForm {
    static let version = 1

    static func encode(_ fact: EventFact) throws -> StoredFact {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let form = Form(by: AgreementFactForm.ActorForm(fact.by), what: WhatForm(fact.what))
        return StoredFact(
            kind: fact.what.kind.rawValue, version: version, happened: fact.happened, recorded: fact.recorded,
            actor: form.by.words, body: Array(try encoder.encode(form)))
    }

    static func decode(_ stored: StoredFact) throws -> EventFact {
        guard stored.version == version else { throw FactForm.UnknownForm(version: stored.version) }
        let form = try JSONDecoder().decode(Form.self, from: Data(stored.body))
        return EventFact(
            try form.what.what, by: form.by.actor, happened: stored.happened, recorded: stored.recorded)
    }

    private struct Form: Codable {
        let by: AgreementFactForm.ActorForm
        let what: WhatForm
    }

    struct Unreadable: Error, CustomStringConvertible {
        let kind: String
        var description: String { "A fact \"\(kind)\" of an event can't be read: it lacks a key." }
    }

    struct EvidenceForm: Codable {
        let name: String
        let digest: String
        let size: Int64
        let mediaType: String
        let by: Int64
        let at: Int64

        init(_ file: Evidence) {
            (name, digest, size, mediaType) = (file.name, file.digest, file.size, file.mediaType)
            (by, at) = (file.by.rawValue, file.at.seconds)
        }

        var evidence: Evidence {
            Evidence(
                name: name, digest: digest, size: size, mediaType: mediaType, by: Person.ID(by),
                at: Instant(seconds: at))
        }
    }

    private struct WhatForm: Codable {
        var kind: String
        var from: Int64?
        var to: Int64?
        var ground: String?
        var reason: String?
        var agreements: [String]?
        var categories: [String]?
        var tickets: [Int64]?
        var evidence: EvidenceForm?

        init(_ what: EventFact.What) {
            kind = what.kind.rawValue
            switch what {
            case .declared(let said):
                (from, to) = (said.from.seconds, said.to?.seconds)
                (ground, reason) = (said.ground, said.reason)
                (agreements, categories) = (said.scope.agreements, said.scope.categories)
                tickets = said.scope.tickets.map(\.rawValue)
            case .ended(let at): to = at.seconds
            case .evidenceGiven(let file): evidence = EvidenceForm(file)
            case .approved: break
            case .refused(let reason), .withdrawn(let reason), .takenBack(let reason): self.reason = reason
            }
        }

        var what: EventFact.What {
            get throws {
                switch EventFact.Kind(rawValue: kind) {
                case .declared:
                    return .declared(
                        ExclusionEvent.Declaration(
                            from: Instant(seconds: try need(from)), to: to.map { Instant(seconds: $0) },
                            ground: try need(ground), reason: try need(reason),
                            scope: ExclusionEvent.Scope(
                                agreements: try need(agreements), categories: try need(categories),
                                tickets: try need(tickets).map { Ticket.ID($0) })))
                case .ended: return .ended(at: Instant(seconds: try need(to)))
                case .evidenceGiven: return .evidenceGiven(try need(evidence).evidence)
                case .approved: return .approved
                case .refused: return .refused(reason: try need(reason))
                case .withdrawn: return .withdrawn(reason: try need(reason))
                case .takenBack: return .takenBack(reason: try need(reason))
                case nil: throw Unreadable(kind: kind)
                }
            }
        }

        private func need<Value>(_ value: Value?) throws -> Value {
            guard let value else { throw Unreadable(kind: kind) }
            return value
        }
    }
}
