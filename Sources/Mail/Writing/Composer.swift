/// A mail to be sent, as values; `bytes` is its RFC 5322 form. Nothing in it can break out of its field:
/// line breaks and NUL are taken out of every value. Recipients of blind copies are the envelope's, and
/// have no field here.
public struct Composer: Sendable {
    /// The field that marks a mail written by a desk of this kind without a person.
    public static let loopMarker = "X-Duly-Automatic"
    /// Ids kept in References: the root and the newest.
    public static let referenceCountMax = 30

    /// Who wrote the mail.
    public enum Origin: Sendable, Equatable {
        /// A named person.
        case person
        /// A receipt or a survey: answers a mail by itself.
        case answer
        /// A notice that the agreement requires.
        case notice
    }

    public var from: Mailbox
    public var to: [Mailbox]
    public var cc: [Mailbox] = []
    public var replyTo: Mailbox?
    public var subject: String
    public var text: String
    /// Already safe; shown by readers that prefer HTML.
    public var html: String?
    public var attachments: [Attachment] = []
    /// Without brackets, made once and kept for every retry.
    public var messageID: String
    public var date: MailDate
    public var inReplyTo: String?
    /// The customer's own, oldest first; the root stays when the list is cut.
    public var references: [String] = []
    /// Of the mail that it answers, already with its own level.
    public var threadIndex: ThreadIndex?
    public var origin: Origin = .person
    /// Where one request leaves the list (RFC 8058); an address of HTTP.
    public var leaving: String?

    /// A mail with both faces of what it says.
    public init(
        from: Mailbox, to: [Mailbox], subject: String, body: MailBody, messageID: String, date: MailDate
    ) {
        self.init(from: from, to: to, subject: subject, text: body.text, messageID: messageID, date: date)
        html = body.html
    }

    public init(
        from: Mailbox, to: [Mailbox], subject: String, text: String, messageID: String, date: MailDate
    ) {
        self.from = from
        self.to = to
        self.subject = subject
        self.text = text
        self.messageID = messageID
        self.date = date
    }

    /// The same message every time: nothing in it is drawn at random.
    public var bytes: [UInt8] {
        var out = HeaderWriter()
        writeHeader(&out)
        out.field("MIME-Version", "1.0")
        writeBody(&out)
        return out.bytes
    }

    /// The references of an answer to a message: its own, and itself.
    public static func references(answering message: Message) -> [String] {
        let before = message.references.isEmpty ? message.inReplyTo.map { [$0] } ?? [] : message.references
        return before.filter { $0 != message.messageID } + [message.messageID]
    }

    private func writeHeader(_ out: inout HeaderWriter) {
        out.field("Date", date.rfc5322)
        out.mailboxes("From", [from])
        out.mailboxes("To", to)
        out.mailboxes("Cc", cc)
        out.mailboxes("Reply-To", replyTo.map { [$0] } ?? [])
        out.text("Subject", subject)
        out.ids("Message-ID", [messageID])
        out.ids("In-Reply-To", inReplyTo.map { [$0] } ?? [])
        out.ids("References", keptReferences)
        if let threadIndex { out.field("Thread-Index", threadIndex.text) }
        if let leaving {
            out.field("List-Unsubscribe", "<\(leaving)>")
            out.field("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
        }
        switch origin {
        case .person: break
        case .answer, .notice:
            out.field("Auto-Submitted", origin == .answer ? "auto-replied" : "auto-generated")
            out.field("X-Auto-Response-Suppress", "All")
            out.field(Composer.loopMarker, "1")
        }
    }

    private var keptReferences: [String] {
        var all = references
        if let id = inReplyTo, !all.contains(id) { all.append(id) }
        guard all.count > Composer.referenceCountMax else { return all }
        return all.prefix(1) + all.suffix(Composer.referenceCountMax - 1)
    }
}
