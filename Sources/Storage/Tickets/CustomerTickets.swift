// A customer's tickets, whatever has become of them.
extension Reader {
    /// Tickets looked at for those that the asker may see.
    static let settledMax = 200

    /// What was resolved for the same customer, the last resolved first; for who asked, where they are no
    /// customer's. Of a range of an index the end alone is looked at.
    public func settledTickets(
        beside ticket: TicketRow, _ visibility: Visibility, limit: Int
    ) throws -> [TicketRow] {
        let (column, owner) =
            ticket.organisation.map { ("organisation", $0) } ?? ("requester", ticket.requester ?? 0)
        let visible = visibility.condition(from: 5)
        let bound: [any Bindable] = [owner, ticket.id, limit, Self.settledMax]
        return try connection.rows(Self.settled(column, visible.sql), bound + visible.values).map { row in
            var row = row
            return try TicketRow(&row)
        }
    }

    static func settled(_ column: String, _ condition: String) -> String {
        """
        SELECT \(TicketRow.columns) FROM (
            SELECT * FROM ticket WHERE \(column) = $1 AND is_open = 0 AND state IN ('resolved', 'closed')
                AND id <> $2 ORDER BY done_at DESC, id DESC LIMIT $4
        ) AS ticket WHERE \(condition) ORDER BY done_at DESC, id DESC LIMIT $3
        """
    }

    /// All of a customer's that the asker may see, the newest first.
    public func tickets(
        ofOrganisation organisation: Int64, _ visibility: Visibility, before id: Int64 = .max, limit: Int
    ) throws -> [TicketRow] {
        let visible = visibility.condition(from: 4)
        let sql = """
            SELECT \(TicketRow.columns) FROM ticket
            WHERE organisation = $1 AND id < $2 AND \(visible.sql) ORDER BY id DESC LIMIT $3
            """
        let bound: [any Bindable] = [organisation, id, limit]
        return try connection.rows(sql, bound + visible.values).map { row in
            var row = row
            return try TicketRow(&row)
        }
    }
}
