public import BusinessTime

/// What the bell tells of a ticket: that it came in, that a promise comes close to breaking, or broke.
public struct TicketNews: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable {
        case received
        case warned
        case broken
    }

    public let ticket: TicketRow
    public let kind: Kind
    /// Of the fact that says so, in the order of all facts.
    public let sequence: Int64
    public let recorded: Instant

    init(_ row: inout Row) throws {
        ticket = try TicketRow(&row)
        kind = try row.word()
        sequence = try row.integer()
        recorded = try row.instant()
    }
}

extension Reader {
    /// Facts looked at, the newest first: who never looks at the bell costs no more than this.
    private static let newsLookedAt = 500

    /// News of open tickets that a person may see and has not seen yet, the newest first. What they did
    /// themselves is no news.
    ///
    /// - Parameter actor: the person as facts name them.
    public func news(
        for person: Int64, actor: String, _ visibility: Visibility, limit: Int
    ) throws -> [TicketNews] {
        let visible = visibility.condition(from: 5)
        let bound: [any Bindable] = [try newsSeen(by: person), actor, Self.newsLookedAt, limit]
        let sql = """
            SELECT \(TicketRow.columns), told.told_kind, told.told_sequence, told.told_at FROM (
                \(Self.newsTold)) AS told
            CROSS JOIN ticket
            WHERE ticket.id = told.told_of AND ticket.is_open = 1 AND \(visible.sql)
            ORDER BY told.told_sequence DESC LIMIT $4
            """
        return try connection.rows(sql, bound + visible.values).map { row in
            var row = row
            return try TicketNews(&row)
        }
    }

    /// How many tickets have news, counted no further than `max`.
    public func newsCount(
        for person: Int64, actor: String, _ visibility: Visibility, atMost max: Int
    ) throws -> Int {
        let visible = visibility.condition(from: 5)
        let bound: [any Bindable] = [try newsSeen(by: person), actor, Self.newsLookedAt, max]
        let sql = """
            SELECT count(*) FROM (
                SELECT DISTINCT told.told_of FROM (\(Self.newsTold)) AS told
                CROSS JOIN ticket
                WHERE ticket.id = told.told_of AND ticket.is_open = 1 AND \(visible.sql)
                LIMIT $4) AS found
            """
        var row = try connection.rows(sql, bound + visible.values)[0]
        return Int(try row.integer())
    }

    /// By the index of news alone: `||` keeps the store from going through all facts of tickets, which a
    /// hundred thousand of them made a third of a second for each page.
    static let newsTold = """
        SELECT stream_id AS told_of, kind AS told_kind, sequence AS told_sequence, recorded AS told_at
        FROM fact
        WHERE sequence > $1 AND kind IN ('received', 'warned', 'broken')
            AND stream_kind || '' = 'ticket' AND actor <> $2
        ORDER BY sequence DESC LIMIT $3
        """

    /// The last fact whose news a person has seen; 0 before they ever did.
    public func newsSeen(by person: Int64) throws -> Int64 {
        try integer("SELECT sequence FROM bell_seen WHERE person = $1", person) ?? 0
    }
}

extension Writer {
    /// Never back: of two pages the one that saw more holds.
    public func set(newsSeen sequence: Int64, by person: Int64) throws {
        try run(
            """
            INSERT INTO bell_seen (person, sequence) VALUES ($1, $2) ON CONFLICT (person) DO UPDATE
            SET sequence = CASE WHEN excluded.sequence > bell_seen.sequence THEN excluded.sequence
                ELSE bell_seen.sequence END
            """, person, sequence)
    }
}
