public import Desk
public import Storage

// Messages that are an inquiry of their own.
extension Office {
    /// Messages that one split moves.
    public static let splitMax = 50

    /// Makes a ticket of one of the customer's later messages, received when that message was and
    /// acknowledged by the first public answer after it. Gives the new ticket.
    public func split(
        _ message: Message.ID, off id: Ticket.ID, by asker: Access.Asker
    ) async throws -> Ticket.ID {
        let turn = Turn(on: id, by: asker, way: .page, at: clock())
        return try await database.write { try self.split([message], turn, $0) }
    }

    /// Makes a ticket of several of the customer's later messages: received when the first of them was. The
    /// others follow in it. Inside a transaction of the caller's.
    public func split(
        _ messages: [Message.ID], _ turn: Turn, _ writer: Writer
    ) throws -> Ticket.ID {
        let desk = try allowed(.split, turn, writer)
        let wanted = Set(messages)
        let chosen = desk.ticket.heard.filter { wanted.contains($0.message) }.sorted { $0.at < $1.at }
        guard let first = chosen.first, chosen.count == wanted.count, chosen.count <= Self.splitMax else {
            throw Refusal.noSuchMessage
        }
        let stored = try chosen.map { heard -> StoredMessage in
            guard let found = try writer.message(heard.message.rawValue),
                found.ticket == turn.ticket.rawValue
            else { throw Refusal.noSuchMessage }
            return found
        }
        let new = Ticket.ID(try writer.nextNumber("ticket"))
        var sitting = Sitting(writer: writer, now: turn.now)
        var before = desk
        for message in stored {
            let what = Command.What.split(into: new, message: Message.ID(message.id))
            before = try record(
                Command(what, by: turn.asker.actor, way: turn.way), on: before, id: turn.ticket, in: &sitting)
            try writer.move(message: message.id, toTicket: new.rawValue)
        }
        var after = try receive(stored[0], at: first, of: desk, as: new, in: &sitting)
        for (message, heard) in zip(stored, chosen).dropFirst() {
            after = try record(
                reply(message, at: heard, of: desk), on: after, id: new, in: &sitting)
        }
        try mail(sitting.news, now: turn.now, writer)
        return new
    }

    private func receive(
        _ message: StoredMessage, at heard: HeardMessage, of desk: Dossier, as new: Ticket.ID,
        in sitting: inout Sitting
    ) throws -> Dossier {
        var receipt = desk.ticket.receipt
        receipt.requester = desk.ticket.requester
        receipt.organisation = desk.ticket.organisation
        receipt.message = Message.Reference(id: heard.message, digest: message.digest)
        receipt.severity = desk.ticket.severity
        receipt.category = desk.ticket.category
        receipt.group = desk.ticket.group
        receipt.pinning = desk.ticket.pinning
        receipt.splitFrom = desk.ticket.id
        receipt.openedByAgent = false
        receipt.answer = desk.ticket.firstAnswer(after: heard.at)
        let command = Command(
            .receive(receipt), by: .contact(desk.ticket.requester), way: way(of: heard.message, in: desk),
            happened: heard.at)
        return try record(command, on: nil, id: new, in: &sitting)
    }

    private func reply(_ message: StoredMessage, at heard: HeardMessage, of desk: Dossier) -> Command {
        let reply = CustomerReply(
            message: Message.Reference(id: heard.message, digest: message.digest),
            automatic: message.isAutomatic)
        let author = message.author.map { Person.ID($0) } ?? desk.ticket.requester
        return Command(
            .customerReply(reply), by: .contact(author), way: way(of: heard.message, in: desk),
            happened: heard.at)
    }

    /// By which way the customer sent it.
    private func way(of message: Message.ID, in desk: Dossier) -> Way {
        let fact = desk.facts.first { fact in
            guard case .customerReplied(let reply) = fact.what else { return false }
            return reply.message.id == message
        }
        return fact?.way ?? desk.facts[0].way
    }
}

extension Refusal {
    static let noSuchMessage = Refusal(
        "unknown-message", field: "message", "This ticket has no such message of the customer's.",
        remedy: "Choose one of the customer's messages after the first.")
}
