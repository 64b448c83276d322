import Agreements
public import BusinessTime
import Desk
public import Mail
public import Storage

extension Office {
    /// The automatic receipt: that the inquiry arrived, and by when it is answered. It acknowledges nothing.
    /// `refusal` says by the loop rules why none goes out, given what was sent and opened lately and the
    /// desk's own addresses. What `more` says comes first.
    public func sendReceipt(
        of desk: Dossier, saying more: String = "", now: Instant, _ writer: Writer,
        unless refusal: (LoopGuard.Recent, [MailAddress]) -> LoopRefusal?
    ) throws {
        let ticket = desk.ticket
        guard let person = try writer.person(ticket.requester.rawValue), person.kind == .contact else {
            return
        }
        let recent = LoopGuard.Recent(
            automaticMailsInLastHour: try writer.automaticMailCount(
                to: person.address, since: now.advanced(by: -3600)),
            ticketsInLastTenMinutes: try openedLately(with: ticket, writer))
        guard refusal(recent, [try Post.support(writer)]) == nil else { return }
        var posting = Posting(text: (more.isEmpty ? "" : more + "\n") + receiptText(desk), to: person)
        posting.origin = .answer
        try sendAutomatic(posting, on: ticket, now: now, writer)
        try writer.noteAutomaticMail(to: person.address, at: now)
    }

    /// Tickets that the requester opened in the ten minutes up to this one, itself counted; those beyond the
    /// limit are not.
    private func openedLately(with ticket: Ticket, _ reader: Reader) throws -> Int {
        let newest = try reader.tickets(
            requester: ticket.requester.rawValue, limit: LoopGuard.ticketsInTenMinutesMax + 1)
        let since = ticket.receivedAt.advanced(by: -600)
        return newest.count { $0.received >= since }
    }

    private func receiptText(_ desk: Dossier) -> String {
        let first = "We have your message. It is ticket \(desk.ticket.id).\n"
        let last = "\nAnswer this mail to add to the ticket.\n"
        guard let terms = desk.terms, let acknowledgment = desk.clock(.acknowledgment)?.deadline else {
            return first + "No service level agreement applies to it.\n" + last
        }
        let words = LocalWords(terms: terms)
        var text =
            first + "\nUnder your agreement (A.1) a person answers by \(words.time(acknowledgment)).\n"
        if let resolution = desk.clock(.resolution)?.deadline {
            text += "It is to be resolved (A.2) by \(words.time(resolution)).\n"
        }
        return text + last
    }
}
