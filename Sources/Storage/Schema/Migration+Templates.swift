extension Migration {
    /// Texts of an organisation's own, and which of them an agreement was filled into.
    static let templates = Migration(
        number: 6, name: "templates",
        sql: """
            CREATE TABLE template (
                name TEXT NOT NULL, version BIGINT NOT NULL, body TEXT NOT NULL,
                saved_by BIGINT NOT NULL REFERENCES person (id), saved_at BIGINT NOT NULL,
                PRIMARY KEY (name, version)
            );
            ALTER TABLE draft ADD COLUMN template TEXT NOT NULL DEFAULT '';
            ALTER TABLE agreement ADD COLUMN template TEXT NOT NULL DEFAULT '';
            """)
}
