extension Migration {
    /// Facts lie in the order in which they were appended, whatever their stream: a thousand tickets that are
    /// written on together fill few pages instead of splitting one each. And a stream has one instant at
    /// which the alarm looks at it, kept in its head, which every append writes anyway.
    static let appended = Migration(
        number: 11, name: "appended",
        sql: """
            CREATE TABLE appended (
                stream_kind TEXT NOT NULL, stream_id BIGINT NOT NULL, number BIGINT NOT NULL,
                sequence {ordered}, kind TEXT NOT NULL, version BIGINT NOT NULL,
                happened BIGINT NOT NULL, recorded BIGINT NOT NULL, actor TEXT NOT NULL,
                body {bytes} NOT NULL, hash {bytes} NOT NULL
            );
            INSERT INTO appended (
                stream_kind, stream_id, number, sequence, kind, version, happened, recorded, actor, body, hash
            ) SELECT stream_kind, stream_id, number, sequence, kind, version, happened, recorded, actor, body,
                hash FROM fact ORDER BY sequence;
            DROP TABLE fact;
            ALTER TABLE appended RENAME TO fact;
            CREATE UNIQUE INDEX fact_stream ON fact (stream_kind, stream_id, number);
            CREATE INDEX fact_breach ON fact (stream_kind, stream_id) WHERE kind IN ('broken', 'disputed');
            CREATE INDEX fact_excluded ON fact (stream_kind, stream_id) WHERE kind = 'exclusionApproved';

            """ + SQLiteSchema.appendOnly("fact")
                + """
                ALTER TABLE stream ADD COLUMN due BIGINT;
                UPDATE stream SET due = (SELECT min(at) FROM due
                    WHERE due.stream_kind = stream.kind AND due.stream_id = stream.id);
                DROP TABLE due;
                CREATE INDEX stream_due ON stream (due, kind, id) WHERE due IS NOT NULL;
                """)
}
