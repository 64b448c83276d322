extension Migration {
    /// Programs elsewhere that are told of what happens, and what waits to be told.
    static let webhooks = Migration(
        number: 26, name: "webhooks",
        sql: """
            CREATE TABLE webhook (
                id {identity}, name TEXT NOT NULL, url TEXT NOT NULL, secret TEXT NOT NULL,
                kinds TEXT NOT NULL, is_paused BIGINT NOT NULL, created BIGINT NOT NULL,
                creator BIGINT NOT NULL REFERENCES person (id), succeeded BIGINT, problem TEXT NOT NULL
            );
            CREATE TABLE webhook_call (
                id {identity}, webhook BIGINT NOT NULL REFERENCES webhook (id), ticket BIGINT NOT NULL,
                name TEXT NOT NULL UNIQUE, body TEXT NOT NULL, attempts BIGINT NOT NULL,
                next_attempt BIGINT NOT NULL, created BIGINT NOT NULL
            );
            CREATE INDEX webhook_call_next ON webhook_call (webhook, ticket, id);
            """)
}
