extension Migration {
    /// Who has a ticket and why time was not counted, for reports; reports that are mailed, and mails that a
    /// person wants no more; words that open a screen or a calendar; and when agents work.
    static let numbers = Migration(
        number: 25, name: "numbers",
        sql: """
            ALTER TABLE figures ADD COLUMN agent BIGINT NOT NULL DEFAULT 0;
            UPDATE figures SET agent =
                coalesce((SELECT assignee FROM ticket WHERE ticket.id = figures.ticket), 0);
            CREATE TABLE figures_ground (
                ticket BIGINT NOT NULL, ground TEXT NOT NULL, seconds BIGINT NOT NULL,
                PRIMARY KEY (ticket, ground)
            ) {clustered};
            DELETE FROM figures WHERE excluded > 0;
            UPDATE setting SET value = '0' WHERE name = 'figures-filled-to';
            CREATE TABLE report_schedule (
                id {identity}, report TEXT NOT NULL, split TEXT NOT NULL, kept TEXT NOT NULL,
                organisation BIGINT REFERENCES organisation (id), every TEXT NOT NULL, hour BIGINT NOT NULL,
                zone TEXT NOT NULL, due BIGINT NOT NULL, is_paused BIGINT NOT NULL, created BIGINT NOT NULL,
                creator BIGINT NOT NULL REFERENCES person (id)
            );
            CREATE INDEX report_schedule_due ON report_schedule (due) WHERE is_paused = 0;
            CREATE TABLE report_recipient (
                schedule BIGINT NOT NULL REFERENCES report_schedule (id),
                person BIGINT NOT NULL REFERENCES person (id),
                PRIMARY KEY (schedule, person)
            ) {clustered};
            CREATE TABLE report_sending (
                schedule BIGINT NOT NULL REFERENCES report_schedule (id), period TEXT NOT NULL,
                sent BIGINT NOT NULL, copies BIGINT NOT NULL,
                PRIMARY KEY (schedule, period)
            ) {clustered};
            CREATE TABLE left_list (
                person BIGINT NOT NULL REFERENCES person (id), list TEXT NOT NULL, since BIGINT NOT NULL,
                PRIMARY KEY (person, list)
            ) {clustered};
            CREATE TABLE opening_word (
                id {identity}, digest TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, name TEXT NOT NULL,
                person BIGINT NOT NULL REFERENCES person (id), created BIGINT NOT NULL, used BIGINT
            );
            CREATE TABLE working_week (
                person BIGINT PRIMARY KEY REFERENCES person (id), zone TEXT NOT NULL, hours TEXT NOT NULL
            );
            CREATE TABLE absence (
                id {identity}, person BIGINT NOT NULL REFERENCES person (id), first TEXT NOT NULL,
                last TEXT NOT NULL
            );
            CREATE INDEX absence_person ON absence (person, last);
            """)
}
