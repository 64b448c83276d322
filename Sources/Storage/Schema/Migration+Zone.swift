extension Migration {
    /// In which zone a person reads times; empty takes that of their working week or agreement. And what
    /// was resolved for a customer, or for who asked without one, in the order of its numbers.
    static let zone = Migration(
        number: 38, name: "zone",
        sql: """
            ALTER TABLE person ADD COLUMN zone TEXT NOT NULL DEFAULT '';
            CREATE INDEX ticket_settled ON ticket (organisation, id)
                WHERE is_open = 0 AND state IN ('resolved', 'closed');
            CREATE INDEX ticket_settled_own ON ticket (requester, id)
                WHERE is_open = 0 AND state IN ('resolved', 'closed');
            """)
}
