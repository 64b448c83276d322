// Raw mails that belong to no message: kept back, a report, or a copy of one that is there. They are found by
// the people they are of, however the envelope read.
extension Writer {
    /// Notes whose mail it is, and of which ticket it repeats something. Nobody is noted too, so that it is
    /// looked at once.
    public func note(unplacedMail inbox: Int64, of addresses: [String], ticket: Int64? = nil) throws {
        let known = Set(addresses.map { $0.lowercased() })
        for address in known.isEmpty ? [""] : known.sorted() {
            try run(
                """
                INSERT INTO unplaced_mail (inbox, address, ticket) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING
                """, inbox, address, ticket)
        }
    }

    /// Whose it was goes; that it was looked at stays.
    func forget(unplacedMail inbox: Int64) throws {
        if try run("DELETE FROM unplaced_mail WHERE inbox = $1", inbox) > 0 {
            try note(unplacedMail: inbox, of: [])
        }
    }

    /// A mail that repeats another one, which came before it.
    public func note(copy inbox: Int64, of original: Int64, by addresses: [String]) throws {
        try note(unplacedMail: inbox, of: addresses, ticket: ticket(ofInboxEntry: original))
    }
}

extension Reader {
    /// Copies of a ticket's mails, and reports on those that went out about it.
    public func unplacedMail(ofTicket ticket: Int64) throws -> [Int64] {
        try rows("SELECT DISTINCT inbox FROM unplaced_mail WHERE ticket = $1 ORDER BY inbox", ticket) {
            try $0.integer()
        }
    }

    /// Mails in quarantine of which nobody noted whose they are: a page.
    public func unnotedQuarantine(limit: Int = 100) throws -> [Int64] {
        try rows(
            """
            SELECT inbox FROM quarantine
            WHERE NOT EXISTS (SELECT 1 FROM unplaced_mail WHERE unplaced_mail.inbox = quarantine.inbox)
            ORDER BY inbox LIMIT $1
            """, limit
        ) { try $0.integer() }
    }
}
