import Agreements
public import BusinessTime
public import Desk
import Foundation
public import Storage

/// A ticket of which nothing may be erased: a court, an auditor or a dispute asks for it.
public struct LegalHold: Sendable {
    public let ticket: Ticket.ID
    public let reason: String
    public let by: String
    public let since: Instant
}

extension Office {
    /// nil when it is not held, or no longer.
    public func hold(on id: Ticket.ID, in reader: Reader) throws -> LegalHold? {
        let stream = FactStream.hold(id.rawValue)
        guard let last = try reader.facts(of: stream).last, last.fact.kind == "held" else { return nil }
        let words = try reader.words(of: stream)
        let said = String(decoding: last.fact.body, as: UTF8.self)
        let number = last.fact.actor.split(separator: " ").last.flatMap { Int64($0) }
        return LegalHold(
            ticket: id, reason: words.first { said.contains($0.digest) }?.text ?? "",
            by: try number.flatMap { try reader.person($0)?.name } ?? "somebody", since: last.fact.recorded)
    }

    /// All that are in force, by ticket.
    public func holds(in reader: Reader) throws -> [LegalHold] {
        var found: [LegalHold] = []
        var last = Int64.min
        while true {
            let page = try reader.streams(of: "hold", after: last)
            found += try page.compactMap { try hold(on: Ticket.ID($0.id), in: reader) }
            guard let end = page.last?.id else { return found }
            last = end
        }
    }

    /// Sets or lifts it; both want a reason.
    public func setHold(_ isHeld: Bool, on id: Ticket.ID, reason: String, by asker: Access.Asker) async throws
    {
        let now = clock()
        let said = reason.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        try await database.write { writer in
            try Access.require(.holdTicket, by: asker)
            guard try self.dossier(id, in: writer) != nil else { throw Refusal.noHeldTicket }
            guard (1...2000).contains(said.count) else { throw Refusal.holdWithoutReason }
            guard try (self.hold(on: id, in: writer) != nil) != isHeld else {
                throw Refusal.heldAlready(isHeld)
            }
            let words = StoredWords(said)
            let stream = FactStream.hold(id.rawValue)
            let head = try writer.head(of: stream)
            let at = max(now, head?.recorded ?? now)
            let fact = StoredFact(
                kind: isHeld ? "held" : "lifted", version: 1, happened: at, recorded: at,
                actor: FactForm.word(asker.actor), body: Array("{\"reason\":\"\(words.digest)\"}".utf8),
                words: [words])
            try writer.append([fact], to: stream, following: head)
        }
    }
}

extension Refusal {
    static let noHeldTicket = Refusal(
        "no-ticket", clause: .legal, field: "ticket", "There is no such ticket.",
        remedy: "Check its number in the queue.")
    static let holdWithoutReason = Refusal(
        "reason-missing", clause: .legal, field: "reason", "A reason of 1 to 2000 characters is needed.",
        remedy: "Say who asks for it, and until when.")

    static func heldAlready(_ isHeld: Bool) -> Refusal {
        Refusal(
            "hold", clause: .legal, field: "ticket",
            isHeld ? "This ticket is held already." : "This ticket is not held.",
            remedy: "Look at the list of holds.")
    }

    static func held(_ holds: [LegalHold]) -> Refusal {
        let numbers = holds.map { "#\($0.ticket)" }.joined(separator: ", ")
        return Refusal(
            "held", clause: .legal, "A legal hold keeps \(numbers): nothing of it is erased.",
            remedy: "Wait until a manager lifts the hold.")
    }
}
