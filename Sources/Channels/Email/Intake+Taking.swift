import Agreements
import BusinessTime
import Desk
import Mail
import Operations
import Storage

// What a mail is to the desk: the same mail again, a delivery report, a reply, or a new ticket.
extension Intake {
    func take(_ arrival: Arrival, _ writer: Writer) throws {
        let entry = arrival.entry
        let first = try writer.claim(identity: arrival.identity, forInboxEntry: entry.id)
        if first != entry.id {
            return try writer.note(copy: entry.id, of: first, by: Office.people(of: arrival.mail))
        }
        let gate = try Gate(arrival, office, believed: believed, writer)
        let candidates = Threading.candidates(
            arrival.mail, envelopeRecipients: entry.envelopeTo.compactMap { MailAddress($0) },
            tokens: try Post.tokens(writer))
        if let ticket = gate.attachedTo { return try attach(arrival, gate, to: ticket, writer) }
        if arrival.mail.kind == .bounce, !gate.isVouched { return try bounced(arrival, candidates, writer) }
        if !gate.isVouched, try isAnswerToLetter(arrival, candidates, writer) { return }
        if try isKeptAsNotice(arrival, writer) { return }
        let sender = try gate.sender()
        try gate.hold(sender, writer)
        if let agent = try gate.agent(sender, writer) {
            return try takeFromAgent(agent, arrival, gate, candidates, writer)
        }
        let inquiry = inquiry(arrival, from: sender, gate)
        switch try place(candidates, inquiry, arrival, writer) {
        case .ticket(let id): try join(inquiry, to: id, arrival, gate, writer)
        case .new(let other):
            try gate.holdAnswer()
            try open(inquiry, beside: other, arrival, gate, writer)
        }
    }

    func inquiry(_ arrival: Arrival, from sender: Mailbox, _ gate: Gate) -> Inquiry {
        let (mail, entry) = (arrival.mail, arrival.entry)
        let subject = mail.subject.withoutDirectionMarks
        var inquiry = Inquiry(
            address: sender.address.description, name: sender.name.withoutDirectionMarks,
            subject: subject.isEmpty ? "(no subject)" : subject,
            text: entry.wholeSize.map { Self.placeholder(for: $0) }
                ?? mail.ticketText.withoutDirectionOverrides,
            way: .mail)
        inquiry.html = mail.html?.withoutDirectionOverrides
        inquiry.receivedAt = received(arrival)
        inquiry.messageID = mail.messageID
        inquiry.references = mail.references
        inquiry.inbox = entry.id
        inquiry.recipients = gate.route
        // A list's mail is a person's; only an answer by a program changes nothing.
        inquiry.isAutomatic = mail.kind == .autoReply && !gate.isVouched
        if mail.isByRobot, !gate.isVouched { inquiry.noPromise = Self.byRobot }
        return inquiry
    }

    static let byRobot = """
        A program wrote it, and answers nothing. If it is an inquiry of the customer's, choose the \
        agreement: it then applies from receipt.
        """

    static let noSender = Held(
        .noSender, "The mail names no sender. Say who wrote it, attach it to a ticket, or discard it.")

    /// When the provider's first server took it.
    func received(_ arrival: Arrival) -> Instant {
        let dated = ReceivedLines.receipt(arrival.mail.receivedLines, ownHosts: ownHosts)
        let received = arrival.entry.received
        return min(dated.map { Instant(seconds: $0.seconds) } ?? received, received)
    }

    @discardableResult
    func open(
        _ inquiry: Inquiry, beside other: Ticket.ID?, _ arrival: Arrival, _ gate: Gate, _ writer: Writer
    ) throws -> Ticket.ID {
        let desk = try office.open(inquiry, now: arrival.now, writer)
        let ticket = desk.ticket
        try keepParcels(arrival, with: ticket.receipt.message.id.rawValue, writer)
        try noteOrigin(arrival, gate, of: ticket.receipt.message.id.rawValue, on: ticket, writer)
        try noteParticipants(arrival, inquiry, of: ticket, writer)
        if let other, let dossier = try office.dossier(ticket.id, in: writer) {
            let reason = "The mail that opened this ticket names ticket \(other), which it could not join."
            try office.append(
                Command(.link(other, reason: reason), by: .desk, way: .mail), to: dossier, id: ticket.id,
                now: arrival.now, writer)
        }
        try noteLimits(arrival, on: ticket.id, writer)
        if arrival.entry.wholeSize != nil {
            try tellTooLarge(arrival, desk, writer)
            return ticket.id
        }
        try office.sendReceipt(of: desk, now: arrival.now, writer) { recent, own in
            LoopGuard.refusal(arrival.mail, recent: recent, ownAddresses: own)
        }
        return ticket.id
    }

    func join(
        _ inquiry: Inquiry, to id: Ticket.ID, _ arrival: Arrival, _ gate: Gate, _ writer: Writer
    ) throws {
        guard let dossier = try office.dossier(id, in: writer) else { throw Self.goneTicket }
        let now = arrival.now
        let sender = try office.person(of: inquiry, writer)
        let received = min(inquiry.receivedAt ?? now, now)
        let message = try writer.add(office.stored(inquiry, from: sender, ticket: id, at: received))
        try keepParcels(arrival, with: message.id, writer)
        try noteOrigin(arrival, gate, of: message.id, on: dossier.ticket, writer)
        try noteParticipants(arrival, inquiry, of: dossier.ticket, writer)
        let reply = CustomerReply(
            message: Desk.Message.Reference(id: Desk.Message.ID(message.id), digest: message.digest),
            automatic: inquiry.isAutomatic)
        let command = Command(
            .customerReply(reply), by: .contact(Person.ID(sender.id)), way: .mail, happened: received)
        let after = try office.append(command, to: dossier, id: id, now: now, writer)
        try noteLimits(arrival, on: id, writer)
        try tellTooLarge(arrival, after, writer)
        if !inquiry.isAutomatic { try writer.setUnread(true, ticket: id.rawValue) }
    }

    static let goneTicket = Refusal(
        "no-ticket", clause: .primaryChannel, "The ticket that the mail names can't be read.",
        remedy: "Check the store with duly audit verify.")
}
