/// Which ticket a mail may belong to. Whether its sender may write there is another question, answered by
/// the desk.
public enum Threading {
    /// The evidence in the order in which it counts.
    public enum Candidate: Hashable, Sendable {
        /// A token of ours in a recipient address.
        case token(ReplyToken.Meaning)
        /// A message id to be looked up among those we sent or stored, nearest first.
        case reference(messageID: String)
        /// A tag in the subject: counts from a participant only.
        case subjectTag(ticket: Int64)
    }

    public static let candidateCountMax = 300

    public static func candidates(
        _ message: Message, envelopeRecipients: [MailAddress], tokens: ReplyToken
    ) -> [Candidate] {
        var found: [Candidate] = []
        var seen: Set<Candidate> = []
        func add(_ candidate: Candidate) {
            if found.count < candidateCountMax, seen.insert(candidate).inserted { found.append(candidate) }
        }
        for address in recipients(message, envelopeRecipients: envelopeRecipients) {
            if let meaning = tokens.meaning(of: address) { add(.token(meaning)) }
        }
        if let report = message.deliveryReport?.originalMessageID { add(.reference(messageID: report)) }
        if let id = message.inReplyTo { add(.reference(messageID: id)) }
        for id in message.references.reversed() { add(.reference(messageID: id)) }
        for ticket in subjectTags(message.subject) { add(.subjectTag(ticket: ticket)) }
        return found
    }

    /// All addresses that a mail came to: envelope, then what delivery agents wrote, then To and Cc.
    public static func recipients(_ message: Message, envelopeRecipients: [MailAddress]) -> [MailAddress] {
        var seen: Set<MailAddress> = []
        let all = envelopeRecipients + message.deliveredTo + (message.to + message.cc).map(\.address)
        return all.filter { seen.insert($0).inserted }
    }

    /// `[#123]` for a ticket's subject.
    public static func subjectTag(ticket: Int64) -> String { "[#\(ticket)]" }

    /// The tickets that a subject names by `[#123]`.
    public static func subjectTags(_ subject: String) -> [Int64] {
        subject.split(separator: "[").compactMap { piece in
            guard piece.first == "#", let close = piece.firstIndex(of: "]") else { return nil }
            let digits = piece[piece.index(after: piece.startIndex)..<close]
            return digits.utf8.allSatisfy(\.isDigit) ? Int64(digits) : nil
        }
    }
}
