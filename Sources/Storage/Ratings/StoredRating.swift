public import BusinessTime

/// What a customer said of one resolution, as a row that follows from the ticket's facts.
public struct StoredRating: Hashable, Sendable {
    public let ticket: Int64
    /// Which resolution of the ticket, from 1.
    public let resolution: Int
    /// 1 to 5.
    public let score: Int
    /// The message with the words to it.
    public let comment: Int64?
    public let at: Instant

    public init(ticket: Int64, resolution: Int, score: Int, comment: Int64?, at: Instant) {
        (self.ticket, self.resolution, self.score) = (ticket, resolution, score)
        (self.comment, self.at) = (comment, at)
    }

    static let columns = "ticket, resolution, score, comment, at"

    init(_ row: inout Row) throws {
        ticket = try row.integer()
        resolution = Int(try row.integer())
        score = Int(try row.integer())
        comment = try row.integerIfAny()
        at = try row.instant()
    }
}

/// Which ratings somebody asks for.
public struct RatingQuestion: Sendable {
    public var from: Instant
    public var until: Instant
    public var organisation: Int64?
    public var onlyLow = false
    /// Goes on behind this one, the newest first.
    public var before: (at: Instant, ticket: Int64)?

    public init(from: Instant, until: Instant) {
        self.from = from
        self.until = until
    }
}

extension Reader {
    public func ratings(ofTicket id: Int64) throws -> [StoredRating] {
        try rows(
            "SELECT \(StoredRating.columns) FROM rating WHERE ticket = $1 ORDER BY resolution", id,
            as: StoredRating.init)
    }

    /// The newest first: a page.
    public func ratings(_ asked: RatingQuestion, limit: Int) throws -> [StoredRating] {
        let before = asked.before ?? (at: asked.until, ticket: 0)
        let low = asked.onlyLow ? "AND score <= 2" : ""
        return try rows(
            """
            SELECT \(StoredRating.columns) FROM rating
            WHERE at >= $1 AND (at, ticket) < ($2, $3) \(low)
                AND ($4 = 0 OR ticket IN (SELECT id FROM ticket WHERE organisation = $4))
            ORDER BY at DESC, ticket DESC LIMIT $5
            """, asked.from, before.at, before.ticket, asked.organisation ?? 0, limit,
            as: StoredRating.init)
    }

    /// Tickets that were rated low since an instant, as far as the asker sees them, the newest first.
    public func ticketsRatedLow(
        since instant: Instant, _ visibility: Visibility, limit: Int
    ) throws -> [TicketRow] {
        let visible = visibility.condition(from: 3)
        let sql = """
            SELECT \(TicketRow.columns) FROM ticket WHERE \(visible.sql) AND id IN
                (SELECT ticket FROM rating WHERE at >= $1 AND score <= 2)
            ORDER BY id DESC LIMIT $2
            """
        let bound: [any Bindable] = [instant, limit]
        return try connection.rows(sql, bound + visible.values).map { row in
            var row = row
            return try TicketRow(&row)
        }
    }
}

extension Writer {
    /// All of a ticket, in place of those that were there.
    public func put(ratings: [StoredRating], ofTicket id: Int64) throws {
        if try self.ratings(ofTicket: id) == ratings { return }
        try run("DELETE FROM rating WHERE ticket = $1", id)
        for one in ratings {
            try run(
                "INSERT INTO rating (\(StoredRating.columns)) VALUES ($1, $2, $3, $4, $5)", one.ticket,
                one.resolution, one.score, one.comment, one.at)
        }
    }
}
