import Agreements
public import BusinessTime
public import Desk
import Mail
public import Storage

extension Office {
    /// The automatic receipt: that the inquiry arrived, and by when it is answered. It acknowledges nothing.
    public func sendReceipt(of ticket: Ticket, subject: String, now: Instant, _ writer: Writer) throws {
        var message = StoredMessage(direction: .outgoing, sent: now, received: now)
        message.ticket = ticket.id.rawValue
        message.subject = subject
        message.text = try receiptText(ticket, writer)
        message.messageID = secret.word() + "@" + (try Post.domain(writer))
        message.isAutomatic = true
        message.delivery = .waiting
        try post(try writer.add(message), on: ticket, origin: .answer, now: now, writer)
    }

    private func receiptText(_ ticket: Ticket, _ reader: Reader) throws -> String {
        let first = "We have your message. It is ticket \(ticket.id).\n"
        let last = "\nAnswer this mail to add to the ticket.\n"
        guard let terms = try shelf.terms(of: ticket, in: reader),
            let acknowledgment = ticket.clock(.acknowledgment, under: terms)?.deadline
        else { return first + "No service level agreement applies to it.\n" + last }
        var text =
            first + "\nUnder your agreement (A.1) a person answers by \(words(acknowledgment, terms)).\n"
        if let resolution = ticket.clock(.resolution, under: terms)?.deadline {
            text += "It is to be resolved (A.2) by \(words(resolution, terms)).\n"
        }
        return text + last
    }

    /// A date and time in the agreement's zone, with the zone's name.
    private func words(_ instant: Instant, _ terms: PinnedTerms) -> String {
        let local = terms.calendar.rules.local(instant)
        let seconds = local.time.secondOfDay
        let minutes = String(seconds / 60 % 60)
        let padded = minutes.count == 1 ? "0" + minutes : minutes
        return "\(local.date) \(seconds / 3600):\(padded) (\(terms.calendar.definition.zone))"
    }
}
