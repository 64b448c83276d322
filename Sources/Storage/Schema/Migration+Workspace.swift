extension Migration {
    /// What agents keep for their work: texts to begin an answer with, and views of the queue. Of a row
    /// exactly one holds: it is its owner's (`sharing` own), a group's, or everybody's. The index finds what
    /// else of a customer is open.
    static let workspace = Migration(
        number: 24, name: "workspace",
        sql: """
            CREATE TABLE canned_reply (
                id {identity}, owner BIGINT NOT NULL REFERENCES person (id), sharing TEXT NOT NULL,
                group_id BIGINT REFERENCES desk_group (id), name TEXT NOT NULL, words TEXT NOT NULL,
                version BIGINT NOT NULL, changed_by BIGINT NOT NULL REFERENCES person (id),
                changed_at BIGINT NOT NULL
            );
            CREATE INDEX canned_reply_owner ON canned_reply (owner, sharing);
            CREATE TABLE saved_view (
                id {identity}, owner BIGINT NOT NULL REFERENCES person (id), sharing TEXT NOT NULL,
                group_id BIGINT REFERENCES desk_group (id), name TEXT NOT NULL, query TEXT NOT NULL
            );
            CREATE INDEX saved_view_owner ON saved_view (owner, sharing);
            CREATE TABLE start_view (
                person BIGINT NOT NULL REFERENCES person (id),
                view BIGINT NOT NULL REFERENCES saved_view (id),
                PRIMARY KEY (person)
            ) {clustered};
            CREATE INDEX ticket_open_organisation ON ticket (organisation, id) WHERE is_open = 1;
            """)
}
