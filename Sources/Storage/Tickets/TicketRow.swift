public import BusinessTime

/// A ticket as lists show it. All of it follows from the ticket's facts and can be rebuilt.
public struct TicketRow: Hashable, Sendable {
    public var id: Int64
    public var subject = ""
    public var organisation: Int64?
    public var requester: Int64?
    /// 0 low, 1 normal, 2 high, 3 critical.
    public var severity = 0
    public var category = ""
    public var assignee: Int64?
    public var tier = 1
    /// nil while it is given to no group that the desk has: every agent sees it.
    public var group: Int64?
    public var channel = ""
    public var state = ""
    public var isOpen = true
    public var received: Instant
    public var acknowledgeBy: Instant?
    /// How the promise stands, in a word of the layer above.
    public var acknowledgment = ""
    public var resolveBy: Instant?
    public var resolution = ""
    /// The deadline that breaks next; nil sorts behind all deadlines.
    public var nextDue: Instant?
    public var isUnread = false
    public var agreement = ""
    public var agreementVersion = 0
    /// The rule of its group found nobody for it.
    public var isLeft = false

    public init(id: Int64, received: Instant) {
        self.id = id
        self.received = received
    }

    static let columns = """
        id, subject, organisation, requester, severity, category, assignee, tier, group_id, channel, state, \
        is_open, received, acknowledge_by, acknowledgment, resolve_by, resolution, next_due, is_unread, \
        agreement, agreement_version, is_left
        """

    init(_ row: inout Row) throws {
        id = try row.integer()
        subject = try row.text()
        organisation = try row.integerIfAny()
        requester = try row.integerIfAny()
        severity = Int(try row.integer())
        category = try row.text()
        assignee = try row.integerIfAny()
        tier = Int(try row.integer())
        let group = try row.integer()
        self.group = group == 0 ? nil : group
        channel = try row.text()
        state = try row.text()
        isOpen = try row.truth()
        received = try row.instant()
        acknowledgeBy = try row.instantIfAny()
        acknowledgment = try row.text()
        resolveBy = try row.instantIfAny()
        resolution = try row.text()
        let due = try row.integer()
        nextDue = due == .max ? nil : Instant(seconds: due)
        isUnread = try row.truth()
        agreement = try row.text()
        agreementVersion = Int(try row.integer())
        isLeft = try row.truth()
    }

    var values: [any Bindable] {
        [
            id, subject, organisation, requester, severity, category, assignee, tier, group ?? 0, channel,
            state, isOpen, received, acknowledgeBy, acknowledgment, resolveBy, resolution,
            nextDue?.seconds ?? .max, isUnread, agreement, agreementVersion, isLeft,
        ]
    }

    /// Where the queue goes on after this row.
    public var place: QueuePlace { QueuePlace(nextDue: nextDue?.seconds ?? .max, id: id) }
}

extension Reader {
    public func ticketRow(_ id: Int64) throws -> TicketRow? {
        try first("SELECT \(TicketRow.columns) FROM ticket WHERE id = $1", id, as: TicketRow.init)
    }

    /// Of a customer, or of all.
    public func newestTicket(organisation: Int64?) throws -> Int64? {
        guard let organisation else {
            return try integer("SELECT id FROM ticket ORDER BY id DESC LIMIT 1")
        }
        return try integer(
            "SELECT id FROM ticket WHERE organisation = $1 ORDER BY id DESC LIMIT 1", organisation)
    }

    /// The newest first, whoever may see them.
    public func tickets(requester: Int64, limit: Int) throws -> [TicketRow] {
        try rows(
            "SELECT \(TicketRow.columns) FROM ticket WHERE requester = $1 ORDER BY id DESC LIMIT $2",
            requester, limit, as: TicketRow.init)
    }
}

extension Writer {
    /// Puts the row in place of the one there was.
    public func put(_ ticket: TicketRow) throws {
        _ = try connection.run(Self.putTicket, ticket.values)
    }

    /// Writes what differs from the row that is there.
    public func put(_ ticket: TicketRow, over known: TicketRow) throws {
        precondition(ticket.id == known.id, "a row of another ticket")
        try update("ticket", Self.ticketColumns, to: ticket.values, from: known.values)
    }

    private static let ticketColumns = columnNames(TicketRow.columns)

    private static let putTicket: String = {
        let names = ticketColumns
        let changes = names.dropFirst().map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
        return """
            INSERT INTO ticket (\(TicketRow.columns)) VALUES (\(placeholders(names.count, from: 1)))
            ON CONFLICT (id) DO UPDATE SET \(changes)
            """
    }()

    /// Removes the rows in a range of numbers that are none of `kept`; gives theirs.
    public func removeTicketRows(after low: Int64, upTo high: Int64, except kept: [Int64]) throws -> [Int64] {
        let there = try rows("SELECT id FROM ticket WHERE id > $1 AND id <= $2 ORDER BY id", low, high) {
            try $0.integer()
        }
        let orphans = Set(there).subtracting(kept).sorted()
        for id in orphans {
            try run("DELETE FROM ticket WHERE id = $1", id)
            try put([], ofTicket: id)
            try put(ratings: [], ofTicket: id)
            try put(waiting: nil, ofTicket: id)
            try removeFigures(ofTicket: id)
            try run("DELETE FROM kept_view WHERE viewed = $1", id)
        }
        return orphans
    }

    public func setUnread(_ isUnread: Bool, ticket id: Int64) throws {
        try run("UPDATE ticket SET is_unread = $2 WHERE id = $1", id, isUnread)
    }
}
