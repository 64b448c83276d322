public import BusinessTime

extension Reader {
    /// Tickets that are over, received before an instant, with words still there: a page.
    public func endedTickets(receivedBefore instant: Instant, after id: Int64, limit: Int = 50) throws
        -> [Int64]
    {
        try rows(
            """
            SELECT id FROM ticket WHERE is_open = 0 AND received < $1 AND id > $2
                AND EXISTS (SELECT 1 FROM message WHERE ticket = ticket.id AND erased_at IS NULL)
            ORDER BY id LIMIT $3
            """, instant, id, limit
        ) { try $0.integer() }
    }
}

extension Writer {
    /// Who may write to a ticket by mail is forgotten with the ticket's words.
    public func forgetParticipants(ofTicket id: Int64) throws {
        try run("DELETE FROM participant WHERE ticket = $1", id)
        try run("DELETE FROM follower WHERE ticket = $1", id)
        try forgetChats(ofTicket: id)
    }
}
