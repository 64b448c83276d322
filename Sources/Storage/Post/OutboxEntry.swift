public import BusinessTime

/// One mail to one recipient, to be sent once. Its bytes and Message-ID are fixed when it is written.
public struct OutboxEntry: Hashable, Sendable {
    public enum State: String, Hashable, Sendable {
        case waiting, sending
        /// Our server has it.
        case accepted
        /// A server said no for good.
        case rejected
        /// Given up after days of trying, or it came back.
        case failed
        /// Nobody answered after the final dot, or the desk died meanwhile: it may have gone out.
        case uncertain
        case cancelled
    }

    public internal(set) var id: Int64 = 0
    public let message: Int64?
    public let ticket: Int64?
    public let messageID: String
    public let blob: String
    /// Empty for automatic mail, which is sent from `<>`.
    public internal(set) var envelopeFrom: String
    public let envelopeTo: String
    public internal(set) var state: State = .waiting
    public internal(set) var attempts = 0
    public internal(set) var nextAttempt: Instant
    /// The last answer of the server that was asked.
    public internal(set) var answer = ""
    public let created: Instant
    /// How often it stayed open whether it went out.
    public internal(set) var doubts = 0
    /// Since when it is tried: its writing, or the last time that somebody asked for it again.
    public internal(set) var begun: Instant
    /// When its state was last heard of.
    public internal(set) var settled: Instant?

    /// Whoever reads it can act for the recipient: the desk sends it and shows it to nobody.
    public var isConfidential = false
    /// Of a mail without a ticket, where it is shown that it did not arrive; nil where nobody needs to know.
    public var about: MailSubject?
    /// What a server reported of it while it was not given up.
    public internal(set) var report = ""

    /// Once more with the same Message-ID, and then it is for a person to say.
    public static let doubtsMax = 2

    public init(
        message: Int64?, ticket: Int64?, messageID: String, bytes: Blob, envelopeFrom: String,
        envelopeTo: String, created: Instant
    ) {
        self.message = message
        self.ticket = ticket
        self.messageID = messageID
        blob = bytes.digest
        self.envelopeFrom = envelopeFrom
        self.envelopeTo = envelopeTo
        self.created = created
        begun = created
        nextAttempt = created
    }

    /// Of the recipient, in lower case.
    public var domain: String { envelopeTo.split(separator: "@").last?.lowercased() ?? "" }

    /// Its text was erased.
    public var isEmptied: Bool { blob == Blob.nothing.digest }

    /// It is tried again by itself.
    public var isOpen: Bool {
        state == .waiting || state == .sending || (state == .uncertain && doubts < Self.doubtsMax)
    }

    static let columns = """
        id, message, ticket, message_id, blob, envelope_from, envelope_to, state, attempts, next_attempt, \
        answer, created, doubts, begun, settled, confidential, about, report
        """

    init(_ row: inout Row) throws {
        id = try row.integer()
        message = try row.integerIfAny()
        ticket = try row.integerIfAny()
        messageID = try row.text()
        blob = try row.text()
        envelopeFrom = try row.text()
        envelopeTo = try row.text()
        state = try row.word()
        attempts = Int(try row.integer())
        nextAttempt = try row.instant()
        answer = try row.text()
        created = try row.instant()
        doubts = Int(try row.integer())
        begun = try row.instant()
        settled = try row.instantIfAny()
        isConfidential = try row.truth()
        about = MailSubject(try row.text())
        report = try row.text()
    }
}

extension Reader {
    public func outboxEntry(_ id: Int64) throws -> OutboxEntry? {
        try first("SELECT \(OutboxEntry.columns) FROM outbox WHERE id = $1", id, as: OutboxEntry.init)
    }

    /// The newest first, of every state: the page of the outbox. Who does not see every ticket sees the mails
    /// of those that they see, and none that belongs to no ticket: it may name others.
    public func outbox(
        _ visibility: Visibility = .all, before id: Int64 = .max, limit: Int = 50
    ) throws -> [OutboxEntry] {
        let visible = visibility.condition(from: 3)
        let sql = """
            SELECT \(OutboxEntry.columns) FROM outbox WHERE id < $1
                AND (\(visibility == .all ? "outbox.ticket IS NULL OR " : "")EXISTS (
                    SELECT 1 FROM ticket WHERE ticket.id = outbox.ticket AND \(visible.sql)))
            ORDER BY id DESC LIMIT $2
            """
        return try connection.rows(sql, [id as any Bindable, limit] + visible.values).map { row in
            var row = row
            return try OutboxEntry(&row)
        }
    }

    public func outbox(ofMessage message: Int64) throws -> [OutboxEntry] {
        try rows(
            "SELECT \(OutboxEntry.columns) FROM outbox WHERE message = $1 ORDER BY id", message,
            as: OutboxEntry.init)
    }

    /// To whom the messages of a ticket went, and how.
    public func outbox(ofTicket ticket: Int64) throws -> [OutboxEntry] {
        try rows(
            "SELECT \(OutboxEntry.columns) FROM outbox WHERE ticket = $1 ORDER BY id", ticket,
            as: OutboxEntry.init)
    }

    public func outbox(withMessageID id: String) throws -> [OutboxEntry] {
        try rows(
            "SELECT \(OutboxEntry.columns) FROM outbox WHERE message_id = $1 ORDER BY id LIMIT 100", id,
            as: OutboxEntry.init)
    }
}
