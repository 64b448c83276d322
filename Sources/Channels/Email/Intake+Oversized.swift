import Mail
import Operations
import Storage

// A mail that was too large to be fetched: a ticket of its head, and one word to its sender.
extension Intake {
    /// What a reader sees in place of the body.
    static func placeholder(for size: Int64) -> String {
        """
        This mail has \(megabytes(size)), more than the \(most) that the desk takes. Only its head was kept; \
        the whole mail stays in the mailbox.
        """
    }

    /// What its sender is told, once and under the loop rules, with the receipt.
    static func refusal(of size: Int64, in language: Language) -> String {
        switch language {
        case .english:
            """
            Your mail has \(megabytes(size)), more than the \(most) that we can take, so only its subject \
            has reached us. Please answer this mail and send what matters in smaller parts.
            """
        case .german:
            """
            Ihre Mail hat \(megabytes(size)), mehr als die \(most), die wir annehmen können; so hat uns nur \
            ihr Betreff erreicht. Bitte antworten Sie auf diese Mail und senden Sie das Wichtige in \
            kleineren Teilen.
            """
        }
    }

    private static var most: String { megabytes(Int64(MailboxVisit.bodyMax)) }

    /// With one decimal, rounded up: what is refused never looks as if it fitted.
    private static func megabytes(_ bytes: Int64) -> String {
        let tenths = (bytes * 10 + (1 << 20) - 1) / (1 << 20)
        return "\(tenths / 10).\(tenths % 10) MB"
    }

    func tellTooLarge(_ arrival: Arrival, _ desk: Office.Dossier, _ writer: Writer) throws {
        guard let size = arrival.entry.wholeSize else { return }
        try office.sendReceipt(of: desk, saying: { Self.refusal(of: size, in: $0) }, now: arrival.now, writer)
        {
            LoopGuard.refusal(arrival.mail, recent: $0, ownAddresses: $1)
        }
    }
}
