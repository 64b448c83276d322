public import Desk
import Storage

// A merge joins the conversation of two tickets, never their promises. Both streams change together.
extension Office {
    /// From then on a public answer in `main` fulfils the promises of both.
    public func merge(_ id: Ticket.ID, into main: Ticket.ID, by asker: Access.Asker) async throws {
        try await both(id, main, by: asker) { other, kept in
            guard other.organisation == kept.organisation, other.requester == kept.requester else {
                throw Refusal(
                    "other-requester", field: "into", "Tickets \(id) and \(main) have different requesters.",
                    remedy: "Link them instead: the one must not read what the other wrote.")
            }
            return (.merge(into: main), .absorb(id))
        }
    }

    /// Undoes a merge: what other tickets' answers fulfilled meanwhile is open again.
    public func unmerge(_ id: Ticket.ID, by asker: Access.Asker) async throws {
        let main = try await database.read { try self.dossier(id, in: $0)?.ticket.merger?.into }
        guard let main else {
            throw Refusal(
                "not-merged", "The ticket is not merged into another.", remedy: "There is nothing to undo.")
        }
        try await both(id, main, by: asker) { _, _ in (.unmerge, .release(id)) }
    }

    private func both(
        _ id: Ticket.ID, _ main: Ticket.ID, by asker: Access.Asker,
        _ commands: @escaping @Sendable (Ticket, Ticket) throws -> (Command.What, Command.What)
    ) async throws {
        let now = clock()
        try await database.write { writer in
            guard let other = try self.dossier(id, in: writer), let kept = try self.dossier(main, in: writer)
            else { throw Refusal.noTicket }
            for ticket in [other.ticket, kept.ticket] {
                try Access.require(.merge, by: asker, on: self.thing(ticket, in: writer))
            }
            let (first, second) = try commands(other.ticket, kept.ticket)
            var sitting = Sitting(writer: writer, now: now)
            try self.record(Command(second, by: asker.actor, way: .page), on: kept, id: main, in: &sitting)
            try self.record(Command(first, by: asker.actor, way: .page), on: other, id: id, in: &sitting)
            try self.mail(sitting.news, now: now, writer)
        }
    }

    /// Makes a ticket of one of the customer's later messages, received when that message was and
    /// acknowledged by the first public answer after it. Gives the new ticket.
    public func split(
        _ message: Message.ID, off id: Ticket.ID, by asker: Access.Asker
    ) async throws -> Ticket.ID {
        let now = clock()
        return try await database.write { writer in
            guard let desk = try self.dossier(id, in: writer) else { throw Refusal.noTicket }
            try Access.require(.split, by: asker, on: self.thing(desk.ticket, in: writer))
            guard let stored = try writer.message(message.rawValue), stored.ticket == id.rawValue,
                let heard = desk.ticket.heard.first(where: { $0.message == message })
            else { throw Refusal.noMessage }
            let new = Ticket.ID(try writer.nextNumber("ticket"))
            var sitting = Sitting(writer: writer, now: now)
            try self.record(
                Command(.split(into: new, message: message), by: asker.actor, way: .page), on: desk, id: id,
                in: &sitting)
            try writer.move(message: message.rawValue, toTicket: new.rawValue)
            var receipt = desk.ticket.receipt
            receipt.message = Message.Reference(id: message, digest: stored.digest)
            receipt.severity = desk.ticket.severity
            receipt.category = desk.ticket.category
            receipt.group = desk.ticket.group
            receipt.pinning = desk.ticket.pinning
            receipt.splitFrom = id
            receipt.answer = desk.ticket.firstAnswer(after: heard.at)
            let by = Actor.contact(desk.ticket.requester)
            let command = Command(.receive(receipt), by: by, way: desk.facts[0].way, happened: heard.at)
            try self.record(command, on: nil, id: new, in: &sitting)
            try self.mail(sitting.news, now: now, writer)
            return new
        }
    }
}

extension Refusal {
    fileprivate static let noMessage = Refusal(
        "unknown-message", field: "message", "This ticket has no such message of the customer's.",
        remedy: "Choose one of the customer's messages after the first.")
}
