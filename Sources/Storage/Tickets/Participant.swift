extension Reader {
    /// Whether this address wrote to the ticket, or was named by somebody who did.
    public func isParticipant(_ address: String, ofTicket ticket: Int64) throws -> Bool {
        try integer(
            "SELECT 1 FROM participant WHERE ticket = $1 AND address = $2", ticket, address.lowercased())
            != nil
    }

    public func participants(ofTicket ticket: Int64) throws -> [String] {
        try rows("SELECT address FROM participant WHERE ticket = $1 ORDER BY address", ticket) {
            try $0.text()
        }
    }
}

extension Writer {
    public func add(participant address: String, toTicket ticket: Int64) throws {
        try run(
            """
            INSERT INTO participant (ticket, address) VALUES ($1, $2)
            ON CONFLICT (ticket, address) DO NOTHING
            """,
            ticket, address.lowercased())
    }
}
