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
    /// A search by words goes without what these asked for, and without this ticket: they are found already.
    public var besides = Parties()
    public var number: Int64?
    /// Only those whose customer wrote last.
    public var isUnanswered = false

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
        var sql = given.enumerated().map { " AND ticket.\($1.0) $\($0 + 4)" }.joined()
        // In words, so that the store knows that the index of such tickets has it.
        if let state, state != "open" { sql += " AND ticket.state <> 'open'" }
        if isUnanswered { sql += " AND ticket.customer_wrote > 0" }
        return (sql, given.map(\.1))
    }

    /// The few that wait for an answer have an index of their own; the plus keeps the store from that of all.
    fileprivate var open: String { isUnanswered ? "+is_open = 1" : "is_open = 1" }

    /// Whether what is left is one range of an index already. Of the groups' ranges many rows may be looked
    /// at for each that is left.
    fileprivate var hasOwnRange: Bool {
        assignee != nil || organisation != nil || tier != nil || isUnanswered
            || (state.map { $0 != "open" } ?? false)
    }
}

extension Reader {
    /// Open tickets by what breaks next, after a place. Each group, or what is asked for, is one range of an
    /// index, so a page costs the same however many tickets there are.
    public func queue(
        _ filter: QueueFilter, after place: QueuePlace = .beginning, limit: Int = 50
    ) throws -> [TicketRow] {
        guard case .groups(let groups) = filter.visibility, !filter.hasOwnRange else {
            return try page(filter, after: place, limit: limit)
        }
        return try page(filter, after: place, limit: limit, ofGroups: groups)
    }

    /// The keys of each range first, then only the rows that are shown.
    private func page(
        _ filter: QueueFilter, after place: QueuePlace, limit: Int, ofGroups groups: [Int64]
    ) throws -> [TicketRow] {
        let narrowed = filter.conditions
        let first = 4 + narrowed.values.count
        let had = (0...groups.count).map { index in
            """
            SELECT next_due, id FROM ticket
            WHERE is_open = 1 AND group_id = $\(first + index) AND (next_due, id) > ($1, $2)\(narrowed.sql)
            ORDER BY next_due, id LIMIT $3
            """
        }
        let kept = groups.indices.map { index in
            """
            SELECT due, viewed FROM kept_view CROSS JOIN ticket
            WHERE active = 1 AND viewer = $\(first + 1 + index) AND (due, viewed) > ($1, $2)
                AND viewed = ticket.id\(narrowed.sql)
            ORDER BY due, viewed LIMIT $3
            """
        }
        let ranges = (had + kept).enumerated().map { "SELECT * FROM (\($0.element)) AS range\($0.offset)" }
        let sql = """
            WITH place (due, found) AS (\(ranges.joined(separator: " UNION ")))
            SELECT \(TicketRow.columns) FROM place JOIN ticket ON ticket.id = place.found
            ORDER BY place.due, place.found LIMIT $3
            """
        let bound: [any Bindable] = [place.nextDue, place.id, limit]
        return try connection.rows(sql, bound + narrowed.values + [Int64(0)] + groups).map { row in
            var row = row
            return try TicketRow(&row)
        }
    }

    private func page(_ filter: QueueFilter, after place: QueuePlace, limit: Int) throws -> [TicketRow] {
        let bound: [any Bindable] = [place.nextDue, place.id, limit]
        let (sql, values) = Self.page(filter)
        return try connection.rows(sql, bound + values).map { row in
            var row = row
            return try TicketRow(&row)
        }
    }

    /// One range; the place is $1 and $2, and as many rows as $3 says.
    static func page(_ filter: QueueFilter) -> (sql: String, values: [any Bindable]) {
        let narrowed = filter.conditions
        let visible = filter.visibility.condition(from: 4 + narrowed.values.count)
        let sql = """
            SELECT \(TicketRow.columns) FROM ticket
            WHERE \(filter.open) AND (next_due, id) > ($1, $2)\(narrowed.sql) AND \(visible.sql)
            ORDER BY next_due, id LIMIT $3
            """
        return (sql, narrowed.values + visible.values)
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

    public func openTicketCount(of agreement: String, version: Int) throws -> Int {
        Int(
            try integer(
                """
                SELECT count(*) FROM ticket WHERE is_open = 1 AND agreement = $1 AND agreement_version = $2
                """, agreement, version) ?? 0)
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
        Int(try integer(Self.organisationCount, organisation) ?? 0)
    }

    /// Every open ticket has a due instant, if the last there is. Without asking for one, the store takes an
    /// index that doesn't know what is open, and reads each row for it.
    static let organisationCount =
        "SELECT count(*) FROM ticket WHERE is_open = 1 AND organisation = $1 AND next_due > 0"

    /// What else of the same customer is open, by what breaks next; of who asked, where they are no
    /// customer's.
    public func openTickets(beside ticket: TicketRow, _ visibility: Visibility, limit: Int) throws
        -> [TicketRow]
    {
        let (column, owner) =
            ticket.organisation.map { ("organisation", $0) } ?? ("requester", ticket.requester ?? 0)
        let visible = visibility.condition(from: 4)
        let bound: [any Bindable] = [owner, ticket.id, limit]
        return try connection.rows(Self.beside(column, visible.sql), bound + visible.values).map { row in
            var row = row
            return try TicketRow(&row)
        }
    }

    static func beside(_ column: String, _ condition: String) -> String {
        """
        SELECT \(TicketRow.columns) FROM ticket WHERE \(column) = $1 AND is_open = 1 AND id <> $2
            AND \(condition) ORDER BY next_due, id LIMIT $3
        """
    }

    /// How many open tickets the asker may see, counted no further than `max`: all, or those whose next
    /// deadline is before so many POSIX seconds.
    public func openTicketCount(
        _ visibility: Visibility, dueBefore: Int64? = nil, atMost max: Int = 1000
    ) throws -> Int {
        let latest = dueBefore.map { $0 - 1 } ?? .max
        if case .groups(let groups) = visibility {
            return try openTicketCount(ofGroups: groups, dueBy: latest, atMost: max)
        }
        let visible = visibility.condition(from: 3)
        return try count(
            "SELECT 1 FROM ticket WHERE is_open = 1 AND next_due <= $2 AND \(visible.sql) LIMIT $1",
            [max, latest] + visible.values)
    }

    /// The same of one tier.
    public func openTicketCount(_ visibility: Visibility, ofTier tier: Int, atMost max: Int) throws -> Int {
        let visible = visibility.condition(from: 3)
        return try count(
            "SELECT 1 FROM ticket WHERE is_open = 1 AND tier = $2 AND \(visible.sql) LIMIT $1",
            [max, tier] + visible.values)
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

    /// What the groups have is counted in an index alone; what they only see, where that is not enough.
    private func openTicketCount(
        ofGroups groups: [Int64], dueBy latest: Int64, atMost max: Int
    ) throws -> Int {
        let list = placeholders(groups.count + 1, from: 3)
        let values: [any Bindable] = [latest, Int64(0)] + groups
        let had = try count(
            """
            SELECT 1 FROM ticket WHERE is_open = 1 AND group_id IN (\(list)) AND next_due <= $2 LIMIT $1
            """, [max] + values)
        if had == max { return max }
        return try had
            + count(
                """
                SELECT DISTINCT viewed FROM kept_view
                WHERE active = 1 AND viewer IN (\(list)) AND due <= $2 AND NOT EXISTS (
                    SELECT 1 FROM ticket WHERE ticket.id = kept_view.viewed AND ticket.group_id IN (\(list)))
                LIMIT $1
                """, [max - had] + values)
    }

    private func count(_ found: String, _ values: [any Bindable]) throws -> Int {
        var row = try connection.rows("SELECT count(*) FROM (\(found)) AS found", values)[0]
        return Int(try row.integer())
    }
}
