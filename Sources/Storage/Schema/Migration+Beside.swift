extension Migration {
    /// Ranges of open tickets that pages ask for, each in the order in which they break: a page costs what it
    /// shows, however many are open. Closed tickets are asked for by their group alone.
    static let beside = Migration(
        number: 32, name: "beside",
        sql: """
            DROP INDEX ticket_open_organisation;
            CREATE INDEX ticket_beside ON ticket (organisation, next_due, id) WHERE is_open = 1;
            CREATE INDEX ticket_tier ON ticket (tier, next_due, id) WHERE is_open = 1;
            CREATE INDEX ticket_state ON ticket (state, next_due, id) WHERE is_open = 1 AND state <> 'open';
            CREATE INDEX ticket_version ON ticket (agreement, agreement_version, id) WHERE is_open = 1;
            CREATE INDEX ticket_closed_group ON ticket (group_id) WHERE is_open = 0;
            """)
}
