import Agreements
import BusinessTime
public import Desk
public import Storage

// On which ticket a call is put, and whose it was, said later.
extension Office {
    /// A ticket of the contact's organisation that the asker sees. One that is hidden is not there.
    func ticket(
        _ id: Ticket.ID, of person: StoredPerson, _ turn: CallTurn, _ reader: Reader
    ) throws -> Dossier {
        guard try reader.ticketRow(id.rawValue, for: turn.visibility) != nil,
            let desk = try dossier(id, in: reader)
        else {
            throw Refusal(
                "ticket-unknown", field: "ticket", "There is no ticket \(id).",
                remedy: "Choose one of the customer's tickets, or open a new one.")
        }
        let isTheirs =
            desk.ticket.requester.rawValue == person.id
            || (person.organisation != nil && desk.ticket.organisation?.rawValue == person.organisation)
        guard isTheirs else {
            throw Refusal(
                "other-customer", field: "ticket",
                "Ticket \(id) is another customer's than \(person.name).",
                remedy: "Choose one of the customer's own tickets, or open a new one.")
        }
        return desk
    }

    func add(
        _ wish: CallWish, of person: StoredPerson, to desk: Dossier, _ turn: CallTurn, _ writer: Writer
    ) throws -> (Dossier, StoredMessage) {
        let direction: StoredMessage.Direction =
            switch (wish.direction, wish.kind) {
            case (_, .attempt): .note
            case (.incoming, _): .incoming
            case (.outgoing, _): .outgoing
            }
        var message = spokenMessage(wish.summary, direction, turn, at: wish.started)
        message.ticket = desk.ticket.id.rawValue
        message.author = direction == .incoming ? person.id : turn.speaker.person?.rawValue
        message.address = direction == .incoming ? person.address : ""
        message.subject = try writer.ticketRow(desk.ticket.id.rawValue)?.subject ?? ""
        let stored = try writer.add(message)
        let reference = Desk.Message.Reference(id: Desk.Message.ID(stored.id), digest: stored.digest)
        let what: Command.What
        var by = turn.speaker
        switch direction {
        case .note: what = .note(reference)
        case .outgoing: return (desk, stored)
        case .incoming:
            what = .customerReply(CustomerReply(message: reference, automatic: false))
            by = .contact(Person.ID(person.id))
        }
        let command = Command(what, by: by, way: .phone, happened: wish.started)
        let after = try append(command, to: desk, id: desk.ticket.id, now: turn.now, writer)
        return (after, stored)
    }

    /// Says whose a call was that was kept apart. It is received when it was answered; who spoke then
    /// acknowledged it, as late as this says so.
    @discardableResult
    public func match(
        _ number: Int64, to contact: Int64, on ticket: Ticket.ID?, _ turn: CallTurn, _ writer: Writer
    ) throws -> Ticket.ID {
        try Access.require(.logCall, by: turn.asker)
        var call = try unplaced(number, writer)
        let person = try callableContact(contact, for: turn.asker, turn.visibility, in: writer)
        var wish = CallWish(
            call.direction, call.kind, ticket.map { .onTicket($0) } ?? .newTicket, started: call.started,
            ended: call.ended)
        (wish.subject, wish.summary) = (call.subject, call.summary)
        var past = turn
        past.spoke = call.program.isEmpty ? .agent(Person.ID(call.agent)) : .program(call.program)
        if !call.number.isEmpty { try writer.add(phoneNumber: call.number, of: person.id) }
        return try bind(&call, wish, to: person, past, writer)
    }

    /// It is no inquiry. It stays in the log, and can still be matched.
    public func discard(
        call number: Int64, reason: String, _ turn: CallTurn, _ writer: Writer
    ) throws {
        try Access.require(.logCall, by: turn.asker)
        var call = try unplaced(number, writer)
        guard reason.contains(where: { !$0.isWhitespace }), reason.count <= 500 else {
            throw Refusal(
                "reason-missing", field: "reason", "A reason is needed, of at most 500 characters.",
                remedy: "Say why it is no inquiry, for example that it was an advertisement.")
        }
        (call.state, call.reason) = (.discarded, reason)
        try writer.update(call)
    }

    private func unplaced(_ number: Int64, _ reader: Reader) throws -> StoredCall {
        guard let call = try reader.call(number) else { throw Access.Denial.hidden }
        guard call.state != .bound else {
            throw Refusal(
                "matched", field: "contact", "This call is on a ticket already.",
                remedy: "Move the ticket to another customer where that is wrong.")
        }
        guard !call.summary.isEmpty else {
            throw Refusal(
                "erased", clause: .legal, field: "contact", "The words of this call are erased.",
                remedy: "Log it anew where somebody still knows what was said.")
        }
        return call
    }
}

extension Refusal {
    static let whoseCall = Refusal(
        "contact-missing", field: "contact", "A call on a ticket needs to say who called.",
        remedy: "Name the contact by mail address or number, or log it without a ticket.")
}
