public import BusinessTime

/// Where an access to a customer's system stands: an index over the facts. Its words lie beside them alone.
public struct StoredAccess: Hashable, Sendable {
    public let ticket: Int64
    /// Within the ticket.
    public let number: Int
    /// Who of the customer gave it.
    public let contact: Int64
    /// Until when it was given.
    public let ends: Instant
    /// nil while nothing ended it.
    public let ended: Instant?

    public init(ticket: Int64, number: Int, contact: Int64, ends: Instant, ended: Instant?) {
        self.ticket = ticket
        self.number = number
        self.contact = contact
        self.ends = ends
        self.ended = ended
    }

    static let columns = "ticket, number, contact, ends, ended"

    init(_ row: inout Row) throws {
        ticket = try row.integer()
        number = Int(try row.integer())
        contact = try row.integer()
        ends = try row.instant()
        ended = try row.instantIfAny()
    }
}

extension Reader {
    /// Those that nothing ended, the next to end first; or those that ended, the last first. A page.
    public func accesses(thatEnded: Bool, from place: Int, limit: Int) throws -> [StoredAccess] {
        let order = thatEnded ? "ended DESC, ticket DESC, number DESC" : "ends, ticket, number"
        return try rows(
            """
            SELECT \(StoredAccess.columns) FROM access_grant WHERE ended IS \(thatEnded ? "NOT " : "")NULL
            ORDER BY \(order) LIMIT $1 OFFSET $2
            """, limit, place, as: StoredAccess.init)
    }

    public func accesses(ofTicket id: Int64) throws -> [StoredAccess] {
        try rows(
            "SELECT \(StoredAccess.columns) FROM access_grant WHERE ticket = $1 ORDER BY number", id,
            as: StoredAccess.init)
    }
}

extension Writer {
    /// In the place of what was known of the ticket.
    public func put(_ accesses: [StoredAccess], ofTicket id: Int64) throws {
        try run("DELETE FROM access_grant WHERE ticket = $1", id)
        for access in accesses {
            try run(
                "INSERT INTO access_grant (\(StoredAccess.columns)) VALUES ($1, $2, $3, $4, $5)",
                access.ticket,
                access.number, access.contact, access.ends, access.ended)
        }
    }
}
