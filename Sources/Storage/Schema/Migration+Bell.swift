extension Migration {
    /// Up to which fact a person has seen what the bell tells.
    static let bell = Migration(
        number: 39, name: "bell",
        sql: """
            CREATE TABLE bell_seen (
                person BIGINT NOT NULL REFERENCES person (id), sequence BIGINT NOT NULL,
                PRIMARY KEY (person)
            ) {clustered};
            CREATE INDEX fact_news ON fact (sequence) WHERE kind IN ('received', 'warned', 'broken');
            """)
}
