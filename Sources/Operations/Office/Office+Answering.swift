public import Desk
import Mail
import Storage

extension Office {
    /// Characters. A longer text is refused, not cut.
    static let textMax = 200_000

    /// Stores the text, decides, and queues the mail to the customer, all in one transaction.
    @discardableResult
    public func answer(
        _ kind: Answer, text: String, on id: Ticket.ID, by asker: Access.Asker, way: Way = .page
    ) async throws -> Ticket {
        let text = text.filter { $0 != "\0" }
        guard text.contains(where: { !$0.isWhitespace }) else { throw Self.textMissing }
        guard text.count <= Self.textMax else { throw Self.textTooLong }
        return try await perform(on: id) { [secret] writer, desk, now in
            try Access.require(kind.capability, by: asker, ticketGroup: desk.ticket.group)
            var message = StoredMessage(
                direction: kind.isInternal ? .note : .outgoing, sent: now, received: now)
            message.ticket = id.rawValue
            message.author = asker.person.rawValue
            message.visibility = kind.isInternal ? .internal : .public
            message.text = text
            message.subject = try writer.ticketRow(id.rawValue)?.subject ?? ""
            message.delivery = kind.isInternal ? .none : .waiting
            message.messageID = kind.isInternal ? nil : secret.word() + "@" + (try Post.domain(writer))
            let stored = try writer.add(message)
            if !kind.isInternal {
                try self.post(stored, on: desk.ticket, origin: .person, now: now, writer)
            }
            let reference = Desk.Message.Reference(id: Desk.Message.ID(stored.id), digest: stored.digest)
            return Command(kind.command(reference), by: asker.actor, way: way)
        }
    }

    /// An act without words to the customer.
    @discardableResult
    public func act(
        _ what: Command.What, on id: Ticket.ID, by asker: Access.Asker, way: Way = .page
    ) async throws -> Ticket {
        guard let capability = Capability(of: what) else { throw Self.notHere }
        return try await perform(on: id) { _, desk, _ in
            try Access.require(capability, by: asker, ticketGroup: desk.ticket.group)
            return Command(what, by: asker.actor, way: way)
        }
    }

    private static let textMissing = Refusal(
        "text-missing", field: "text", "There is no text.",
        remedy: "Write what the customer or the desk is to read.")
    private static let textTooLong = Refusal(
        "text-too-long", field: "text", "The text is longer than 200,000 characters.",
        remedy: "Send the long part as a file.")
    private static let notHere = Refusal(
        "wrong-way", "This act carries a message.", remedy: "Send it with its text.")
}

extension Capability {
    /// What an act without a message needs; nil for acts that aren't a person's, or that carry a message.
    init?(of what: Command.What) {
        switch what {
        case .assign: self = .assign
        case .escalate: self = .escalate
        case .setSeverity, .classify: self = .setSeverity
        case .exclude: self = .proposeExclusion
        case .approveExclusion, .refuseExclusion: self = .approveExclusion
        case .answerDispute, .answerObjection: self = .answerDispute
        case .reopen, .noFurtherRequest: self = .reopen
        case .markNotInquiry: self = .markNotInquiry
        case .reverse(.notInquiry, _): self = .markNotInquiry
        case .reverse: self = .approveExclusion
        default: return nil
        }
    }
}
