public import BusinessTime

/// A place in the queue, for going on behind a row however the list has changed since.
public struct QueuePlace: Hashable, Sendable, Comparable {
    public let nextDue: Int64
    public let id: Int64

    public static let beginning = QueuePlace(nextDue: .min, id: .min)

    public init(nextDue: Int64, id: Int64) {
        self.nextDue = nextDue
        self.id = id
    }

    public static func < (left: QueuePlace, right: QueuePlace) -> Bool {
        (left.nextDue, left.id) < (right.nextDue, right.id)
    }
}

/// What a queue shows of the open tickets: all that are given narrow it.
public struct QueueFilter: Hashable, Sendable {
    public var visibility: Visibility
    public var assignee: Int64?
    public var organisation: Int64?
    public var tier: Int?
    public var severity: Int?
    public var category: String?
    public var acknowledgment: String?
    public var state: String?
    /// Only what is due before this many POSIX seconds.
    public var dueBefore: Int64?

    public init(_ visibility: Visibility) {
        self.visibility = visibility
    }

    fileprivate var conditions: (sql: String, values: [any Bindable]) {
        let parts: [(String, (any Bindable)?)] = [
            ("assignee =", assignee), ("organisation =", organisation), ("tier =", tier),
            ("severity =", severity), ("category =", category), ("acknowledgment =", acknowledgment),
            ("state =", state), ("next_due <", dueBefore),
        ]
        let given = parts.compactMap { part in part.1.map { (part.0, $0) } }
        let sql = given.enumerated().map { " AND ticket.\($1.0) $\($0 + 4)" }.joined()
        return (sql, given.map(\.1))
    }
}

extension Reader {
    /// Open tickets by what breaks next, after a place. Each group is one range of an index, so a page
    /// costs the same however many tickets there are.
    public func queue(
        _ filter: QueueFilter, after place: QueuePlace = .beginning, limit: Int = 50
    ) throws -> [TicketRow] {
        guard case .groups(let groups) = filter.visibility, filter.assignee == nil else {
            let visible = filter.visibility.condition(from: 4 + filter.conditions.values.count)
            return try page(
                filter, after: place, limit: limit, visible: " AND " + visible.sql, visible.values)
        }
        let number = 4 + filter.conditions.values.count
        let had = try ([0] + groups).flatMap { group in
            try page(
                filter, after: place, limit: limit, visible: " AND ticket.group_id = $\(number)", [group])
        }
        let kept = try groups.flatMap { group in
            try page(
                filter, after: place, limit: limit, from: "kept_view CROSS JOIN ticket", key: "due, viewed",
                visible: " AND viewer = $\(number) AND active = 1 AND viewed = ticket.id", [group])
        }
        var seen: Set<Int64> = []
        let parts = (had + kept).filter { seen.insert($0.id).inserted }
        return Array(parts.sorted { $0.place < $1.place }.prefix(limit))
    }

    private func page(
        _ filter: QueueFilter, after place: QueuePlace, limit: Int, from tables: String = "ticket",
        key: String = "next_due, id", visible: String, _ values: [any Bindable]
    ) throws -> [TicketRow] {
        let narrowed = filter.conditions
        let sql = """
            SELECT \(TicketRow.columns) FROM \(tables)
            WHERE is_open = 1 AND (\(key)) > ($1, $2)\(narrowed.sql)\(visible)
            ORDER BY \(key) LIMIT $3
            """
        let bound: [any Bindable] = [place.nextDue, place.id, limit]
        return try connection.rows(sql, bound + narrowed.values + values).map { row in
            var row = row
            return try TicketRow(&row)
        }
    }

    /// Tickets of an agreement in order of their numbers: a page.
    public func tickets(of agreement: String, after id: Int64, limit: Int = 500) throws -> [Int64] {
        try rows(
            "SELECT id FROM ticket WHERE agreement = $1 AND id > $2 ORDER BY id LIMIT $3", agreement, id,
            limit
        ) { try $0.integer() }
    }

    /// Tickets pinned to a version whose clocks are still open, or that were received from an instant on.
    public func movableTickets(of agreement: String, version: Int, from instant: Instant) throws -> [Int64] {
        try rows(
            """
            SELECT id FROM ticket WHERE agreement = $1 AND agreement_version = $2
                AND (is_open = 1 OR received >= $3 OR acknowledge_by >= $3 OR resolve_by >= $3)
            ORDER BY id
            """, agreement, version, instant
        ) { try $0.integer() }
    }

    public func openTickets(of agreement: String, version: Int) throws -> [Int64] {
        try rows(
            """
            SELECT id FROM ticket WHERE is_open = 1 AND agreement = $1 AND agreement_version = $2 ORDER BY id
            """, agreement, version
        ) { try $0.integer() }
    }

    public func ticketCount(of agreement: String) throws -> Int {
        Int(try integer("SELECT count(*) FROM ticket WHERE agreement = $1", agreement) ?? 0)
    }

    public func openTicketCount(of organisation: Int64) throws -> Int {
        Int(
            try integer("SELECT count(*) FROM ticket WHERE is_open = 1 AND organisation = $1", organisation)
                ?? 0)
    }

    /// How many open tickets the asker may see, counted no further than `max`.
    public func openTicketCount(_ visibility: Visibility, atMost max: Int = 1000) throws -> Int {
        if case .groups(let groups) = visibility { return try openTicketCount(groups, atMost: max) }
        let visible = visibility.condition(from: 2)
        let sql = """
            SELECT count(*) FROM (SELECT 1 FROM ticket WHERE is_open = 1 AND \(visible.sql) LIMIT $1) AS some
            """
        var row = try connection.rows(sql, [max as any Bindable] + visible.values)[0]
        return Int(try row.integer())
    }

    /// Open tickets that a group has or sees.
    public func openTicketCount(ofGroup group: Int64) throws -> Int {
        Int(
            try integer(
                """
                SELECT (SELECT count(*) FROM ticket WHERE is_open = 1 AND group_id = $1)
                    + (SELECT count(*) FROM kept_view WHERE active = 1 AND viewer = $1)
                """, group) ?? 0)
    }

    /// Each half is one range of an index; what both have counts once.
    private func openTicketCount(_ groups: [Int64], atMost max: Int) throws -> Int {
        let list = placeholders(groups.count + 1, from: 2)
        let sql = """
            SELECT count(*) FROM (
                SELECT id FROM (
                    SELECT id FROM ticket WHERE is_open = 1 AND group_id IN (\(list)) LIMIT $1) AS had
                UNION
                SELECT id FROM (
                    SELECT viewed AS id FROM kept_view WHERE active = 1 AND viewer IN (\(list)) LIMIT $1
                ) AS kept
                LIMIT $1
            ) AS some
            """
        var row = try connection.rows(sql, [max as any Bindable, Int64(0)] + groups)[0]
        return Int(try row.integer())
    }
}
