public import BusinessTime

// The steps of sending: due, taken, settled; asked for again or cancelled by a person.
extension Reader {
    fileprivate static var isDue: String {
        """
        (state = 'waiting' OR (state = 'uncertain' AND doubts < \(OutboxEntry.doubtsMax)))
        """
    }

    /// What is to be sent at `now`, the longest waiting first; nothing for domains that take no more for now.
    public func dueOutbox(
        at now: Instant, sparing domains: Set<String> = [], limit: Int = 20
    ) throws -> [OutboxEntry] {
        let spared = domains.sorted().prefix(500)
        let sql = """
            SELECT \(OutboxEntry.columns) FROM outbox
            WHERE state IN ('waiting', 'uncertain') AND \(Self.isDue) AND next_attempt <= $1
            \(spared.isEmpty ? "" : "AND domain NOT IN (\(placeholders(spared.count, from: 3)))")
            ORDER BY next_attempt, id LIMIT $2
            """
        return try connection.rows(sql, [now as any Bindable, limit] + spared.map { $0 as any Bindable }).map
        { row in
            var row = row
            return try OutboxEntry(&row)
        }
    }

    /// When delivery must wake; nil when nothing waits.
    public func earliestAttempt() throws -> Instant? {
        try integer(
            """
            SELECT min(next_attempt) FROM outbox
            WHERE state IN ('waiting', 'uncertain') AND \(Self.isDue)
            """
        ).map(Instant.init(seconds:))
    }
}

extension Writer {
    /// Keeps the bytes and the entry together. `returnPath` makes the address that a bounce comes back to
    /// from the number of the entry.
    public func add(
        _ entry: OutboxEntry, bytes: Blob, returnPath: (Int64) -> String? = { _ in nil }
    ) throws -> OutboxEntry {
        try keep(bytes)
        var added = entry
        added.id = try returning(
            """
            INSERT INTO outbox (message, ticket, message_id, blob, envelope_from, envelope_to, state,
                attempts, next_attempt, created, begun, domain, confidential, about)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $11, $12, $13) RETURNING id
            """, entry.message, entry.ticket, entry.messageID, entry.blob, entry.envelopeFrom,
            entry.envelopeTo, entry.state.rawValue, entry.attempts, entry.nextAttempt, entry.created,
            entry.domain, entry.isConfidential, entry.about?.word ?? "")
        if let path = returnPath(added.id) {
            added.envelopeFrom = path
            try run("UPDATE outbox SET envelope_from = $2 WHERE id = $1", added.id, path)
        }
        return added
    }

    /// Marks an entry as being sent; nil when it no longer waits.
    public func takeOutboxEntry(_ id: Int64) throws -> OutboxEntry? {
        let taken = try run(
            """
            UPDATE outbox SET state = 'sending', attempts = attempts + 1
            WHERE id = $1 AND state IN ('waiting', 'uncertain')
            """, id)
        return taken == 1 ? try outboxEntry(id) : nil
    }

    /// How an attempt ended.
    public struct Settlement: Sendable {
        public var state: OutboxEntry.State
        public var answer: String
        /// Counts for those that go on.
        public var nextAttempt: Instant
        public var at: Instant

        public init(_ state: OutboxEntry.State, answer: String, nextAttempt: Instant, at: Instant) {
            self.state = state
            self.answer = answer
            self.nextAttempt = nextAttempt
            self.at = at
        }
    }

    public func settle(outboxEntry id: Int64, _ end: Settlement) throws {
        try run(
            """
            UPDATE outbox SET state = $2, answer = $3, next_attempt = $4, settled = $5, doubts = doubts + $6
            WHERE id = $1
            """, id, end.state.rawValue, end.answer, end.nextAttempt, end.at, end.state == .uncertain)
    }

    /// After a stop nobody knows whether these went out: they are uncertain and wait.
    @discardableResult
    public func recoverOutbox(nextAttempt: Instant, at now: Instant) throws -> Int {
        try run(
            """
            UPDATE outbox SET state = 'uncertain', doubts = doubts + 1, next_attempt = $1, settled = $2,
                answer = 'the desk stopped while it was sent'
            WHERE state = 'sending'
            """, nextAttempt, now)
    }

    /// Somebody asks for it again. False where it is under way or already gone.
    public func retry(outboxEntry id: Int64, at now: Instant) throws -> Bool {
        try run(
            """
            UPDATE outbox SET state = 'waiting', doubts = 0, attempts = 0, next_attempt = $2, begun = $2
            WHERE id = $1 AND state IN ('waiting', 'uncertain', 'rejected', 'failed', 'cancelled')
            """, id, now) == 1
    }

    /// False where it is under way or over.
    public func cancel(outboxEntry id: Int64, at now: Instant) throws -> Bool {
        try run(
            """
            UPDATE outbox SET state = 'cancelled', settled = $2
            WHERE id = $1 AND state IN ('waiting', 'uncertain')
            """, id, now) == 1
    }
}
