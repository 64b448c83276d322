extension Migration {
    /// Mail without a ticket: what it is about, so that it is seen there when it did not arrive, and what a
    /// server reported of it before that.
    static let returned = Migration(
        number: 37, name: "returned",
        sql: """
            ALTER TABLE outbox ADD COLUMN about TEXT NOT NULL DEFAULT '';
            ALTER TABLE outbox ADD COLUMN report TEXT NOT NULL DEFAULT '';
            CREATE INDEX outbox_about ON outbox (about, id) WHERE about <> '';
            """)
}
