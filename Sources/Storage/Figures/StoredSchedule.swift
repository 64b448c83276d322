public import BusinessTime

/// A report that is mailed by itself.
public struct StoredSchedule: Hashable, Sendable {
    public internal(set) var id: Int64 = 0
    /// Its name in the catalogue.
    public var report: String
    /// As the report's address has it.
    public var split: String
    /// Values of splits that it is kept to, for example "severity=3 tier=2".
    public var kept = ""
    /// Of this customer alone; nil for all.
    public var organisation: Int64?
    /// "mon" to "sun", or "month".
    public var every: String
    public var hour: Int
    public var zone: String
    public var due: Instant
    public var isPaused = false
    public let created: Instant
    public let creator: Int64

    public init(report: String, split: String, due: Instant, created: Instant, creator: Int64) {
        self.report = report
        self.split = split
        (every, hour, zone) = ("month", 7, "UTC")
        self.due = due
        self.created = created
        self.creator = creator
    }

    static let columns =
        "id, report, split, kept, organisation, every, hour, zone, due, is_paused, created, creator"

    init(_ row: inout Row) throws {
        id = try row.integer()
        report = try row.text()
        split = try row.text()
        kept = try row.text()
        organisation = try row.integerIfAny()
        every = try row.text()
        hour = Int(try row.integer())
        zone = try row.text()
        due = try row.instant()
        isPaused = try row.truth()
        created = try row.instant()
        creator = try row.integer()
    }

    var values: [any Bindable] {
        [report, split, kept, organisation, every, hour, zone, due, isPaused, created, creator]
    }
}

extension Reader {
    public func schedules() throws -> [StoredSchedule] {
        try rows(
            "SELECT \(StoredSchedule.columns) FROM report_schedule ORDER BY id", as: StoredSchedule.init)
    }

    public func schedule(_ id: Int64) throws -> StoredSchedule? {
        try first(
            "SELECT \(StoredSchedule.columns) FROM report_schedule WHERE id = $1", id,
            as: StoredSchedule.init)
    }

    /// The one that is due first, by now.
    public func dueSchedule(at now: Instant) throws -> StoredSchedule? {
        try first(
            """
            SELECT \(StoredSchedule.columns) FROM report_schedule WHERE is_paused = 0 AND due <= $1
            ORDER BY due, id LIMIT 1
            """, now, as: StoredSchedule.init)
    }

    public func nextScheduleDue() throws -> Instant? {
        try integer("SELECT due FROM report_schedule WHERE is_paused = 0 ORDER BY due LIMIT 1").map {
            Instant(seconds: $0)
        }
    }

    public func recipients(ofSchedule id: Int64) throws -> [Int64] {
        try rows("SELECT person FROM report_recipient WHERE schedule = $1 ORDER BY person", id) {
            try $0.integer()
        }
    }

    /// The last period that was sent, when, and to how many.
    public func lastSending(ofSchedule id: Int64) throws -> (period: String, sent: Instant, copies: Int)? {
        try first(
            """
            SELECT period, sent, copies FROM report_sending WHERE schedule = $1
            ORDER BY sent DESC, period DESC LIMIT 1
            """, id
        ) { (try $0.text(), try $0.instant(), Int(try $0.integer())) }
    }
}

extension Writer {
    public func add(_ schedule: StoredSchedule) throws -> Int64 {
        let columns = StoredSchedule.columns.split(separator: ",").dropFirst().joined(separator: ",")
        let sql = """
            INSERT INTO report_schedule (\(columns))
            VALUES (\(placeholders(schedule.values.count, from: 1))) RETURNING id
            """
        guard var row = try connection.rows(sql, schedule.values).first else {
            throw StoreProblem.corrupt("an insert gave no row back")
        }
        return try row.integer()
    }

    public func update(_ schedule: StoredSchedule) throws {
        let names = StoredSchedule.columns.split(separator: ",").dropFirst()
        let changes = names.enumerated().map { "\($1) = $\($0 + 1)" }.joined(separator: ",")
        _ = try connection.run(
            "UPDATE report_schedule SET \(changes) WHERE id = $\(names.count + 1)",
            schedule.values + [schedule.id])
    }

    public func set(recipients: [Int64], ofSchedule id: Int64) throws {
        try run("DELETE FROM report_recipient WHERE schedule = $1", id)
        for person in recipients {
            try run("INSERT INTO report_recipient (schedule, person) VALUES ($1, $2)", id, person)
        }
    }

    public func removeSchedule(_ id: Int64) throws {
        for table in ["report_recipient", "report_sending"] {
            try run("DELETE FROM \(table) WHERE schedule = $1", id)
        }
        try run("DELETE FROM left_list WHERE list = $1", "report-\(id)")
        try run("DELETE FROM report_schedule WHERE id = $1", id)
    }

    /// False where this period was sent before: then nothing is sent again.
    public func noteSending(
        ofSchedule id: Int64, period: String, copies: Int, at now: Instant
    ) throws -> Bool {
        try run(
            """
            INSERT INTO report_sending (schedule, period, sent, copies) VALUES ($1, $2, $3, $4)
            ON CONFLICT (schedule, period) DO NOTHING
            """, id, period, now, copies) > 0
    }
}
