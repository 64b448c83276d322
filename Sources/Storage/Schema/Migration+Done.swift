extension Migration {
    /// When a ticket was resolved, else closed: what was resolved lately for a customer, or for who asked
    /// without one, is the end of an index by it.
    static let done = Migration(
        number: 40, name: "done",
        sql: """
            ALTER TABLE ticket ADD COLUMN done_at BIGINT NOT NULL DEFAULT 0;
            UPDATE ticket SET done_at = coalesce(
                (SELECT fact.happened FROM fact WHERE fact.stream_kind = 'ticket'
                    AND fact.stream_id = ticket.id AND fact.kind = 'resolved'
                    ORDER BY fact.number DESC LIMIT 1),
                (SELECT fact.happened FROM fact WHERE fact.stream_kind = 'ticket'
                    AND fact.stream_id = ticket.id AND fact.kind = 'closed'
                    ORDER BY fact.number DESC LIMIT 1), 0);
            DROP INDEX ticket_settled;
            DROP INDEX ticket_settled_own;
            CREATE INDEX ticket_settled ON ticket (organisation, done_at, id)
                WHERE is_open = 0 AND state IN ('resolved', 'closed');
            CREATE INDEX ticket_settled_own ON ticket (requester, done_at, id)
                WHERE is_open = 0 AND state IN ('resolved', 'closed');
            """)
}
