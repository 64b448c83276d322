extension Migration {
    /// How a group gets tickets that nobody has, and whose turn it was.
    /// Answers that wait so that their writers can take them back, and those that came back.
    static let assigning = Migration(
        number: 31, name: "assigning",
        sql: """
            ALTER TABLE desk_group ADD COLUMN assigning TEXT NOT NULL DEFAULT 'by-hand';
            CREATE TABLE assigning_turn (
                group_id BIGINT NOT NULL REFERENCES desk_group (id),
                person BIGINT NOT NULL REFERENCES person (id), place BIGINT NOT NULL,
                PRIMARY KEY (group_id, person)
            ) {clustered};
            CREATE TABLE held_answer (
                id {identity}, ticket BIGINT NOT NULL, author BIGINT NOT NULL REFERENCES person (id),
                program TEXT NOT NULL, way TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL,
                copies TEXT NOT NULL, is_for_others BIGINT NOT NULL, requester BIGINT NOT NULL,
                organisation BIGINT, seen BIGINT NOT NULL, created BIGINT NOT NULL, due BIGINT,
                problem TEXT NOT NULL
            );
            CREATE INDEX held_answer_due ON held_answer (due) WHERE due IS NOT NULL;
            CREATE INDEX held_answer_ticket ON held_answer (ticket, id);
            CREATE TABLE held_file (
                answer BIGINT NOT NULL REFERENCES held_answer (id), place BIGINT NOT NULL,
                blob TEXT NOT NULL REFERENCES blob (digest), name TEXT NOT NULL, media_type TEXT NOT NULL,
                PRIMARY KEY (answer, place)
            ) {clustered};
            CREATE INDEX held_file_blob ON held_file (blob);
            """)
}
