extension Migration {
    /// Links by which a customer answers a proposed change, and the feeds of holidays that are read again.
    static let changes = Migration(
        number: 10, name: "changes",
        sql: """
            CREATE TABLE change_link (
                digest TEXT PRIMARY KEY, agreement BIGINT NOT NULL REFERENCES agreement_name (id),
                kind TEXT NOT NULL, number BIGINT NOT NULL, name TEXT NOT NULL, address TEXT NOT NULL,
                message TEXT NOT NULL, expires BIGINT NOT NULL
            );
            CREATE INDEX change_link_change ON change_link (agreement, kind, number);
            CREATE TABLE holiday_feed (
                agreement BIGINT PRIMARY KEY REFERENCES agreement_name (id), address TEXT NOT NULL,
                set_by BIGINT NOT NULL REFERENCES person (id), next_at BIGINT NOT NULL, read_at BIGINT,
                failures BIGINT NOT NULL, problem TEXT, told TEXT
            );
            """)
}
