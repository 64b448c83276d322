public import BusinessTime
public import Desk
import Mail
public import Storage

extension Office {
    /// Characters. A longer text is refused, not cut.
    static let textMax = 200_000

    /// Who asks for something to be done to which ticket, and by which way.
    public struct Turn: Sendable {
        public let ticket: Ticket.ID
        public let asker: Access.Asker
        public let way: Way
        public let now: Instant
        /// When the person did it, where that was before: an answer that waited to be taken back.
        public var happened: Instant?

        public init(on ticket: Ticket.ID, by asker: Access.Asker, way: Way, at now: Instant) {
            self.ticket = ticket
            self.asker = asker
            self.way = way
            self.now = now
        }
    }

    /// Stores the text, decides, and queues the mail to the customer, all in one transaction.
    @discardableResult
    public func answer(
        _ kind: Answer, text: String, with enclosure: Enclosure = .nothing, on id: Ticket.ID,
        by asker: Access.Asker, way: Way = .page
    ) async throws -> Dossier {
        let turn = Turn(on: id, by: asker, way: way, at: clock())
        return try await database.write {
            try self.answer(kind, text: text, with: enclosure, turn, $0)
        }
    }

    /// Throws what `answer` would refuse, and writes nothing.
    public func wouldAnswer(_ kind: Answer, text: String, _ turn: Turn, _ reader: Reader) throws {
        guard text.count <= Self.textMax else { throw Self.textTooLong }
        let desk = try allowed(kind.capability, turn, reader)
        let command = Command(
            kind.command(Desk.Message.Reference(id: Desk.Message.ID(0), digest: "")), by: turn.asker.actor,
            way: turn.way)
        _ = try decide(command, ticket: desk.ticket, terms: desk.terms, now: turn.now)
    }

    /// Inside a transaction of the caller's.
    @discardableResult
    public func answer(
        _ kind: Answer, text: String, with enclosure: Enclosure = .nothing, _ turn: Turn, _ writer: Writer
    ) throws -> Dossier {
        // What goes out is the desk's; a contact answers as a contact.
        guard turn.asker.role != .contact else {
            throw Access.Denial.forbidden("A contact writes in the portal or by mail.")
        }
        let text = text.filter { $0 != "\0" }
        guard text.contains(where: { !$0.isWhitespace }) else { throw Self.textMissing }
        guard text.count <= Self.textMax else { throw Self.textTooLong }
        let desk = try allowed(kind.capability, turn, writer)
        if kind.isInternal, !enclosure.copies.isEmpty { throw Refusal.copyOfNote }
        let mentioned = try mentioned(kind, text, desk, turn, writer)
        let files = try enclosed(enclosure, in: text, writer)
        let posting = try posting(kind, text, files, desk, turn, writer)
        let stored = try writer.add(try message(kind, text: posting?.text ?? text, turn, writer))
        try keep(files, with: stored, writer)
        if var posting {
            let named = try copies(enclosure, on: desk.ticket, to: posting.to, writer)
            try keep(named, of: stored, writer)
            posting.copies = named + (try followerCopies(of: desk.ticket, but: named, writer))
            try post(stored, posting, on: desk.ticket, now: turn.now, writer)
        }
        let reference = Desk.Message.Reference(id: Desk.Message.ID(stored.id), digest: stored.digest)
        let command = Command(
            kind.command(reference), by: turn.asker.actor, way: turn.way, happened: turn.happened)
        let after = try append(command, to: desk, id: turn.ticket, now: turn.now, writer)
        try tell(mentioned: mentioned, in: stored, on: after, turn, writer)
        return after
    }

    private func message(
        _ kind: Answer, text: String, _ turn: Turn, _ writer: Writer
    ) throws -> StoredMessage {
        var message = StoredMessage(
            direction: kind.isInternal ? .note : .outgoing, sent: turn.happened ?? turn.now,
            received: turn.now)
        message.ticket = turn.ticket.rawValue
        message.author = turn.asker.person.rawValue
        message.visibility = kind.isInternal ? .internal : .public
        message.text = text
        message.subject = try writer.ticketRow(turn.ticket.rawValue)?.subject ?? ""
        message.delivery = kind.isInternal ? .none : .waiting
        message.messageID = kind.isInternal ? nil : secret.word() + "@" + (try Post.domain(writer))
        return message
    }

    /// An act without words to the customer.
    @discardableResult
    public func act(
        _ what: Command.What, on id: Ticket.ID, by asker: Access.Asker, way: Way = .page
    ) async throws -> Dossier {
        let turn = Turn(on: id, by: asker, way: way, at: clock())
        return try await database.write { try self.act(what, turn, $0) }
    }

    /// Inside a transaction of the caller's.
    @discardableResult
    public func act(_ what: Command.What, _ turn: Turn, _ writer: Writer) throws -> Dossier {
        guard let capability = Capability(of: what) else { throw Self.notHere }
        let desk = try allowed(capability, turn, writer)
        let command = Command(what, by: turn.asker.actor, way: turn.way)
        return try append(command, to: desk, id: turn.ticket, now: turn.now, writer)
    }

    func allowed(_ capability: Capability, _ turn: Turn, _ reader: Reader) throws -> Dossier {
        guard let desk = try dossier(turn.ticket, in: reader) else { throw Refusal.noTicket }
        try Access.require(capability, by: turn.asker, on: thing(desk.ticket, in: reader))
        return desk
    }

    static let textMissing = Refusal(
        "text-missing", field: "text", "There is no text.",
        remedy: "Write what the customer or the desk is to read.")
    static let textTooLong = Refusal(
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
        case .chooseAgreement: self = .moveToOrganisation
        case .exclude, .giveEvidence: self = .proposeExclusion
        case .approveExclusion, .refuseExclusion: self = .approveExclusion
        case .answerDispute, .answerObjection: self = .answerDispute
        case .reopen, .noFurtherRequest: self = .reopen
        case .needNoAnswer: self = .reply
        case .markNotInquiry: self = .markNotInquiry
        case .reverse(.notInquiry, _): self = .markNotInquiry
        case .reverse: self = .approveExclusion
        default: return nil
        }
    }
}
