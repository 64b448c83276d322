public import BusinessTime

/// A mail that came to a provider's notice address. Its words lie in the inbox alone.
public struct StoredNoticeMail: Hashable, Sendable {
    public enum State: String, Hashable, Sendable {
        /// For a manager to decide.
        case waiting
        /// It gave notice.
        case notice
        /// It gave none, and went the way of every mail.
        case inquiry
    }

    public let inbox: Int64
    /// The sender's; nil where the address belongs to nobody that the desk knows.
    public let organisation: Int64?
    /// The one it is about; nil while that is not known.
    public var agreement: String?
    public let received: Instant
    public let isAutomatic: Bool
    public internal(set) var state = State.waiting
    public internal(set) var decidedBy: Int64?
    public internal(set) var decidedAt: Instant?

    public init(
        inbox: Int64, organisation: Int64?, agreement: String?, received: Instant, isAutomatic: Bool
    ) {
        (self.inbox, self.organisation, self.agreement) = (inbox, organisation, agreement)
        (self.received, self.isAutomatic) = (received, isAutomatic)
    }

    static let columns =
        "inbox, organisation, agreement, received, is_automatic, state, decided_by, decided_at"

    init(_ row: inout Row) throws {
        inbox = try row.integer()
        organisation = try row.integerIfAny()
        agreement = try row.textIfAny()
        received = try row.instant()
        isAutomatic = try row.integer() == 1
        state = try row.word()
        decidedBy = try row.integerIfAny()
        decidedAt = try row.instantIfAny()
    }
}

extension Reader {
    public func noticeMail(_ inbox: Int64) throws -> StoredNoticeMail? {
        try first(
            "SELECT \(StoredNoticeMail.columns) FROM notice_mail WHERE inbox = $1", inbox,
            as: StoredNoticeMail.init)
    }

    /// Those that wait, the oldest first.
    public func noticeMailsWaiting(limit: Int = 100) throws -> [StoredNoticeMail] {
        try rows(
            """
            SELECT \(StoredNoticeMail.columns) FROM notice_mail WHERE state = 'waiting'
            ORDER BY inbox LIMIT $1
            """, limit, as: StoredNoticeMail.init)
    }

    /// Those that are decided, the newest first.
    public func noticeMailsDecided(limit: Int = 20) throws -> [StoredNoticeMail] {
        try rows(
            """
            SELECT \(StoredNoticeMail.columns) FROM notice_mail WHERE state <> 'waiting'
            ORDER BY inbox DESC LIMIT $1
            """, limit, as: StoredNoticeMail.init)
    }

    public func noticeMailsWaitingCount() throws -> Int {
        Int(try integer("SELECT count(*) FROM notice_mail WHERE state = 'waiting'") ?? 0)
    }

    /// The ticket that a mail of the inbox opened or joined.
    public func ticket(ofInboxEntry id: Int64) throws -> Int64? {
        try integer("SELECT ticket FROM message WHERE inbox = $1 AND ticket IS NOT NULL ORDER BY id", id)
    }

    /// Whether a mail is one that the desk itself sent.
    public func isSent(messageID: String) throws -> Bool {
        try integer("SELECT 1 FROM outbox WHERE message_id = $1 LIMIT 1", messageID) != nil
    }
}

extension Writer {
    public func add(_ mail: StoredNoticeMail) throws {
        try run(
            "INSERT INTO notice_mail (\(StoredNoticeMail.columns)) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            mail.inbox, mail.organisation, mail.agreement, mail.received, mail.isAutomatic ? 1 : 0,
            mail.state.rawValue, mail.decidedBy, mail.decidedAt)
    }

    public func decide(
        _ mail: StoredNoticeMail, _ state: StoredNoticeMail.State, by person: Int64?, at now: Instant
    ) throws {
        try run(
            """
            UPDATE notice_mail SET state = $2, agreement = $3, decided_by = $4, decided_at = $5
            WHERE inbox = $1
            """, mail.inbox, state.rawValue, mail.agreement, person, now)
    }
}
