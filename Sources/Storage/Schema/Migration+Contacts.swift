extension Migration {
    /// A contact's list by where tickets stand: what waits for them, what is resolved, what is closed.
    static let contacts = Migration(
        number: 42, name: "contacts",
        sql: """
            CREATE INDEX ticket_customer_state ON ticket (organisation, state, id);
            CREATE INDEX ticket_requester_state ON ticket (requester, state, id);
            """)
}
