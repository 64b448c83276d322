extension Migration {
    /// Who may write to a ticket by mail.
    static let participants = Migration(
        number: 2, name: "participants",
        sql: """
            ALTER TABLE person ADD COLUMN sees_organisation BIGINT NOT NULL DEFAULT 0;
            CREATE TABLE participant (
                ticket BIGINT NOT NULL, address TEXT NOT NULL,
                PRIMARY KEY (ticket, address)
            ) {clustered};
            """)
}
