import Agreements
public import BusinessTime
public import Desk
import Mail
public import Storage

// Calls become facts like mail does: the call is a message, its beginning the receipt, the conversation the
// acknowledgment (A.1). What a program logs is received too, and acknowledges nothing.
extension Office {
    /// Who logs a call, by which way, and when.
    public struct CallTurn: Sendable {
        public let asker: Access.Asker
        public let visibility: Visibility
        public let way: Way
        public let now: Instant
        /// Who spoke, where that is not the asker: a call that was matched later.
        var spoke: Actor?

        public init(by asker: Access.Asker, _ visibility: Visibility, way: Way, at now: Instant) {
            (self.asker, self.visibility, self.way, self.now) = (asker, visibility, way, now)
        }

        var speaker: Actor { spoke ?? asker.actor }
    }

    /// A contact whom the asker may know of: who has asked only where the asker does not see it is hidden.
    public func callableContact(
        _ id: Int64, for asker: Access.Asker, _ visibility: Visibility, in reader: Reader
    ) throws -> StoredPerson {
        guard let person = try reader.person(id), person.kind == .contact, !person.isErased,
            try reader.isShown(contact: id, to: visibility)
        else { throw Access.Denial.hidden }
        return person
    }

    /// Logs a call with a contact, on the ticket that was named or a new one. Gives the ticket.
    @discardableResult
    public func log(
        _ wish: CallWish, with contact: Int64, _ turn: CallTurn, _ writer: Writer
    ) throws -> Ticket.ID {
        try Access.require(.logCall, by: turn.asker)
        let person = try callableContact(contact, for: turn.asker, turn.visibility, in: writer)
        try wish.check(at: turn.now)
        var call = call(wish, turn)
        return try bind(&call, wish, to: person, turn, writer)
    }

    /// Keeps a call in sight of which nobody knows whose it is. Gives its number in the log.
    @discardableResult
    public func keep(_ wish: CallWish, _ turn: CallTurn, _ writer: Writer) throws -> Int64 {
        try Access.require(.logCall, by: turn.asker)
        guard wish.direction == .incoming else {
            throw Refusal(
                "contact-missing", field: "contact", "It is not said who was called.",
                remedy: "Name the contact by mail address, or find them first.")
        }
        guard wish.opens else { throw Refusal.whoseCall }
        try wish.check(at: turn.now)
        var call = call(wish, turn)
        call.summary = Self.words(wish)
        return try writer.add(call).id
    }

    private func call(_ wish: CallWish, _ turn: CallTurn) -> StoredCall {
        var call = StoredCall(
            wish.direction, wish.kind, agent: turn.asker.person.rawValue, started: wish.started,
            ended: wish.ended)
        call.number = wish.number?.description ?? ""
        call.caller = wish.caller
        call.subject = wish.subject
        call.logged = turn.now
        if case .program(let name, _) = turn.asker.means { call.program = name }
        return call
    }

    /// Nothing that was answered may be lost with a call that is kept apart.
    private static func words(_ wish: CallWish) -> String {
        guard case .answered(let answer) = wish.outcome else { return wish.summary }
        return "\(wish.summary)\n\nAnswered: \(answer)"
    }

    func bind(
        _ call: inout StoredCall, _ wish: CallWish, to person: StoredPerson, _ turn: CallTurn,
        _ writer: Writer
    ) throws -> Ticket.ID {
        let (desk, message) = try place(wish, of: person, turn, writer)
        (call.contact, call.message) = (person.id, message.id)
        (call.state, call.summary, call.subject, call.caller) = (.bound, "", "", "")
        if call.id == 0 { _ = try writer.add(call) } else { try writer.update(call) }
        let id = desk.ticket.id
        if wish.kind == .voicemail, wish.opens {
            try sendReceipt(of: desk, now: turn.now, writer) { recent, own in
                MailAddress(person.address).flatMap {
                    LoopGuard.refusal(toSignedIn: $0, recent: recent, ownAddresses: own)
                }
            }
        }
        guard wish.kind == .conversation else { return id }
        try converse(wish, message, on: id, turn, writer)
        return id
    }

    /// The ticket with the call's words in it.
    private func place(
        _ wish: CallWish, of person: StoredPerson, _ turn: CallTurn, _ writer: Writer
    ) throws -> (Dossier, StoredMessage) {
        if case .onTicket(let id) = wish.outcome {
            let desk = try ticket(id, of: person, turn, writer)
            return try add(wish, of: person, to: desk, turn, writer)
        }
        var inquiry = Inquiry(
            address: person.address, name: person.name, subject: wish.subject,
            text: wish.summary.filter { $0 != "\0" }, way: .phone)
        inquiry.receivedAt = wish.started
        inquiry.category = wish.category
        inquiry.writtenBy = turn.speaker
        inquiry.openedByAgent = wish.direction == .outgoing
        let desk = try open(inquiry, now: turn.now, writer)
        guard let message = try writer.message(desk.ticket.receipt.message.id.rawValue) else {
            preconditionFailure("the ticket was just opened with its message")
        }
        return (desk, message)
    }

    private func converse(
        _ wish: CallWish, _ message: StoredMessage, on id: Ticket.ID, _ turn: CallTurn, _ writer: Writer
    ) throws {
        guard let desk = try dossier(id, in: writer) else { throw Refusal.noTicket }
        let reference = Desk.Message.Reference(id: Desk.Message.ID(message.id), digest: message.digest)
        let isNamed = if case .agent = turn.speaker { true } else { false }
        let command = Command(
            isNamed ? .converse(reference) : .reply(reference, displayed: true), by: turn.speaker,
            way: .phone, happened: wish.conversed(at: turn.now))
        let after = try append(command, to: desk, id: id, now: turn.now, writer)
        guard case .answered(let text) = wish.outcome else { return }
        var answer = spokenMessage(text, .outgoing, turn, at: wish.ended)
        (answer.ticket, answer.author) = (id.rawValue, turn.speaker.person?.rawValue)
        answer.subject = message.subject
        let stored = try writer.add(answer)
        let resolving = Command(
            .resolve(
                Desk.Message.Reference(id: Desk.Message.ID(stored.id), digest: stored.digest), kind: .answer,
                displayed: true), by: turn.speaker, way: .phone, happened: wish.conversed(at: turn.now))
        try append(resolving, to: after, id: id, now: turn.now, writer)
    }

    func spokenMessage(
        _ text: String, _ direction: StoredMessage.Direction, _ turn: CallTurn, at instant: Instant
    ) -> StoredMessage {
        var message = StoredMessage(direction: direction, sent: instant, received: instant)
        message.text = text.filter { $0 != "\0" }
        message.visibility = direction == .note ? .internal : .public
        message.delivery = direction == .note ? .none : .delivered
        return message
    }
}
