extension Migration {
    /// Where accesses that customers gave stand, for the list of them over all tickets.
    static let accesses = Migration(
        number: 13, name: "accesses",
        sql: """
            CREATE TABLE access_grant (
                ticket BIGINT NOT NULL, number BIGINT NOT NULL, contact BIGINT NOT NULL, ends BIGINT NOT NULL,
                ended BIGINT, PRIMARY KEY (ticket, number)
            ) {clustered};
            CREATE INDEX access_grant_contact ON access_grant (contact);
            CREATE INDEX access_grant_ends ON access_grant (ends) WHERE ended IS NULL;
            """)
}
