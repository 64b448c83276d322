extension Migration {
    /// How mail came in and what vouches for its sender, and mails that wait for a person to look at them.
    static let gate = Migration(
        number: 15, name: "gate",
        sql: """
            CREATE TABLE entrance (
                inbox BIGINT PRIMARY KEY REFERENCES inbox (id), way TEXT NOT NULL, peer TEXT NOT NULL,
                hello TEXT NOT NULL, is_encrypted BIGINT NOT NULL, findings TEXT
            );
            CREATE TABLE quarantine (
                inbox BIGINT PRIMARY KEY REFERENCES inbox (id), cause TEXT NOT NULL, state TEXT NOT NULL,
                sender TEXT, ticket BIGINT
            );
            CREATE INDEX quarantine_state ON quarantine (state, inbox);
            CREATE TABLE message_origin (
                message BIGINT PRIMARY KEY REFERENCES message (id), proof TEXT NOT NULL,
                detail TEXT NOT NULL, reply_to TEXT, others TEXT NOT NULL
            );
            INSERT INTO quarantine (inbox, cause, state)
                SELECT id, 'failed', 'waiting' FROM inbox WHERE state = 'quarantined';
            """)
}
