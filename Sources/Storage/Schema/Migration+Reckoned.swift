extension Migration {
    /// What the credits of a broken ticket come to, once nothing more is to come by itself: reckoned from its
    /// facts under a mark of its terms, and left aside as soon as its head or the mark is another.
    static let reckoned = Migration(
        number: 14, name: "reckoned",
        sql: """
            CREATE TABLE reckoned (
                ticket BIGINT PRIMARY KEY, agreement TEXT NOT NULL, mark TEXT NOT NULL,
                head {bytes} NOT NULL, since BIGINT NOT NULL, lines {bytes} NOT NULL
            );
            CREATE INDEX reckoned_agreement ON reckoned (agreement, mark);
            """)
}
