import Agreements
public import BusinessTime
public import Desk
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
    let text: String
    let to: StoredPerson
    var origin = Composer.Origin.notice
    /// What the mail says in place of the text: with a link that opens something to whoever holds it.
    var mailed: String?

    init(text: String, to person: StoredPerson) {
        self.text = text
        to = person
    }
}

extension Office {
    /// Queues a stored message to the ticket's requester.
    public func post(
        _ message: StoredMessage, on ticket: Ticket, origin: Composer.Origin, now: Instant, _ writer: Writer
    ) throws {
        guard let person = try writer.person(ticket.requester.rawValue) else { return }
        var posting = Posting(text: message.text, to: person)
        posting.origin = origin
        try post(message, posting, on: ticket, now: now, writer)
    }

    /// Queues a stored message to somebody of the customer.
    func post(
        _ message: StoredMessage, _ posting: Posting, on ticket: Ticket, now: Instant, _ writer: Writer
    ) throws {
        let (support, person) = (try Post.support(writer), posting.to)
        // A person answers where the customer asks for it; what goes out by itself goes to the customer.
        let wanted = try posting.origin == .person ? answerAddress(of: person, on: ticket, writer) : nil
        guard let to = wanted ?? MailAddress(person.address) else { return }
        let tokens = try Post.tokens(writer)
        let earlier = try writer.messages(of: ticket.id.rawValue, includingInternal: false)
        let subject = Self.subject(message.subject, ticket: ticket.id)
        var composer = Composer(
            from: Mailbox(
                name: try writer.setting("desk-name") ?? "Support", address: try Post.sender(writer)),
            to: [Mailbox(name: person.name, address: to)], subject: subject,
            text: posting.mailed ?? posting.text,
            messageID: message.messageID ?? "", date: MailDate(seconds: now.seconds))
        composer.replyTo = tokens.replyAddress(ticket: ticket.id.rawValue, support: support)
            .map { Mailbox(address: $0) }
        let ids = earlier.filter { $0.id != message.id }.compactMap(\.messageID)
        composer.inReplyTo = earlier.last { $0.direction == .incoming }?.messageID
        composer.references = (earlier.first?.references ?? []) + ids
        composer.threadIndex = try writer.threadIndex(ofTicket: ticket.id.rawValue)
            .flatMap { ThreadIndex($0) }?.answered(at: now.seconds, id: composer.messageID)
        composer.origin = posting.origin
        let blob = try database.blobs.take(composer.bytes)
        var entry = OutboxEntry(
            message: message.id, ticket: ticket.id.rawValue, messageID: composer.messageID, bytes: blob,
            envelopeFrom: "", envelopeTo: to.description, created: now)
        entry.isConfidential = posting.mailed != nil
        // An answer by itself is sent from <>; of the rest a bounce names the message and the recipient.
        let isAnswer = posting.origin == .answer
        _ = try writer.add(entry, bytes: blob) { number in
            isAnswer
                ? nil
                : tokens.bounceAddress(ticket: ticket.id.rawValue, number: number, domain: support.domain)
                    .map(\.description) ?? support.description
        }
    }

    private static func subject(_ subject: String, ticket: Ticket.ID) -> String {
        let tag = Threading.subjectTag(ticket: ticket.rawValue)
        let plain = subject.contains(tag) ? subject : "\(subject) \(tag)"
        return plain.lowercased().hasPrefix("re:") ? plain : "Re: \(plain)"
    }
}
