public import BusinessTime

/// What the bell tells of a ticket.
public struct TicketNews: Hashable, Sendable {
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// To everybody who sees it: that it came in, that a promise comes close to breaking, or broke.
        case received, warned, broken
        /// To whoever has it, or to its group; see `StoredTiding`.
        case replied, reopened, assigned, escalated, disputed, objected
        /// To whom a note names.
        case mentioned
    }

    public let ticket: TicketRow
    public let kind: Kind
    /// Of the fact that says so, in the order of all facts.
    public let sequence: Int64
    public let recorded: Instant
    /// Who did it, as facts name them.
    public let actor: String

    init(_ row: inout Row) throws {
        ticket = try TicketRow(&row)
        kind = try row.word()
        sequence = try row.integer()
        recorded = try row.instant()
        actor = try row.text()
    }
}

/// Whom the bell tells.
public struct NewsListener: Hashable, Sendable {
    public let person: Int64
    /// The person as facts name them: what they did themself is no news.
    public let actor: String
    /// In what else they are told, such as "group 2".
    public let audiences: [String]

    public init(person: Int64, actor: String, audiences: [String]) {
        (self.person, self.actor, self.audiences) = (person, actor, audiences)
    }
}

extension Reader {
    /// Facts looked at, the newest first: who never looks at the bell costs no more than this.
    private static let newsLookedAt = 500

    /// News that a person may see and has not seen yet, the newest first.
    public func news(
        for listener: NewsListener, _ visibility: Visibility, limit: Int
    ) throws -> [TicketNews] {
        let (told, bound) = try told(listener, limit)
        let visible = visibility.condition(from: bound.count + 1)
        let sql = """
            SELECT \(TicketRow.columns), told.told_kind, told.told_sequence, told.told_at, told.told_by FROM (
                \(told)) AS told
            CROSS JOIN ticket
            WHERE ticket.id = told.told_of AND \(Self.isStillNews) AND \(visible.sql)
            ORDER BY told.told_sequence DESC LIMIT $4
            """
        return try connection.rows(sql, bound + visible.values).map { row in
            var row = row
            return try TicketNews(&row)
        }
    }

    /// How many tickets have news, counted no further than `max`.
    public func newsCount(
        for listener: NewsListener, _ visibility: Visibility, atMost max: Int
    ) throws -> Int {
        let (told, bound) = try told(listener, max)
        let visible = visibility.condition(from: bound.count + 1)
        let sql = """
            SELECT count(*) FROM (
                SELECT DISTINCT told.told_of FROM (\(told)) AS told
                CROSS JOIN ticket
                WHERE ticket.id = told.told_of AND \(Self.isStillNews) AND \(visible.sql)
                LIMIT $4) AS found
            """
        var row = try connection.rows(sql, bound + visible.values)[0]
        return Int(try row.integer())
    }

    /// What is done is no news, but for what somebody was asked or has to decide. A promise that is kept, or
    /// ended, is no longer close to breaking: only the body of a warning says which it was about.
    private static let isStillNews = """
        (ticket.is_open = 1 OR told.told_kind IN ('mentioned', 'disputed', 'objected'))
            AND (told.told_kind <> 'warned' OR CASE WHEN EXISTS (
                SELECT 1 FROM fact WHERE fact.sequence = told.told_sequence
                    AND CAST(fact.body AS TEXT) LIKE '%"acknowledgment"%')
                THEN ticket.acknowledgment ELSE ticket.resolution END NOT IN ('kept', 'ended'))
        """

    /// What is told, in words of the store, and what is bound: the last fact seen, who listens as facts name
    /// them, facts looked at, how many are wanted, and the rest.
    private func told(
        _ listener: NewsListener, _ limit: Int
    ) throws -> (sql: String, bound: [any Bindable]) {
        let audiences = ["person \(listener.person)"] + listener.audiences
        let bound: [any Bindable] = [
            try newsSeen(by: listener.person), listener.actor, Self.newsLookedAt, limit, listener.person,
        ]
        return (Self.told(toAudiences: audiences.count), bound + audiences)
    }

    /// Each part is the end of an index, or bounded otherwise.
    static func told(toAudiences count: Int) -> String {
        let told = (0..<count).map { index in
            """
            SELECT ticket AS told_of, kind AS told_kind, sequence AS told_sequence, recorded AS told_at,
                actor AS told_by
            FROM tiding WHERE audience = $\(6 + index) AND sequence > $1 AND actor <> $2
            ORDER BY sequence DESC LIMIT $3
            """
        }
        let parts = [newsTold, mentionsTold, followedTold] + told
        return parts.enumerated().map { "SELECT * FROM (\($1)) AS part\($0)" }.joined(separator: " UNION ")
    }

    /// By the index of news alone: `||` keeps the store from going through all facts of tickets, which a
    /// hundred thousand of them made a third of a second for each page.
    static let newsTold = """
        SELECT stream_id AS told_of, kind AS told_kind, sequence AS told_sequence, recorded AS told_at,
            actor AS told_by
        FROM fact
        WHERE sequence > $1 AND kind IN ('received', 'warned', 'broken')
            AND stream_kind || '' = 'ticket' AND actor <> $2
        ORDER BY sequence DESC LIMIT $3
        """

    private static let mentionsTold = """
        SELECT ticket, 'mentioned', sequence, recorded, actor FROM mention
        WHERE person = $5 AND sequence > $1 ORDER BY sequence DESC LIMIT $3
        """

    /// Nobody else is told that a ticket was given to somebody. Of the newest tickets that one follows: who
    /// follows thousands pays for no more.
    private static let followedTold = """
        SELECT tiding.ticket, tiding.kind, tiding.sequence, tiding.recorded, tiding.actor
        FROM (SELECT ticket FROM follower WHERE person = $5 ORDER BY ticket DESC LIMIT 1000) AS followed
            CROSS JOIN tiding
        WHERE tiding.ticket = followed.ticket AND tiding.kind <> 'assigned'
            AND tiding.sequence > $1 AND tiding.actor <> $2
        ORDER BY tiding.sequence DESC LIMIT $3
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
