extension Migration {
    /// Whose customer wrote last, and what tickets have to tell whom: an index made from facts. What stood
    /// unanswered before this step is found by the facts once; the rest is told from its next fact on, or by
    /// `duly reindex`. And who was told of which note, kept with it.
    static let tidings = Migration(
        number: 41, name: "tidings",
        sql: """
            ALTER TABLE ticket ADD COLUMN customer_wrote BIGINT NOT NULL DEFAULT 0;
            UPDATE ticket SET customer_wrote = coalesce(
                (SELECT said.happened FROM fact AS said
                    WHERE said.stream_kind = 'ticket' AND said.stream_id = ticket.id
                        AND said.kind = 'customerReplied'
                        AND CAST(said.body AS TEXT) NOT LIKE '%"automatic":true%'
                        AND NOT EXISTS (SELECT 1 FROM fact AS after
                            WHERE after.stream_kind = 'ticket' AND after.stream_id = ticket.id
                                AND after.number > said.number
                                AND (after.kind IN ('noFurtherRequest', 'resolved', 'closed')
                                    OR (after.actor <> 'desk' AND after.kind IN
                                        ('replied', 'informationRequested', 'extended', 'markedOutOfScope'))))
                    ORDER BY said.number DESC LIMIT 1), 0)
                WHERE is_open = 1;
            CREATE INDEX ticket_unanswered ON ticket (next_due, id) WHERE customer_wrote > 0;
            CREATE TABLE tiding (
                ticket BIGINT NOT NULL, kind TEXT NOT NULL, audience TEXT NOT NULL, number BIGINT NOT NULL,
                sequence BIGINT NOT NULL, recorded BIGINT NOT NULL, actor TEXT NOT NULL,
                PRIMARY KEY (ticket, kind)
            ) {clustered};
            CREATE INDEX tiding_audience ON tiding (audience, sequence);
            CREATE TABLE mention (
                person BIGINT NOT NULL REFERENCES person (id), sequence BIGINT NOT NULL,
                message BIGINT NOT NULL REFERENCES message (id), ticket BIGINT NOT NULL,
                recorded BIGINT NOT NULL, actor TEXT NOT NULL,
                PRIMARY KEY (person, sequence)
            ) {clustered};
            CREATE INDEX mention_message ON mention (message);
            CREATE INDEX mention_ticket ON mention (ticket);
            """)
}
