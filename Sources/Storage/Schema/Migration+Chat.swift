extension Migration {
    /// Chats of visitors and contacts, what was said in each, and which agents take chats.
    static let chat = Migration(
        number: 28, name: "chat",
        sql: """
            CREATE TABLE chat (
                id {identity}, digest TEXT NOT NULL UNIQUE, ticket BIGINT NOT NULL,
                person BIGINT NOT NULL REFERENCES person (id), name TEXT NOT NULL,
                is_proven BIGINT NOT NULL, started BIGINT NOT NULL, last BIGINT NOT NULL, ended BIGINT
            );
            CREATE INDEX chat_ticket ON chat (ticket, id);
            CREATE INDEX chat_person ON chat (person);
            CREATE INDEX chat_last ON chat (last);
            CREATE TABLE chat_message (
                chat BIGINT NOT NULL REFERENCES chat (id), key TEXT NOT NULL, message BIGINT NOT NULL,
                PRIMARY KEY (chat, key)
            ) {clustered};
            CREATE INDEX chat_message_order ON chat_message (chat, message);
            CREATE TABLE chat_duty (agent BIGINT PRIMARY KEY REFERENCES person (id), until BIGINT NOT NULL);
            """)
}
