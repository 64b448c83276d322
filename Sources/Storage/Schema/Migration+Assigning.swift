extension Migration {
    /// How a group gets tickets that nobody has, and whose turn it was.
    static let assigning = Migration(
        number: 31, name: "assigning",
        sql: """
            ALTER TABLE desk_group ADD COLUMN assigning TEXT NOT NULL DEFAULT 'by-hand';
            CREATE TABLE assigning_turn (
                group_id BIGINT NOT NULL REFERENCES desk_group (id),
                person BIGINT NOT NULL REFERENCES person (id), place BIGINT NOT NULL,
                PRIMARY KEY (group_id, person)
            ) {clustered};
            """)
}
