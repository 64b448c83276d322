extension Migration {
    /// Agreements that are filled in, offered and signed.
    static let signing = Migration(
        number: 4, name: "signing",
        sql: """
            CREATE TABLE draft (
                agreement TEXT PRIMARY KEY, organisation BIGINT NOT NULL REFERENCES organisation (id),
                yaml TEXT NOT NULL, revision BIGINT NOT NULL,
                saved_by BIGINT NOT NULL REFERENCES person (id), saved_at BIGINT NOT NULL
            );
            CREATE TABLE agreement_name (
                id {identity}, name TEXT NOT NULL UNIQUE,
                organisation BIGINT NOT NULL REFERENCES organisation (id)
            );
            ALTER TABLE agreement ADD COLUMN document TEXT REFERENCES blob (digest);
            CREATE TABLE invitation (
                digest TEXT PRIMARY KEY, agreement BIGINT NOT NULL REFERENCES agreement_name (id),
                version BIGINT NOT NULL, signatory BIGINT NOT NULL, message TEXT NOT NULL,
                code TEXT, code_message TEXT, code_expires BIGINT, code_attempts BIGINT NOT NULL
            );
            CREATE INDEX ticket_broken ON ticket (agreement, id)
                WHERE acknowledgment = 'broken' OR resolution = 'broken';
            CREATE UNIQUE INDEX invitation_signatory ON invitation (agreement, signatory);
            """)
}
