public import BusinessTime

/// What a ticket's credits come to, as it was reckoned at a head of its stream.
public struct StoredReckoning: Hashable, Sendable {
    public let ticket: Int64
    /// The hash of the stream's head.
    public let head: [UInt8]
    /// From then on it holds.
    public let since: Instant
    public let lines: [UInt8]

    public init(ticket: Int64, head: [UInt8], since: Instant, lines: [UInt8]) {
        self.ticket = ticket
        self.head = head
        self.since = since
        self.lines = lines
    }
}

extension Reader {
    /// Those of an agreement under a mark of its terms.
    public func reckonings(of agreement: String, mark: String) throws -> [StoredReckoning] {
        try rows(
            "SELECT ticket, head, since, lines FROM reckoned WHERE agreement = $1 AND mark = $2",
            agreement, mark
        ) { row in
            StoredReckoning(
                ticket: try row.integer(), head: try row.bytes(), since: try row.instant(),
                lines: try row.bytes())
        }
    }
}

extension Writer {
    public func put(_ reckoning: StoredReckoning, of agreement: String, mark: String) throws {
        try run(
            """
            INSERT INTO reckoned (ticket, agreement, mark, head, since, lines) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (ticket) DO UPDATE SET agreement = excluded.agreement, mark = excluded.mark,
                head = excluded.head, since = excluded.since, lines = excluded.lines
            """, reckoning.ticket, agreement, mark, reckoning.head, reckoning.since, reckoning.lines)
    }

    public func removeReckonings() throws { try run("DELETE FROM reckoned") }
}
