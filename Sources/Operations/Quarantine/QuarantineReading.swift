public import BusinessTime
public import Desk
import Mail
public import Storage

/// A mail in quarantine with its words.
public struct QuarantineReading: Sendable {
    public let mail: StoredQuarantine
    public let received: Instant
    /// The envelope: who gave it and for whom.
    public let envelopeFrom: String
    public let envelopeTo: [String]
    /// Why it is kept, in a sentence.
    public let why: String
    public let entrance: Entrance?
    /// nil where its bytes are gone.
    public let letter: Letter?
    public let facts: [QuarantineFact]
    /// What it opened or joined.
    public let ticket: Int64?

    /// What the mail says.
    public struct Letter: Sendable {
        /// nil where it names nobody.
        public let sender: String?
        public let from: String
        public let subject: String
        public let text: String
        public let files: [String]
    }
}

extension Office {
    /// Characters of a mail's text that the page shows; the whole is in the raw mail.
    static let quarantineTextMax = 20_000

    public func quarantineReading(_ inbox: Int64, in reader: Reader) throws -> QuarantineReading? {
        guard let mail = try reader.quarantine(inbox), let entry = try reader.inboxEntry(inbox) else {
            return nil
        }
        return QuarantineReading(
            mail: mail, received: entry.received, envelopeFrom: entry.envelopeFrom,
            envelopeTo: entry.envelopeTo, why: entry.why, entrance: try reader.entrance(ofInboxEntry: inbox),
            letter: try quarantineLetter(inbox, in: reader), facts: try quarantineFacts(inbox, in: reader),
            ticket: try reader.ticket(ofInboxEntry: inbox))
    }

    func quarantineLetter(_ inbox: Int64, in reader: Reader) throws -> QuarantineReading.Letter? {
        guard let message = try quarantinedMail(inbox, in: reader) else { return nil }
        let sender = message.from ?? message.sender
        return QuarantineReading.Letter(
            sender: sender?.address.description,
            from: sender.map { $0.name.isEmpty ? "\($0.address)" : "\($0.name) <\($0.address)>" }
                ?? "nobody that can be read",
            subject: message.subject.isEmpty ? "(no subject)" : message.subject,
            text: String(message.ticketText.prefix(Self.quarantineTextMax)),
            files: message.attachments.map { $0.filename ?? $0.contentType })
    }

    /// nil where its bytes are gone.
    func quarantinedMail(_ inbox: Int64, in reader: Reader) throws -> Mail.Message? {
        guard let entry = try reader.inboxEntry(inbox), let blob = try reader.blob(entry.blob), blob.size > 0,
            let bytes = try? database.blobs.bytes(of: blob)
        else { return nil }
        return Mail.Message.parse(bytes)
    }
}
