extension Migration {
    /// Files that exclusions rest on, and the few tickets that have exclusions, found among all.
    static let evidence = Migration(
        number: 7, name: "evidence",
        sql: """
            CREATE TABLE evidence (
                stream_kind TEXT NOT NULL, stream_id BIGINT NOT NULL,
                blob TEXT NOT NULL REFERENCES blob (digest),
                PRIMARY KEY (stream_kind, stream_id, blob)
            ) {clustered};
            CREATE INDEX fact_excluded ON fact (stream_id)
                WHERE stream_kind = 'ticket' AND kind = 'exclusionApproved';
            """)
}
