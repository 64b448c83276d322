extension Migration {
    /// Tickets for which the rule of their group found nobody, in the order in which they are handed out.
    static let left = Migration(
        number: 34, name: "left",
        sql: """
            ALTER TABLE ticket ADD COLUMN is_left BIGINT NOT NULL DEFAULT 0;
            CREATE INDEX ticket_left ON ticket (group_id, next_due, id) WHERE is_left = 1;
            """)
}
