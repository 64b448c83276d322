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
    /// When it was resolved last, else closed; nil before.
    public var doneAt: Instant?
    /// When the customer wrote last, while that is not answered.
    public var customerWrote: Instant?

    public init(id: Int64, received: Instant) {
        self.id = id
        self.received = received
    }

    static let columns = """
        id, subject, organisation, requester, severity, category, assignee, tier, group_id, channel, state, \
        is_open, received, acknowledge_by, acknowledgment, resolve_by, resolution, next_due, is_unread, \
        agreement, agreement_version, is_left, done_at, customer_wrote
        """

    fileprivate static let byNumber = "SELECT \(columns) FROM ticket WHERE id = $1"

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
        let done = try row.integer()
        doneAt = done == 0 ? nil : Instant(seconds: done)
        let wrote = try row.integer()
        customerWrote = wrote == 0 ? nil : Instant(seconds: wrote)
    }

    var values: [SQLValue] {
        [
            .integer(id), .text(subject), organisation.sqlValue, requester.sqlValue, severity.sqlValue,
            .text(category), assignee.sqlValue, tier.sqlValue, .integer(group ?? 0), .text(channel),
            .text(state), isOpen.sqlValue, received.sqlValue, acknowledgeBy.sqlValue, .text(acknowledgment),
            resolveBy.sqlValue, .text(resolution), .integer(nextDue?.seconds ?? .max), isUnread.sqlValue,
            .text(agreement), agreementVersion.sqlValue, isLeft.sqlValue, .integer(doneAt?.seconds ?? 0),
            .integer(customerWrote?.seconds ?? 0),
        ]
    }

    /// Where the queue goes on after this row.
    public var place: QueuePlace { QueuePlace(nextDue: nextDue?.seconds ?? .max, id: id) }
}

extension Reader {
    public func ticketRow(_ id: Int64) throws -> TicketRow? {
        try first(TicketRow.byNumber, id, as: TicketRow.init)
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

extension Reader {
    /// When the newest tickets of a requester came in.
    public func received(ofNewestTicketsBy requester: Int64, limit: Int) throws -> [Instant] {
        try rows(
            "SELECT received FROM ticket WHERE requester = $1 ORDER BY id DESC LIMIT $2", requester, limit
        ) { try $0.instant() }
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
        if ticket == known { return }
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
            try put(tidings: [], ofTicket: id)
            try removeFigures(ofTicket: id)
            try run("DELETE FROM kept_view WHERE viewed = $1", id)
        }
        return orphans
    }

    public func setUnread(_ isUnread: Bool, ticket id: Int64) throws {
        try run("UPDATE ticket SET is_unread = $2 WHERE id = $1", id, isUnread)
    }
}
