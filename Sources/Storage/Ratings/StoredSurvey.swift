public import BusinessTime

/// That the customer is asked how a resolution was: one a resolution, whatever becomes of it.
public struct StoredSurvey: Hashable, Sendable {
    public enum State: String, Hashable, Sendable {
        case waiting, sent
        /// The customer had rated it before.
        case answered
        /// Another automatic mail went to the address within the hour, or the rules against loops forbid it.
        case held
        /// Surveys are switched off.
        case off
        /// Nobody is left to ask, or a program opened the ticket.
        case nobody
        /// Found long after it was due.
        case late
    }

    public let ticket: Int64
    /// Which resolution of the ticket, from 1.
    public let resolution: Int
    public let due: Instant
    public let state: State
    /// When it went out, or was found not to.
    public let at: Instant?

    public init(ticket: Int64, resolution: Int, due: Instant, state: State = .waiting, at: Instant? = nil) {
        (self.ticket, self.resolution, self.due) = (ticket, resolution, due)
        (self.state, self.at) = (state, at)
    }

    static let columns = "ticket, resolution, due, state, at"

    init(_ row: inout Row) throws {
        ticket = try row.integer()
        resolution = Int(try row.integer())
        due = try row.instant()
        state = try row.word()
        at = try row.instantIfAny()
    }
}

extension Reader {
    public func surveys(ofTicket id: Int64) throws -> [StoredSurvey] {
        try rows(
            "SELECT \(StoredSurvey.columns) FROM survey WHERE ticket = $1 ORDER BY resolution", id,
            as: StoredSurvey.init)
    }

    /// Those that are to go out by now, the earliest first.
    public func surveys(dueBy now: Instant, limit: Int) throws -> [StoredSurvey] {
        try rows(
            """
            SELECT \(StoredSurvey.columns) FROM survey WHERE state = 'waiting' AND due <= $1
            ORDER BY due, ticket LIMIT $2
            """, now, limit, as: StoredSurvey.init)
    }
}

extension Writer {
    /// Makes the one that waits for a ticket what it is to be, or none. What was settled stays.
    public func put(waiting survey: StoredSurvey?, ofTicket id: Int64) throws {
        try run(
            "DELETE FROM survey WHERE ticket = $1 AND state = 'waiting' AND resolution <> $2", id,
            survey?.resolution ?? 0)
        guard let survey else { return }
        try run(
            """
            INSERT INTO survey (\(StoredSurvey.columns)) VALUES ($1, $2, $3, 'waiting', NULL)
            ON CONFLICT (ticket, resolution) DO UPDATE SET due = excluded.due
            WHERE survey.state = 'waiting' AND survey.due <> excluded.due
            """, survey.ticket, survey.resolution, survey.due)
    }

    /// Those that were due so long ago that nobody is asked any more.
    public func settleSurveys(dueBefore end: Instant, at now: Instant) throws {
        try run("UPDATE survey SET state = 'late', at = $2 WHERE state = 'waiting' AND due < $1", end, now)
    }

    public func settle(_ survey: StoredSurvey, _ state: StoredSurvey.State, at now: Instant) throws {
        try run(
            "UPDATE survey SET state = $3, at = $4 WHERE ticket = $1 AND resolution = $2", survey.ticket,
            survey.resolution, state.rawValue, now)
    }
}
