extension Migration {
    /// Agreements that are being filled in.
    static let drafts = Migration(
        number: 4, name: "drafts",
        sql: """
            CREATE TABLE draft (
                agreement TEXT PRIMARY KEY, organisation BIGINT NOT NULL REFERENCES organisation (id),
                yaml TEXT NOT NULL, revision BIGINT NOT NULL,
                saved_by BIGINT NOT NULL REFERENCES person (id), saved_at BIGINT NOT NULL
            );
            """)
}
