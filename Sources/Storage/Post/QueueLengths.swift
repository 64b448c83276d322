public import BusinessTime

// How much waits, and since when: for those who watch the desk by numbers.
extension Reader {
    public func openTicketCounts() throws -> [(tier: Int, count: Int)] {
        try rows("SELECT tier, count(*) FROM ticket WHERE is_open = 1 GROUP BY tier ORDER BY tier") {
            (tier: Int(try $0.integer()), count: Int(try $0.integer()))
        }
    }

    public func overdueTicketCount(at now: Instant) throws -> Int {
        Int(try integer("SELECT count(*) FROM ticket WHERE is_open = 1 AND next_due < $1", now) ?? 0)
    }

    public struct QueueLength: Hashable, Sendable {
        public let name: String
        public let count: Int
        public let oldest: Instant?
    }

    /// Mail out, mail in, webhooks.
    public func queueLengths() throws -> [QueueLength] {
        try [
            ("outbox", "created", "outbox WHERE state IN ('waiting', 'uncertain', 'sending')"),
            ("inbox", "received_ms / 1000", "inbox WHERE state = 'new'"),
            ("webhook", "created", "webhook_call"),
        ].map { name, column, rows in
            let found = try first("SELECT count(*), min(\(column)) FROM \(rows)") {
                (try $0.integer(), try $0.instantIfAny())
            }
            return QueueLength(name: name, count: Int(found?.0 ?? 0), oldest: found?.1)
        }
    }

    /// Of every person, the newest last.
    public func allTokens() throws -> [StoredToken] {
        try rows("SELECT \(StoredToken.columns) FROM token ORDER BY id", as: StoredToken.init)
    }
}
