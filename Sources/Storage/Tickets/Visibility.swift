/// Which tickets the asker may see at all: one condition, asked in the store by every list, count, search and
/// single reading.
public enum Visibility: Hashable, Sendable {
    case all
    /// What an agent's groups have or had, and tickets given to no group of the desk.
    case groups([Int64])
    /// A contact's own tickets, as far as they are still their organisation's, and with the right to it all
    /// of the organisation's.
    case contact(Int64, organisation: Int64?, seesAll: Bool)
    case none

    /// A condition on `ticket`, and its values bound from `$first`.
    func condition(from first: Int) -> (sql: String, values: [any Bindable]) {
        switch self {
        case .all: ("1 = 1", [])
        case .none: ("1 = 0", [])
        case .groups(let groups):
            (
                """
                (ticket.group_id IN (\(placeholders(groups.count + 1, from: first))) OR EXISTS (
                    SELECT 1 FROM kept_view WHERE kept_view.viewed = ticket.id
                        AND kept_view.viewer IN (\(placeholders(groups.count + 1, from: first)))))
                """, [Int64(0)] + groups
            )
        case .contact(let person, organisation: nil, seesAll: _):
            ("(ticket.requester = $\(first) AND ticket.organisation IS NULL)", [person])
        case .contact(let person, organisation: let organisation?, seesAll: true):
            (
                """
                ((ticket.requester = $\(first) AND ticket.organisation IS NULL)
                    OR ticket.organisation = $\(first + 1))
                """, [person, organisation]
            )
        case .contact(let person, organisation: let organisation?, seesAll: false):
            (
                """
                (ticket.requester = $\(first)
                    AND (ticket.organisation IS NULL OR ticket.organisation = $\(first + 1)))
                """, [person, organisation]
            )
        }
    }
}

extension Reader {
    /// The ticket, unless it is hidden from the asker: then nil, as where there is none.
    public func ticketRow(_ id: Int64, for visibility: Visibility) throws -> TicketRow? {
        let visible = visibility.condition(from: 2)
        let sql = "SELECT \(TicketRow.columns) FROM ticket WHERE id = $1 AND \(visible.sql)"
        return try connection.rows(sql, [id as any Bindable] + visible.values).first.map { row in
            var row = row
            return try TicketRow(&row)
        }
    }

    /// The newest tickets that the asker may see, closed ones too: an export goes through them. Each
    /// half of a wide view is one range of an index.
    public func tickets(
        _ visibility: Visibility, before id: Int64 = .max, limit: Int = 50
    ) throws -> [TicketRow] {
        guard case .contact(let person, organisation: let organisation?, seesAll: true) = visibility else {
            let visible = visibility.condition(from: 3)
            return try newest(visible.sql, visible.values, before: id, limit: limit)
        }
        let all = try newest("ticket.organisation = $3", [organisation], before: id, limit: limit)
        let own = try newest(
            "ticket.requester = $3 AND ticket.organisation IS NULL", [person], before: id, limit: limit)
        return Array((all + own).sorted { $0.id > $1.id }.prefix(limit))
    }

    private func newest(
        _ condition: String, _ values: [any Bindable], before id: Int64, limit: Int
    ) throws -> [TicketRow] {
        let sql = """
            SELECT \(TicketRow.columns) FROM ticket WHERE id < $1 AND \(condition)
            ORDER BY id DESC LIMIT $2
            """
        return try connection.rows(sql, [id as any Bindable, limit] + values).map { row in
            var row = row
            return try TicketRow(&row)
        }
    }

    /// Groups that see a ticket beside the one that has it.
    public func keptViews(ofTicket id: Int64) throws -> [Int64] {
        try rows("SELECT viewer FROM kept_view WHERE viewed = $1 ORDER BY viewer", id) { try $0.integer() }
    }

    /// Tickets that may name a group which the desk did not have when they were written: a page.
    public func ticketsOfUnknownGroups(after id: Int64, limit: Int) throws -> [Int64] {
        try rows(
            "SELECT id FROM ticket WHERE id > $1 AND (group_id = 0 OR tier > 1) ORDER BY id LIMIT $2", id,
            limit
        ) { try $0.integer() }
    }

    /// Whether a group has a ticket, or sees one of another's.
    public func hasTickets(group: Int64) throws -> Bool {
        try integer(
            """
            SELECT 1 WHERE EXISTS (SELECT 1 FROM ticket WHERE is_open = 1 AND group_id = $1)
                OR EXISTS (SELECT 1 FROM ticket WHERE is_open = 0 AND group_id = $1)
                OR EXISTS (SELECT 1 FROM kept_view WHERE viewer = $1)
            """, group) != nil
    }
}

extension Writer {
    /// Puts the groups that keep their view in place of those there were, with what the queue orders by.
    /// Writes only what differs. Whether something did.
    @discardableResult
    public func put(keptViews groups: [Int64], of ticket: TicketRow) throws -> Bool {
        let known = try rows(
            "SELECT viewer, active, due FROM kept_view WHERE viewed = $1 ORDER BY viewer", ticket.id
        ) { (viewer: try $0.integer(), isActive: try $0.truth(), due: try $0.integer()) }
        let isSame = known.allSatisfy { $0.isActive == ticket.isOpen && $0.due == ticket.place.nextDue }
        if isSame, known.map(\.viewer) == groups { return false }
        try run("DELETE FROM kept_view WHERE viewed = $1", ticket.id)
        for group in groups {
            try run(
                "INSERT INTO kept_view (viewer, viewed, active, due) VALUES ($1, $2, $3, $4)", group,
                ticket.id,
                ticket.isOpen, ticket.place.nextDue)
        }
        return true
    }
}
