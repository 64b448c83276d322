/// A ticket with a promise that is broken or once was, or with a mark in dispute: one that credits look at.
public struct BrokenTicket: Hashable, Sendable {
    public let id: Int64
    /// Of its newest fact.
    public let head: [UInt8]
    public let agreement: String

    /// The promise's row says that it is broken, or a fact does. Each arm is one range of an index, and the
    /// joins follow it: without their order each page would go through all tickets.
    static let page = """
        SELECT some.id, stream.hash, ticket.agreement FROM (
            SELECT id FROM (
                SELECT id FROM ticket WHERE agreement = $1 AND id > $2
                    AND (acknowledgment = 'broken' OR resolution = 'broken') ORDER BY id LIMIT $3) AS late
            UNION SELECT stream_id FROM (
                SELECT DISTINCT stream_id FROM fact WHERE stream_kind = 'ticket'
                    AND kind IN ('broken', 'disputed') AND stream_id > $2 ORDER BY stream_id LIMIT $3) AS told
            ORDER BY 1 LIMIT $3) AS some
        CROSS JOIN ticket CROSS JOIN stream
        WHERE ticket.id = some.id AND stream.kind = 'ticket' AND stream.id = some.id ORDER BY some.id
        """

    init(_ row: inout Row) throws {
        id = try row.integer()
        head = try row.bytes()
        agreement = try row.text()
    }
}

extension Reader {
    /// A page in order of their numbers, empty at the end. Some of it may be of other agreements.
    public func brokenTickets(
        of agreement: String, after id: Int64, limit: Int = 1000
    ) throws -> [BrokenTicket] {
        try rows(BrokenTicket.page, agreement, id, limit, as: BrokenTicket.init)
    }
}
