extension Migration {
    /// Raw mails that became no message, by the people they are of and by the ticket they repeat something
    /// of: they are found when a person is erased or exported, and when a ticket's time is over. And where a
    /// message stands in the thread of its sender's program.
    static let unplaced = Migration(
        number: 20, name: "unplaced",
        sql: """
            CREATE TABLE unplaced_mail (
                inbox BIGINT NOT NULL REFERENCES inbox (id), address TEXT NOT NULL, ticket BIGINT,
                PRIMARY KEY (inbox, address)
            );
            CREATE INDEX unplaced_mail_address ON unplaced_mail (address);
            CREATE INDEX unplaced_mail_ticket ON unplaced_mail (ticket) WHERE ticket IS NOT NULL;
            ALTER TABLE message_origin ADD COLUMN thread_index TEXT;
            """)
}
