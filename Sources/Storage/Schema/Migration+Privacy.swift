extension Migration {
    /// Free words of facts beside them, and what is needed to let go of texts, files and mails.
    static let privacy = Migration(
        number: 9, name: "privacy",
        sql: """
            CREATE TABLE words (
                digest TEXT PRIMARY KEY, stream_kind TEXT NOT NULL, stream_id BIGINT NOT NULL,
                actor TEXT NOT NULL, salt {bytes} NOT NULL, text TEXT NOT NULL
            ) {clustered};
            CREATE INDEX words_stream ON words (stream_kind, stream_id);
            CREATE TABLE blob_gone (digest TEXT PRIMARY KEY, at BIGINT NOT NULL) {clustered};
            CREATE INDEX message_author ON message (author, id);
            CREATE INDEX attachment_blob ON attachment (blob);
            CREATE INDEX inbox_blob ON inbox (blob);
            CREATE INDEX inbox_from ON inbox (envelope_from);
            CREATE INDEX outbox_blob ON outbox (blob);
            CREATE INDEX outbox_ticket ON outbox (ticket, id);
            CREATE INDEX outbox_to ON outbox (envelope_to, id);
            CREATE INDEX evidence_blob ON evidence (blob);
            CREATE INDEX agreement_document ON agreement (document);
            """)
}
