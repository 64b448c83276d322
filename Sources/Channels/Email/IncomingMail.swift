/// One mail as a transport handed it over: the envelope and the untouched bytes.
public struct IncomingMail: Sendable, Equatable {
    /// The return path; nil for the null path `<>`, to which nothing may ever be answered.
    public let envelopeFrom: String?
    /// The accepted recipients in the order they were given; never empty.
    public let recipients: [String]
    /// The message with its line ends as they came (CRLF) and without dot-stuffing.
    public let bytes: [UInt8]
    /// The address of the client, for the record only; never a proof of identity.
    public internal(set) var peer: String
    /// When the last byte had arrived, in milliseconds since 1970 UTC.
    public let receipt: Int64
    /// Names the mail at a source that may give it twice, such as `imap:box:validity:uid`.
    public var source: String?
    /// `smtp`, `lmtp`, `pipe` or `imap`.
    public var way = "lmtp"
    /// How the client called itself.
    public var hello = ""
    public var isEncrypted = false
    /// What we found out about the sender, in the form of Authentication-Results; nil where we did not look.
    public var findings: String?

    public init(
        envelopeFrom: String?, recipients: [String], bytes: [UInt8], peer: String, receipt: Int64
    ) {
        self.envelopeFrom = envelopeFrom
        self.recipients = recipients
        self.bytes = bytes
        self.peer = peer
        self.receipt = receipt
    }
}

/// What became of one mail for one of its recipients.
public enum Verdict: Sendable, Equatable {
    /// It is on disk; answered with 250 2.0.0 and the id.
    case accepted(id: String)
    /// The sender shall try again; answered with 451 or 452.
    case temporary(TemporaryCause, String)
    /// The sender shall not try again; answered with 550 5.7.1.
    case permanent(String)

    var isAccepted: Bool {
        if case .accepted = self { true } else { false }
    }
}

/// Why a mail could not be taken now.
public enum TemporaryCause: Sendable, Equatable {
    /// Something failed here: 451 4.3.0.
    case localError
    /// There is no room for it: 452 4.3.1.
    case insufficientStorage
}

/// Whether mail for an address is taken at all, asked before the body is sent.
public enum RecipientVerdict: Sendable, Equatable {
    case accepted
    /// The address is not ours: 550 5.1.1.
    case unknown
    /// The domain is not ours: 550 5.7.1, nothing is passed on.
    case foreign
    /// It cannot be said now: 451 4.3.0.
    case temporary(String)
}
