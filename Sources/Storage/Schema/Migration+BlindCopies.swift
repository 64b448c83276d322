extension Migration {
    /// Whom a mail names in Bcc, for those at the desk who see its ticket.
    static let blindCopies = Migration(
        number: 33, name: "blind copies",
        sql: """
            CREATE TABLE blind_copy (
                message BIGINT NOT NULL REFERENCES message (id), place BIGINT NOT NULL, address TEXT NOT NULL,
                PRIMARY KEY (message, place)
            ) {clustered};
            CREATE INDEX blind_copy_address ON blind_copy (address);
            """)
}
