extension Migration {
    /// How mail leaves the desk where no option says it, and the keys that sign it; what is secret is sealed.
    /// And whose name a mail in quarantine bears without proof.
    static let relay = Migration(
        number: 19, name: "relay",
        sql: """
            CREATE TABLE relay (
                id BIGINT PRIMARY KEY, settings TEXT NOT NULL, secret TEXT, client_secret TEXT,
                revision BIGINT NOT NULL, changed_by BIGINT NOT NULL, changed_at BIGINT NOT NULL
            );
            CREATE TABLE signing_key (
                domain TEXT NOT NULL, selector TEXT NOT NULL, algorithm TEXT NOT NULL, secret TEXT NOT NULL,
                public TEXT NOT NULL, made_at BIGINT NOT NULL, used_since BIGINT,
                PRIMARY KEY (domain, selector)
            );
            ALTER TABLE quarantine ADD COLUMN claimed BIGINT;
            CREATE INDEX quarantine_claimed ON quarantine (claimed, state);
            """)
}
