extension Migration {
    static let first = Migration(
        number: 1, name: "first",
        sql: [facts, people, agreements, tickets, blobs, post, access, search].joined(separator: "\n"))

    private static let facts = """
        CREATE TABLE fact (
            stream_kind TEXT NOT NULL, stream_id BIGINT NOT NULL, number BIGINT NOT NULL,
            sequence BIGINT NOT NULL, kind TEXT NOT NULL, version BIGINT NOT NULL,
            happened BIGINT NOT NULL, recorded BIGINT NOT NULL, actor TEXT NOT NULL,
            body {bytes} NOT NULL, hash {bytes} NOT NULL,
            PRIMARY KEY (stream_kind, stream_id, number)
        ) {clustered};
        CREATE UNIQUE INDEX fact_sequence ON fact (sequence);
        CREATE TABLE stream (
            kind TEXT NOT NULL, id BIGINT NOT NULL, number BIGINT NOT NULL, recorded BIGINT NOT NULL,
            hash {bytes} NOT NULL,
            PRIMARY KEY (kind, id)
        ) {clustered};
        CREATE TABLE checkpoint (
            number BIGINT PRIMARY KEY, at BIGINT NOT NULL, sequence BIGINT NOT NULL,
            streams BIGINT NOT NULL, root {bytes} NOT NULL, previous {bytes} NOT NULL, hash {bytes} NOT NULL
        );
        CREATE TABLE numbering (name TEXT PRIMARY KEY, last BIGINT NOT NULL);

        """ + SQLiteSchema.appendOnly("fact") + SQLiteSchema.appendOnly("checkpoint")

    private static let people = """
        CREATE TABLE organisation (
            id {identity}, name TEXT NOT NULL, domains TEXT NOT NULL DEFAULT '', zone TEXT NOT NULL DEFAULT ''
        );
        CREATE TABLE person (
            id {identity}, name TEXT NOT NULL, address TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
            organisation BIGINT REFERENCES organisation (id), role TEXT NOT NULL, tier BIGINT,
            password TEXT, disabled_at BIGINT, has_account BIGINT NOT NULL
        );
        CREATE INDEX person_organisation ON person (organisation, id);
        CREATE TABLE desk_group (id {identity}, name TEXT NOT NULL UNIQUE);
        CREATE TABLE membership (
            group_id BIGINT NOT NULL REFERENCES desk_group (id),
            person BIGINT NOT NULL REFERENCES person (id),
            PRIMARY KEY (group_id, person)
        );
        CREATE INDEX membership_person ON membership (person, group_id);
        """

    private static let agreements = """
        CREATE TABLE agreement (
            id {identity}, name TEXT NOT NULL, version BIGINT NOT NULL,
            organisation BIGINT REFERENCES organisation (id), text {bytes} NOT NULL, digest TEXT NOT NULL,
            status TEXT NOT NULL, in_force_from BIGINT, in_force_until BIGINT,
            UNIQUE (name, version)
        );
        CREATE INDEX agreement_organisation ON agreement (organisation, in_force_from);
        CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);
        """

    private static let tickets = """
        CREATE TABLE ticket (
            id BIGINT PRIMARY KEY, subject TEXT NOT NULL, organisation BIGINT, requester BIGINT,
            severity BIGINT NOT NULL, category TEXT NOT NULL, assignee BIGINT, tier BIGINT NOT NULL,
            group_id BIGINT NOT NULL, channel TEXT NOT NULL, state TEXT NOT NULL, is_open BIGINT NOT NULL,
            received BIGINT NOT NULL, acknowledge_by BIGINT, acknowledgment TEXT NOT NULL,
            resolve_by BIGINT, resolution TEXT NOT NULL, next_due BIGINT NOT NULL,
            is_unread BIGINT NOT NULL, agreement TEXT NOT NULL, agreement_version BIGINT NOT NULL
        );
        CREATE INDEX ticket_queue ON ticket (next_due, id) WHERE is_open = 1;
        CREATE INDEX ticket_group ON ticket (group_id, next_due, id) WHERE is_open = 1;
        CREATE INDEX ticket_assignee ON ticket (assignee, next_due, id) WHERE is_open = 1;
        CREATE INDEX ticket_organisation ON ticket (organisation, id);
        CREATE INDEX ticket_requester ON ticket (requester, id);
        CREATE TABLE due (
            stream_kind TEXT NOT NULL, stream_id BIGINT NOT NULL, what TEXT NOT NULL, at BIGINT NOT NULL,
            PRIMARY KEY (stream_kind, stream_id, what)
        ) {clustered};
        CREATE INDEX due_at ON due (at, stream_kind, stream_id, what);
        """

    private static let blobs = """
        CREATE TABLE blob (digest TEXT PRIMARY KEY, size BIGINT NOT NULL, bytes {bytes});
        """

    private static let post = """
        CREATE TABLE inbox (
            id {identity}, blob TEXT NOT NULL REFERENCES blob (digest), source TEXT UNIQUE,
            identity TEXT UNIQUE, envelope_from TEXT NOT NULL, envelope_to TEXT NOT NULL,
            received_ms BIGINT NOT NULL, state TEXT NOT NULL, why TEXT NOT NULL DEFAULT ''
        );
        CREATE INDEX inbox_new ON inbox (id) WHERE state = 'new';
        CREATE INDEX inbox_quarantined ON inbox (id) WHERE state = 'quarantined';
        CREATE TABLE message (
            id {identity}, ticket BIGINT, direction TEXT NOT NULL, author BIGINT, address TEXT NOT NULL,
            visibility TEXT NOT NULL, subject TEXT NOT NULL, text TEXT NOT NULL, html TEXT,
            message_id TEXT, in_reply_to TEXT, references_ids TEXT NOT NULL DEFAULT '',
            salt {bytes} NOT NULL, inbox BIGINT, sent BIGINT NOT NULL, received BIGINT NOT NULL,
            delivery TEXT NOT NULL, is_automatic BIGINT NOT NULL, erased_at BIGINT
        );
        CREATE INDEX message_ticket ON message (ticket, id);
        CREATE INDEX message_message_id ON message (message_id);
        CREATE TABLE attachment (
            id {identity}, message BIGINT NOT NULL REFERENCES message (id),
            blob TEXT NOT NULL REFERENCES blob (digest), name TEXT NOT NULL, media_type TEXT NOT NULL,
            content_id TEXT, is_inline BIGINT NOT NULL
        );
        CREATE INDEX attachment_message ON attachment (message, id);
        CREATE TABLE outbox (
            id {identity}, message BIGINT, ticket BIGINT, message_id TEXT NOT NULL,
            blob TEXT NOT NULL REFERENCES blob (digest), envelope_from TEXT NOT NULL,
            envelope_to TEXT NOT NULL, state TEXT NOT NULL, attempts BIGINT NOT NULL,
            next_attempt BIGINT NOT NULL, answer TEXT NOT NULL DEFAULT '', created BIGINT NOT NULL,
            UNIQUE (message_id, envelope_to)
        );
        CREATE INDEX outbox_waiting ON outbox (next_attempt, id) WHERE state IN ('waiting', 'uncertain');
        CREATE INDEX outbox_sending ON outbox (id) WHERE state = 'sending';
        CREATE INDEX outbox_message ON outbox (message);
        CREATE TABLE automatic_mail (id {identity}, address TEXT NOT NULL, at BIGINT NOT NULL);
        CREATE INDEX automatic_mail_address ON automatic_mail (address, at);
        """

    private static let access = """
        CREATE TABLE session (
            digest {bytes} PRIMARY KEY, csrf TEXT NOT NULL, person BIGINT NOT NULL REFERENCES person (id),
            created BIGINT NOT NULL, seen BIGINT NOT NULL, expires BIGINT NOT NULL
        );
        CREATE INDEX session_person ON session (person);
        CREATE INDEX session_expires ON session (expires);
        CREATE TABLE token (
            id {identity}, digest {bytes} NOT NULL UNIQUE, name TEXT NOT NULL,
            person BIGINT NOT NULL REFERENCES person (id), kind TEXT NOT NULL, scopes TEXT NOT NULL,
            created BIGINT NOT NULL, used BIGINT, revoked BIGINT
        );
        CREATE INDEX token_person ON token (person, id);
        CREATE TABLE idempotency (
            name TEXT NOT NULL, caller TEXT NOT NULL, body_digest {bytes} NOT NULL, status BIGINT NOT NULL,
            answer {bytes} NOT NULL, expires BIGINT NOT NULL,
            PRIMARY KEY (caller, name)
        );
        CREATE INDEX idempotency_expires ON idempotency (expires);
        """

    private static let search = SQLiteSearch.tables
}
