extension Migration {
    /// Mails to a provider's notice address, and what was decided about them.
    static let noticeMail = Migration(
        number: 12, name: "notice-mail",
        sql: """
            CREATE TABLE notice_mail (
                inbox BIGINT PRIMARY KEY REFERENCES inbox (id), organisation BIGINT, agreement TEXT,
                received BIGINT NOT NULL, is_automatic BIGINT NOT NULL, state TEXT NOT NULL,
                decided_by BIGINT, decided_at BIGINT
            );
            CREATE INDEX notice_mail_state ON notice_mail (state, inbox);
            CREATE INDEX message_inbox ON message (inbox) WHERE inbox IS NOT NULL;
            """)
}
