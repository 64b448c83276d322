extension Migration {
    /// An organisation's own words for its mails, which of them are off, who reads which language, and who
    /// got a copy of an answer.
    static let letters = Migration(
        number: 18, name: "letters",
        sql: """
            CREATE TABLE letter (
                kind TEXT NOT NULL, organisation BIGINT NOT NULL, language TEXT NOT NULL,
                version BIGINT NOT NULL, words TEXT NOT NULL,
                saved_by BIGINT NOT NULL REFERENCES person (id), saved_at BIGINT NOT NULL,
                PRIMARY KEY (kind, organisation, language, version)
            );
            CREATE TABLE letter_switch (
                kind TEXT PRIMARY KEY, is_on BIGINT NOT NULL,
                turned_by BIGINT NOT NULL REFERENCES person (id), turned_at BIGINT NOT NULL
            );
            CREATE TABLE message_copy (
                message BIGINT NOT NULL REFERENCES message (id), address TEXT NOT NULL,
                PRIMARY KEY (message, address)
            );
            ALTER TABLE person ADD COLUMN language TEXT NOT NULL DEFAULT '';
            ALTER TABLE organisation ADD COLUMN language TEXT NOT NULL DEFAULT '';
            """)
}
