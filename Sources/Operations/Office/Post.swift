import Agreements
import BusinessTime
import Desk
public import Mail
public import Storage

/// The desk's own addresses and the key of its reply tokens.
public enum Post {
    public static func support(_ reader: Reader) throws -> MailAddress {
        guard let text = try reader.setting("support-address"), let address = MailAddress(text) else {
            throw Refusal(
                "no-support-address", clause: .primaryChannel, "The desk has no support address.",
                remedy: "Set one: the agreement names it in clause B.1.")
        }
        return address
    }

    /// From whom mail is: as it is set up for sending, else the support address.
    public static func sender(_ reader: Reader) throws -> MailAddress {
        let own = try reader.relay().flatMap { try Office.settings(of: $0).from }
        return try own.flatMap { MailAddress($0) } ?? support(reader)
    }

    public static func domain(_ reader: Reader) throws -> String { try support(reader).domain }

    public static func tokens(_ reader: Reader) throws -> ReplyToken {
        let key = bytes(hexadecimal: try reader.setting("reply-key") ?? "")
        precondition(key.count >= 16, "the reply key is made when the desk is")
        return ReplyToken { Secret.mac($0, key: key) }
    }
}

/// A message of a ticket on its way to somebody of the customer.
struct Posting {
    /// What the ticket keeps of it: the words without signature and history.
    var text: String
    let to: StoredPerson
    let body: MailBody
    /// Whom the mail names besides.
    var copies: [MailAddress] = []
    var attachments: [Attachment] = []
    /// Stands below the words and the signature.
    var history: [MailBody.Block] = []
    var origin = Composer.Origin.notice
    /// The mail holds a link that opens something to whoever has it.
    var isConfidential = false

    init(_ body: MailBody, to person: StoredPerson) {
        text = body.wordsAlone
        to = person
        self.body = body
    }
}

extension MailBody {
    /// As text, without the signature.
    var wordsAlone: String {
        let words = blocks.filter { if case .signature = $0 { false } else { true } }
        return String(MailBody(words).text.dropLast())
    }
}

extension Office {
    /// Queues a stored message to somebody of the customer, and its copies.
    func post(
        _ message: StoredMessage, _ posting: Posting, on ticket: Ticket, now: Instant, _ writer: Writer
    ) throws {
        let (support, person) = (try Post.support(writer), posting.to)
        // A person answers where the customer asks for it; what goes out by itself goes to the customer.
        let wanted = try posting.origin == .person ? answerAddress(of: person, on: ticket, writer) : nil
        guard let to = wanted ?? MailAddress(person.address) else { return }
        var composer = try composer(of: message, posting, on: ticket, to: to, now: now, writer)
        composer.cc = posting.copies.map { Mailbox(address: $0) }
        composer.attachments = posting.attachments
        let tokens = try Post.tokens(writer)
        let blob = try database.blobs.take(composer.bytes)
        for recipient in [to] + posting.copies {
            var entry = OutboxEntry(
                message: message.id, ticket: ticket.id.rawValue, messageID: composer.messageID, bytes: blob,
                envelopeFrom: "", envelopeTo: recipient.description, created: now)
            entry.isConfidential = posting.isConfidential
            // An answer by itself is sent from <>; of the rest a bounce names the message and the recipient.
            let isAnswer = posting.origin == .answer
            _ = try writer.add(entry, bytes: blob) { number in
                isAnswer
                    ? nil
                    : tokens.bounceAddress(ticket: ticket.id.rawValue, number: number, domain: support.domain)
                        .map(\.description) ?? support.description
            }
        }
    }

    private func composer(
        of message: StoredMessage, _ posting: Posting, on ticket: Ticket, to: MailAddress, now: Instant,
        _ reader: Reader
    ) throws -> Composer {
        let support = try Post.support(reader)
        let earlier = try reader.messages(of: ticket.id.rawValue, includingInternal: false)
        let body = MailBody(posting.body.blocks + posting.history, language: posting.body.language)
        var composer = Composer(
            from: Mailbox(
                name: try reader.setting("desk-name") ?? "Support", address: try Post.sender(reader)),
            to: [Mailbox(name: posting.to.name, address: to)],
            subject: Self.subject(message.subject, ticket: ticket.id), body: body,
            messageID: message.messageID ?? "", date: MailDate(seconds: now.seconds))
        composer.replyTo = try Post.tokens(reader).replyAddress(ticket: ticket.id.rawValue, support: support)
            .map { Mailbox(address: $0) }
        let ids = earlier.filter { $0.id != message.id }.compactMap(\.messageID)
        // What came in by the portal has no id to refer to.
        composer.inReplyTo = earlier.last { $0.direction == .incoming && $0.messageID != nil }?.messageID
        composer.references = (earlier.first?.references ?? []) + ids
        composer.threadIndex = try reader.threadIndex(ofTicket: ticket.id.rawValue)
            .flatMap { ThreadIndex($0) }?.answered(at: now.seconds, id: composer.messageID)
        composer.origin = posting.origin
        return composer
    }

    static func subject(_ subject: String, ticket: Ticket.ID) -> String {
        let tag = Threading.subjectTag(ticket: ticket.rawValue)
        let plain = subject.contains(tag) ? subject : "\(subject) \(tag)"
        return plain.lowercased().hasPrefix("re:") ? plain : "Re: \(plain)"
    }
}
