import Storage

/// How the sending of one mail to one recipient went, in plain words.
struct MailWords {
    let entry: OutboxEntry
    let words: DeskWords

    init(_ entry: OutboxEntry, _ words: DeskWords) {
        self.entry = entry
        self.words = words
    }

    /// Beside the message in its ticket.
    var ofRecipient: String {
        let to = entry.envelopeTo
        return switch entry.state {
        case .waiting where entry.attempts == 0: "waiting to be sent to \(to)"
        case .waiting: "not yet sent to \(to), tried again \(words.short(entry.nextAttempt))\(said)"
        case .sending: "being sent to \(to)"
        case .accepted: "sent to \(to)"
        case .rejected: "not delivered to \(to): refused\(said)"
        case .failed: "not delivered to \(to)\(said)"
        case .uncertain: "perhaps sent to \(to); \(hope)"
        case .cancelled: "cancelled, not sent to \(to)"
        }
    }

    /// On the page of the outbox.
    var ofOutbox: String {
        switch entry.state {
        case .waiting where entry.attempts == 0: "Waiting for a mail server"
        case .waiting:
            "Tried \(entry.attempts) times, next \(words.short(entry.nextAttempt))\(said)"
        case .sending: "Being sent"
        case .accepted: "Accepted by our mail server"
        case .rejected: "Refused\(said)"
        case .failed: "Not delivered\(said)"
        case .uncertain: "Perhaps sent; \(hope)\(said)"
        case .cancelled: "Cancelled"
        }
    }

    /// On the page of what a mail without a ticket is about.
    var ofNotice: String {
        let said = [.rejected, .failed].contains(entry.state) ? "\(ofRecipient)." : entry.report
        return "A mail of \(words.short(entry.created)): \(said)"
    }

    private var hope: String {
        entry.isOpen
            ? "tried once more \(words.short(entry.nextAttempt))"
            : "twice no answer came, so ask the recipient before it is tried again"
    }

    private var said: String { entry.answer.isEmpty ? "" : ": \(entry.answer)" }
}

extension DeskWords {
    /// What became of mails about something, where they did not arrive.
    func undelivered(_ about: MailSubject, _ reader: Storage.Reader) throws -> [String] {
        try reader.undelivered(about).map { MailWords($0, self).ofNotice }
    }
}
