extension Migration {
    /// What customers said of resolutions, an index made from facts; and the surveys that ask them.
    static let ratings = Migration(
        number: 29, name: "ratings",
        sql: """
            CREATE TABLE rating (
                ticket BIGINT NOT NULL, resolution BIGINT NOT NULL, score BIGINT NOT NULL,
                comment BIGINT, at BIGINT NOT NULL,
                PRIMARY KEY (ticket, resolution)
            );
            CREATE INDEX rating_at ON rating (at, ticket);
            CREATE INDEX rating_low ON rating (at, ticket) WHERE score <= 2;
            CREATE TABLE survey (
                ticket BIGINT NOT NULL, resolution BIGINT NOT NULL, due BIGINT NOT NULL,
                state TEXT NOT NULL, at BIGINT,
                PRIMARY KEY (ticket, resolution)
            );
            CREATE INDEX survey_due ON survey (due, ticket) WHERE state = 'waiting';
            """)
}
