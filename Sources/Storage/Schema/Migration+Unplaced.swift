extension Migration {
    /// Raw mails that became no message, by the people they are of: one who is erased or exported is found in
    /// quarantine too. And where a message stands in the thread of its sender's program.
    static let unplaced = Migration(
        number: 20, name: "unplaced",
        sql: """
            CREATE TABLE unplaced_mail (
                inbox BIGINT NOT NULL REFERENCES inbox (id), address TEXT NOT NULL,
                PRIMARY KEY (inbox, address)
            );
            CREATE INDEX unplaced_mail_address ON unplaced_mail (address);
            ALTER TABLE message_origin ADD COLUMN thread_index TEXT;
            """)
}
