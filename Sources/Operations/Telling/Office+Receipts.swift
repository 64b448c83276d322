import Agreements
public import BusinessTime
import Desk
public import Mail
public import Storage

extension Office {
    /// The automatic receipt: that the inquiry arrived, and by when it is answered. It acknowledges nothing,
    /// unless the agreement says that it does (A.1): then it is a message of the ticket, and counts once our
    /// sending server accepted it. `refusal` says by the loop rules why none goes out, given what was sent
    /// and opened lately and the desk's own addresses. What `more` says in the recipient's language comes
    /// first, and goes out even where receipts are off.
    @discardableResult
    public func sendReceipt(
        of desk: Dossier, saying more: ((Language) -> String)? = nil, now: Instant, _ writer: Writer,
        unless refusal: (LoopGuard.Recent, [MailAddress]) -> LoopRefusal?
    ) throws -> Dossier {
        let ticket = desk.ticket
        guard let person = try writer.person(ticket.requester.rawValue), person.kind == .contact else {
            return desk
        }
        let kind: LetterKind =
            desk.clock(.acknowledgment)?.deadline == nil ? .receiptWithoutPromise : .receipt
        let acknowledges = desk.isAcknowledgedByReceipt
        guard try more != nil || acknowledges || isOn(kind, in: writer) else { return desk }
        let recent = LoopGuard.Recent(
            automaticMailsInLastHour: try writer.automaticMailCount(
                to: person.address, since: now.advanced(by: -3600)),
            ticketsInLastTenMinutes: try openedLately(with: ticket, writer))
        if let why = refusal(recent, [try Post.support(writer)]) {
            try noteUnsent(why, on: ticket, now: now, writer)
            return desk
        }
        var facts = try facts(for: person, on: desk, writer)
        // This mail is the answer that was promised: no person owes another by then.
        if acknowledges { facts.set(.answerBy, "") }
        var body = try body(kind, facts, for: person, writer)
        if let more { body.blocks = MailBody(plain: more(facts.language)).blocks + body.blocks }
        var posting = Posting(body, to: person)
        posting.origin = .answer
        let message = try sendAutomatic(posting, on: ticket, now: now, writer)
        try writer.noteAutomaticMail(to: person.address, at: now)
        // Something may have happened to the ticket since it was read.
        guard acknowledges, let newest = try dossier(ticket.id, in: writer) else { return desk }
        let reference = Desk.Message.Reference(id: Desk.Message.ID(message.id), digest: message.digest)
        return try append(
            Command(.reply(reference, displayed: false), by: .desk, way: .rule), to: newest, id: ticket.id,
            now: now, writer)
    }

    /// A receipt that the loop rules keep back stands where it would have stood, for the desk and in the
    /// portal. It goes nowhere.
    private func noteUnsent(
        _ why: LoopRefusal, on ticket: Ticket, now: Instant, _ writer: Writer
    ) throws {
        var message = StoredMessage(direction: .outgoing, sent: now, received: now)
        message.ticket = ticket.id.rawValue
        message.subject = try writer.ticketRow(ticket.id.rawValue)?.subject ?? ""
        message.text = "No receipt was mailed: \(why.words). The inquiry arrived all the same, and counts."
        message.isAutomatic = true
        _ = try writer.add(message)
    }

    /// Tickets that the requester opened in the ten minutes up to this one, itself counted; those beyond the
    /// limit are not.
    private func openedLately(with ticket: Ticket, _ reader: Reader) throws -> Int {
        let newest = try reader.received(
            ofNewestTicketsBy: ticket.requester.rawValue, limit: LoopGuard.ticketsInTenMinutesMax + 1)
        let since = ticket.receivedAt.advanced(by: -600)
        return newest.count { $0 >= since }
    }
}

extension Office.Dossier {
    /// The agreement lets the receipt acknowledge, and nothing else has.
    fileprivate var isAcknowledgedByReceipt: Bool {
        terms?.terms.acknowledge.automatic == true && ticket.acknowledgment == nil && ticket.isActive
    }
}
