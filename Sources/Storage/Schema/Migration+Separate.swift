extension Migration {
    /// Agreements that were begun for what is out of scope.
    static let separate = Migration(
        number: 8, name: "separate",
        sql: """
            CREATE TABLE separate_agreement (
                agreement TEXT NOT NULL, ticket BIGINT NOT NULL, PRIMARY KEY (agreement, ticket)
            ) {clustered};
            """)
}
