extension Reader {
    /// How many open tickets that the asker may see have a customer who wrote last, counted no further than
    /// `max`.
    public func unansweredTicketCount(_ visibility: Visibility, atMost max: Int) throws -> Int {
        let visible = visibility.condition(from: 2)
        let sql = """
            SELECT count(*) FROM (SELECT 1 FROM ticket
                WHERE customer_wrote > 0 AND +is_open = 1 AND \(visible.sql) LIMIT $1) AS found
            """
        var row = try connection.rows(sql, [max as any Bindable] + visible.values)[0]
        return Int(try row.integer())
    }
}
