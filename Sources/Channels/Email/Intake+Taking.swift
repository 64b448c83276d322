import Agreements
import BusinessTime
import Desk
import Mail
import Operations
import Storage

// What a mail is to the desk: the same mail again, a delivery report, a reply, or a new ticket.
extension Intake {
    func take(_ arrival: Arrival, _ writer: Writer) throws {
        let (mail, entry) = (arrival.mail, arrival.entry)
        let identity = Writer.identity(
            messageID: mail.messageID, contentDigest: mail.contentHash, receiver: entry.envelopeTo.first ?? ""
        )
        guard try writer.claim(identity: identity, forInboxEntry: entry.id) == entry.id else { return }
        let tokens = try Post.tokens(writer)
        let recipients = entry.envelopeTo.compactMap { MailAddress($0) }
        let candidates = Threading.candidates(mail, envelopeRecipients: recipients, tokens: tokens)
        if mail.kind == .bounce { return try bounced(arrival, candidates, writer) }
        if try isKeptAsNotice(arrival, writer) { return }
        let inquiry = try inquiry(arrival)
        switch try place(candidates, inquiry, arrival, writer) {
        case .ticket(let id): try join(inquiry, to: id, arrival, writer)
        case .new(let other): try open(inquiry, beside: other, arrival, writer)
        }
    }

    private func inquiry(_ arrival: Arrival) throws -> Inquiry {
        let (mail, entry) = (arrival.mail, arrival.entry)
        guard let sender = mail.from ?? mail.sender else { throw Self.noSender }
        let subject = mail.subject.withoutDirectionMarks
        var inquiry = Inquiry(
            address: sender.address.description, name: sender.name.withoutDirectionMarks,
            subject: subject.isEmpty ? "(no subject)" : subject,
            text: mail.readableText.withoutDirectionOverrides, way: .mail)
        inquiry.html = mail.html?.withoutDirectionOverrides
        inquiry.receivedAt = received(arrival)
        inquiry.messageID = mail.messageID
        inquiry.references = mail.references
        inquiry.inbox = entry.id
        inquiry.recipients = entry.envelopeTo
        // A list's mail is a person's; only an answer by a program changes nothing.
        inquiry.isAutomatic = mail.kind == .autoReply
        return inquiry
    }

    static let noSender = Refusal(
        "no-sender", clause: .primaryChannel, field: "from", "The mail names no sender.",
        remedy: "Attach it to a ticket by hand, or discard it with a reason.")

    /// When the provider's first server took it.
    func received(_ arrival: Arrival) -> Instant {
        let dated = ReceivedLines.receipt(arrival.mail.receivedLines, ownHosts: ownHosts)
        let received = arrival.entry.received
        return min(dated.map { Instant(seconds: $0.seconds) } ?? received, received)
    }

    private func open(
        _ inquiry: Inquiry, beside other: Ticket.ID?, _ arrival: Arrival, _ writer: Writer
    ) throws {
        let desk = try office.open(inquiry, now: arrival.now, writer)
        let ticket = desk.ticket
        try keepParcels(arrival, with: ticket.receipt.message.id.rawValue, writer)
        try noteParticipants(arrival, inquiry, of: ticket, writer)
        if let other, let dossier = try office.dossier(ticket.id, in: writer) {
            let reason = "The mail that opened this ticket names ticket \(other), which it could not join."
            try office.append(
                Command(.link(other, reason: reason), by: .desk, way: .mail), to: dossier, id: ticket.id,
                now: arrival.now, writer)
        }
        try noteLimits(arrival, on: ticket.id, writer)
        try office.sendReceipt(of: desk, now: arrival.now, writer) { recent, own in
            LoopGuard.refusal(arrival.mail, recent: recent, ownAddresses: own)
        }
    }

    private func join(_ inquiry: Inquiry, to id: Ticket.ID, _ arrival: Arrival, _ writer: Writer) throws {
        guard let dossier = try office.dossier(id, in: writer) else { throw Self.goneTicket }
        let now = arrival.now
        let sender = try office.person(of: inquiry, writer)
        let received = min(inquiry.receivedAt ?? now, now)
        let message = try writer.add(office.stored(inquiry, from: sender, ticket: id, at: received))
        try keepParcels(arrival, with: message.id, writer)
        try noteParticipants(arrival, inquiry, of: dossier.ticket, writer)
        let reply = CustomerReply(
            message: Desk.Message.Reference(id: Desk.Message.ID(message.id), digest: message.digest),
            automatic: inquiry.isAutomatic)
        let command = Command(
            .customerReply(reply), by: .contact(Person.ID(sender.id)), way: .mail, happened: received)
        try office.append(command, to: dossier, id: id, now: now, writer)
        try noteLimits(arrival, on: id, writer)
        if !inquiry.isAutomatic { try writer.setUnread(true, ticket: id.rawValue) }
    }

    private static let goneTicket = Refusal(
        "no-ticket", clause: .primaryChannel, "The ticket that the mail names can't be read.",
        remedy: "Check the store with duly audit verify.")
}
