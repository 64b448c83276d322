extension Migration {
    /// Mailboxes from which mail is fetched by IMAP, how far each is read, and what is still to be done to
    /// messages on their servers.
    static let mailboxes = Migration(
        number: 16, name: "mailboxes",
        sql: """
            CREATE TABLE mailbox (
                id BIGINT PRIMARY KEY, name TEXT NOT NULL UNIQUE, settings TEXT NOT NULL,
                secret TEXT NOT NULL, client_secret TEXT, revision BIGINT NOT NULL,
                validity BIGINT, last_uid BIGINT NOT NULL, change BIGINT,
                succeeded BIGINT, tried BIGINT, failures BIGINT NOT NULL, refusals BIGINT NOT NULL,
                problem TEXT, added_by BIGINT NOT NULL, added_at BIGINT NOT NULL
            );
            CREATE TABLE mailbox_errand (
                mailbox BIGINT NOT NULL, validity BIGINT NOT NULL, uid BIGINT NOT NULL, kind TEXT NOT NULL,
                PRIMARY KEY (mailbox, validity, uid)
            );
            ALTER TABLE inbox ADD COLUMN whole_size BIGINT;
            """)
}
