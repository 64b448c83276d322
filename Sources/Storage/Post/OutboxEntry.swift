public import BusinessTime

/// One mail to one recipient, to be sent once. Its bytes and Message-ID are fixed when it is written.
public struct OutboxEntry: Hashable, Sendable {
    public enum State: String, Hashable, Sendable {
        case waiting, sending, accepted, rejected, uncertain, cancelled
    }

    public internal(set) var id: Int64 = 0
    public let message: Int64?
    public let ticket: Int64?
    public let messageID: String
    public let blob: String
    /// Empty for automatic mail, which is sent from `<>`.
    public let envelopeFrom: String
    public let envelopeTo: String
    public internal(set) var state: State = .waiting
    public internal(set) var attempts = 0
    public internal(set) var nextAttempt: Instant
    /// The last answer of the server that was asked.
    public internal(set) var answer = ""
    public let created: Instant

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
        nextAttempt = created
    }

    static let columns = """
        id, message, ticket, message_id, blob, envelope_from, envelope_to, state, attempts, next_attempt, \
        answer, created
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
    }
}

extension Reader {
    public func outboxEntry(_ id: Int64) throws -> OutboxEntry? {
        try first("SELECT \(OutboxEntry.columns) FROM outbox WHERE id = $1", id, as: OutboxEntry.init)
    }

    /// The newest first, of every state: the page of the outbox.
    public func outbox(before id: Int64 = .max, limit: Int = 50) throws -> [OutboxEntry] {
        try rows(
            "SELECT \(OutboxEntry.columns) FROM outbox WHERE id < $1 ORDER BY id DESC LIMIT $2", id, limit,
            as: OutboxEntry.init)
    }

    public func outbox(ofMessage message: Int64) throws -> [OutboxEntry] {
        try rows(
            "SELECT \(OutboxEntry.columns) FROM outbox WHERE message = $1 ORDER BY id", message,
            as: OutboxEntry.init)
    }

    /// When delivery must wake; nil when nothing waits.
    public func earliestAttempt() throws -> Instant? {
        try integer("SELECT min(next_attempt) FROM outbox WHERE state IN ('waiting', 'uncertain')")
            .map(Instant.init(seconds:))
    }
}

extension Writer {
    /// Keeps the bytes and the entry together.
    public func add(_ entry: OutboxEntry, bytes: Blob) throws -> OutboxEntry {
        try keep(bytes)
        var added = entry
        added.id = try returning(
            """
            INSERT INTO outbox (message, ticket, message_id, blob, envelope_from, envelope_to, state,
                attempts, next_attempt, created)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id
            """, entry.message, entry.ticket, entry.messageID, entry.blob, entry.envelopeFrom,
            entry.envelopeTo, entry.state.rawValue, entry.attempts, entry.nextAttempt, entry.created)
        return added
    }

    /// Takes what is to be sent at `now` and marks it as being sent.
    public func takeOutbox(at now: Instant, limit: Int = 20) throws -> [OutboxEntry] {
        let taken = try rows(
            """
            SELECT \(OutboxEntry.columns) FROM outbox
            WHERE state IN ('waiting', 'uncertain') AND next_attempt <= $1 ORDER BY next_attempt, id LIMIT $2
            """, now, limit, as: OutboxEntry.init)
        return try taken.map { entry in
            var sending = entry
            sending.state = .sending
            sending.attempts += 1
            try run(
                "UPDATE outbox SET state = 'sending', attempts = $2 WHERE id = $1", entry.id, sending.attempts
            )
            return sending
        }
    }

    /// Notes how an attempt ended; `nextAttempt` counts for those that go on.
    public func settle(
        outboxEntry id: Int64, _ state: OutboxEntry.State, answer: String, nextAttempt: Instant
    ) throws {
        try run(
            "UPDATE outbox SET state = $2, answer = $3, next_attempt = $4 WHERE id = $1", id, state.rawValue,
            answer, nextAttempt)
    }

    /// After a stop nobody knows whether these went out: they are uncertain and wait.
    @discardableResult
    public func recoverOutbox(nextAttempt: Instant) throws -> Int {
        try run(
            "UPDATE outbox SET state = 'uncertain', next_attempt = $1 WHERE state = 'sending'", nextAttempt)
    }
}
