extension Migration {
    /// Figures packed in blocks of neighbouring tickets, a column each, and which tickets were written since.
    /// None is packed at first.
    static let packed = Migration(
        number: 36, name: "packed",
        sql: """
            CREATE TABLE figures_column (
                name TEXT NOT NULL, block BIGINT NOT NULL, low BIGINT, high BIGINT, packed {bytes} NOT NULL,
                PRIMARY KEY (name, block)
            ) {clustered};
            CREATE INDEX figures_column_block ON figures_column (block);
            CREATE TABLE figures_changed (ticket BIGINT NOT NULL, PRIMARY KEY (ticket)) {clustered};
            INSERT INTO figures_changed (ticket) SELECT ticket FROM figures;
            """)
}
