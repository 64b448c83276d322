import Agreements
public import BusinessTime
public import Desk
import Mail
public import Storage

extension Office {
    /// The automatic receipt: that the inquiry arrived, and by when it is answered. It acknowledges nothing.
    public func sendReceipt(of ticket: Ticket, now: Instant, _ writer: Writer) throws {
        try sendAutomatic(try receiptText(ticket, writer), on: ticket, origin: .answer, now: now, writer)
    }

    private func receiptText(_ ticket: Ticket, _ reader: Reader) throws -> String {
        let first = "We have your message. It is ticket \(ticket.id).\n"
        let last = "\nAnswer this mail to add to the ticket.\n"
        guard let terms = try shelf.terms(of: ticket, in: reader),
            let acknowledgment = ticket.clock(.acknowledgment, under: terms)?.deadline
        else { return first + "No service level agreement applies to it.\n" + last }
        let words = LocalWords(terms: terms)
        var text =
            first + "\nUnder your agreement (A.1) a person answers by \(words.time(acknowledgment)).\n"
        if let resolution = ticket.clock(.resolution, under: terms)?.deadline {
            text += "It is to be resolved (A.2) by \(words.time(resolution)).\n"
        }
        return text + last
    }
}
