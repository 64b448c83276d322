extension Migration {
    /// What sending needs to know of each mail: how often its end stayed open, since when it is tried, when
    /// it was last heard of, and the domain it goes to.
    static let sending = Migration(
        number: 17, name: "sending",
        sql: """
            ALTER TABLE outbox ADD COLUMN doubts BIGINT NOT NULL DEFAULT 0;
            ALTER TABLE outbox ADD COLUMN begun BIGINT NOT NULL DEFAULT 0;
            ALTER TABLE outbox ADD COLUMN settled BIGINT;
            ALTER TABLE outbox ADD COLUMN domain TEXT NOT NULL DEFAULT '';
            UPDATE outbox SET begun = created;
            """)
}
