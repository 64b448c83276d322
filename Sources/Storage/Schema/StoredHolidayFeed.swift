public import BusinessTime

/// The address of a feed of holidays for one agreement, and how reading it went.
public struct StoredHolidayFeed: Hashable, Sendable {
    /// The stream of the agreement.
    public let agreement: Int64
    public var address: String
    public var setBy: Int64
    /// When it is to be read next.
    public var nextAt: Instant
    /// When it was last read with success.
    public var readAt: Instant?
    /// In a row, since the last success.
    public var failures = 0
    public var problem: String?
    /// Hash of the differences that somebody was last told of.
    public var told: String?

    public init(agreement: Int64, address: String, setBy: Int64, nextAt: Instant) {
        self.agreement = agreement
        self.address = address
        self.setBy = setBy
        self.nextAt = nextAt
    }

    static let columns = "agreement, address, set_by, next_at, read_at, failures, problem, told"

    init(_ row: inout Row) throws {
        agreement = try row.integer()
        address = try row.text()
        setBy = try row.integer()
        nextAt = try row.instant()
        readAt = try row.instantIfAny()
        failures = Int(try row.integer())
        problem = try row.textIfAny()
        told = try row.textIfAny()
    }
}

extension Reader {
    public func holidayFeed(of agreement: Int64) throws -> StoredHolidayFeed? {
        try first(
            "SELECT \(StoredHolidayFeed.columns) FROM holiday_feed WHERE agreement = $1", agreement,
            as: StoredHolidayFeed.init)
    }

    /// Those to be read by now, the longest waiting first.
    public func holidayFeeds(dueAt now: Instant) throws -> [StoredHolidayFeed] {
        try rows(
            """
            SELECT \(StoredHolidayFeed.columns) FROM holiday_feed WHERE next_at <= $1
            ORDER BY next_at, agreement LIMIT 50
            """, now, as: StoredHolidayFeed.init)
    }
}

extension Writer {
    public func put(_ feed: StoredHolidayFeed) throws {
        try removeHolidayFeed(of: feed.agreement)
        try run(
            "INSERT INTO holiday_feed (\(StoredHolidayFeed.columns)) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            feed.agreement, feed.address, feed.setBy, feed.nextAt, feed.readAt, feed.failures, feed.problem,
            feed.told)
    }

    public func removeHolidayFeed(of agreement: Int64) throws {
        try run("DELETE FROM holiday_feed WHERE agreement = $1", agreement)
    }
}
