extension Migration {
    /// What sending needs to know of each mail: how often its end stayed open, since when it is tried, when
    /// it was last heard of, the domain it goes to, and whether it is for the recipient's eyes alone. What
    /// was written before and belongs to no ticket may hold a link to sign, and is taken for that.
    static let sending = Migration(
        number: 17, name: "sending",
        sql: """
            ALTER TABLE outbox ADD COLUMN doubts BIGINT NOT NULL DEFAULT 0;
            ALTER TABLE outbox ADD COLUMN begun BIGINT NOT NULL DEFAULT 0;
            ALTER TABLE outbox ADD COLUMN settled BIGINT;
            ALTER TABLE outbox ADD COLUMN domain TEXT NOT NULL DEFAULT '';
            ALTER TABLE outbox ADD COLUMN confidential BIGINT NOT NULL DEFAULT 0;
            UPDATE outbox SET begun = created;
            UPDATE outbox SET confidential = 1 WHERE ticket IS NULL;
            """)
}
