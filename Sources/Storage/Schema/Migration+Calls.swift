extension Migration {
    /// Telephone numbers of contacts, the log of calls, and who follows a ticket.
    static let calls = Migration(
        number: 27, name: "calls",
        sql: """
            CREATE TABLE phone_number (
                person BIGINT NOT NULL REFERENCES person (id), number TEXT NOT NULL,
                PRIMARY KEY (person, number)
            ) {clustered};
            CREATE INDEX phone_number_number ON phone_number (number, person);
            CREATE TABLE phone_call (
                id {identity}, direction TEXT NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL,
                number TEXT NOT NULL, caller TEXT NOT NULL, subject TEXT NOT NULL, summary TEXT NOT NULL,
                contact BIGINT, agent BIGINT NOT NULL, program TEXT NOT NULL, started BIGINT NOT NULL,
                ended BIGINT NOT NULL, logged BIGINT NOT NULL, message BIGINT, reason TEXT NOT NULL
            );
            CREATE INDEX phone_call_state ON phone_call (state, id);
            CREATE INDEX phone_call_message ON phone_call (message);
            CREATE INDEX phone_call_contact ON phone_call (contact);
            CREATE TABLE follower (
                ticket BIGINT NOT NULL, person BIGINT NOT NULL REFERENCES person (id),
                added_by BIGINT NOT NULL, since BIGINT NOT NULL,
                PRIMARY KEY (ticket, person)
            ) {clustered};
            CREATE INDEX follower_person ON follower (person);
            """)
}
