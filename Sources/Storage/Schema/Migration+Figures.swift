extension Migration {
    /// What reports count, a row a ticket, in columns that a period and a split go through quickly.
    static let figures = Migration(
        number: 23, name: "figures",
        sql: """
            CREATE TABLE figures (
                ticket BIGINT PRIMARY KEY, received BIGINT NOT NULL, organisation BIGINT NOT NULL,
                agreement TEXT NOT NULL, severity BIGINT NOT NULL, tier BIGINT NOT NULL,
                category TEXT NOT NULL, channel TEXT NOT NULL, counting TEXT NOT NULL,
                acknowledge_by BIGINT, acknowledgment TEXT NOT NULL, acknowledged BIGINT,
                acknowledge_took BIGINT, acknowledge_cause TEXT NOT NULL,
                resolve_by BIGINT, resolution TEXT NOT NULL, resolved BIGINT,
                resolve_took BIGINT, resolve_cause TEXT NOT NULL,
                settled BIGINT NOT NULL, waited BIGINT NOT NULL, excluded BIGINT NOT NULL,
                escalations BIGINT NOT NULL, rating BIGINT
            );
            CREATE INDEX figures_received ON figures (received);
            CREATE INDEX figures_settled ON figures (settled);
            CREATE INDEX figures_acknowledge_by ON figures (acknowledge_by) WHERE acknowledge_by IS NOT NULL;
            CREATE INDEX figures_resolve_by ON figures (resolve_by) WHERE resolve_by IS NOT NULL;
            CREATE INDEX figures_acknowledged ON figures (acknowledged) WHERE acknowledged IS NOT NULL;
            CREATE INDEX figures_resolved ON figures (resolved) WHERE resolved IS NOT NULL;
            """)
}
