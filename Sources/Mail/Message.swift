/// One mail, read from its bytes. Reading never fails: what is broken is missing, what is too much is named
/// in `beyondLimits`, and the raw bytes stay with the caller.
public struct Message: Sendable {
    /// The first address of From.
    public internal(set) var from: Mailbox?
    /// All addresses of From.
    public internal(set) var authors: [Mailbox] = []
    public internal(set) var sender: Mailbox?
    public internal(set) var replyTo: Mailbox?
    public internal(set) var to: [Mailbox] = []
    public internal(set) var cc: [Mailbox] = []
    /// Where the sender's program left it in: for the desk alone.
    public internal(set) var bcc: [Mailbox] = []
    public internal(set) var subject = ""
    /// Without brackets; derived from the content when the mail has none.
    public internal(set) var messageID = ""
    public internal(set) var isMessageIDDerived = false
    /// The first id of In-Reply-To.
    public internal(set) var inReplyTo: String?
    public internal(set) var references: [String] = []
    /// Where it stands in the thread of its sender's program.
    public internal(set) var threadIndex: ThreadIndex?
    public internal(set) var date: MailDate?
    /// All text/plain of the body, line ends LF.
    public internal(set) var text: String?
    /// All text/html of the body, undefused: only `SafeHTML` may show it.
    public internal(set) var html: String?
    public internal(set) var attachments: [Attachment] = []
    /// Texts and pages of the body in their order.
    var passages: [Passage] = []
    /// Signed or encrypted how; nothing is verified and nothing decrypted.
    public internal(set) var protections: Set<Protection> = []
    /// The first event of an invitation that came with it.
    public internal(set) var invitation: Invitation?
    /// Newest first, as they stand in the header.
    public internal(set) var receivedLines: [ReceivedLine] = []
    /// `.some(nil)` is the empty path `<>`.
    public internal(set) var returnPath: MailAddress??
    /// Addresses that delivery agents wrote: Delivered-To, X-Original-To, Envelope-To, in this order.
    public internal(set) var deliveredTo: [MailAddress] = []
    /// Who says what about the sender, as it stands in the header. Believe only who is named.
    public internal(set) var authenticationResults: [AuthenticationResults] = []
    /// What the header says about being written by a program.
    public internal(set) var automation = Automation()
    public internal(set) var deliveryReport: DeliveryReport?
    /// SHA-256 in hexadecimal over who, when, what and the body, line ends made equal; hops do not change it.
    public internal(set) var contentHash = ""
    public internal(set) var beyondLimits: Set<LimitName> = []

    init() {}

    /// The envelope counts beside the header, which mail servers often give without Return-Path. Empty is the
    /// null path `<>`, to which nothing is ever answered.
    public mutating func cameWith(envelopeFrom: String) {
        if returnPath == nil { returnPath = .some(MailAddress(envelopeFrom)) }
        if envelopeFrom.isEmpty { automation.hasEmptyReturnPath = true }
    }

    /// The text; of a page that has no text beside it, the page as text.
    public var readableText: String { Passage.readable(passages) }

    /// What a ticket says of it: the readable text, and before it that something is encrypted.
    public var ticketText: String {
        let kinds = Protection.allCases.filter { $0.isEncrypted && protections.contains($0) }
        guard let encryption = kinds.first else { return readableText }
        let note = """
            This mail is encrypted with \(encryption.method) and can't be read here. \
            Its encrypted part is kept.
            """
        let text = readableText
        return text.utf8.contains { !$0.isWhite } ? "\(note)\n\n\(text)" : note + "\n"
    }

    /// The text without quoted history and signature.
    public var replyText: String { ReplyText.newText(in: readableText) }

    /// Where an answer goes.
    public var answerAddress: Mailbox? { replyTo ?? from }
}
