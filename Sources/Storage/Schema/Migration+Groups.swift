extension Migration {
    /// Groups that see a ticket which another group has, and what a contact sees beside their own tickets.
    static let groups = Migration(
        number: 21, name: "groups",
        sql: """
            CREATE TABLE kept_view (
                viewer BIGINT NOT NULL REFERENCES desk_group (id), viewed BIGINT NOT NULL,
                active BIGINT NOT NULL, due BIGINT NOT NULL,
                PRIMARY KEY (viewed, viewer)
            ) {clustered};
            CREATE INDEX kept_view_active ON kept_view (viewer, due, viewed) WHERE active = 1;
            ALTER TABLE person ADD COLUMN sees_agreement BIGINT NOT NULL DEFAULT 0;
            ALTER TABLE person ADD COLUMN sees_books BIGINT NOT NULL DEFAULT 0;
            """)
}
