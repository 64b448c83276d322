public import BusinessTime

// Mails that a person wants no more, each list by its name.
extension Reader {
    /// Since when; nil while they get it.
    public func left(_ list: String, person: Int64) throws -> Instant? {
        try integer("SELECT since FROM left_list WHERE person = $1 AND list = $2", person, list).map {
            Instant(seconds: $0)
        }
    }

    /// The names of all lists that a person left.
    public func leftLists(of person: Int64) throws -> [String] {
        try rows("SELECT list FROM left_list WHERE person = $1 ORDER BY list", person) { try $0.text() }
    }
}

extension Writer {
    /// The first time counts.
    public func leave(_ list: String, person: Int64, at now: Instant) throws {
        try run(
            """
            INSERT INTO left_list (person, list, since) VALUES ($1, $2, $3)
            ON CONFLICT (person, list) DO NOTHING
            """, person, list, now)
    }

    public func rejoin(_ list: String, person: Int64) throws {
        try run("DELETE FROM left_list WHERE person = $1 AND list = $2", person, list)
    }
}
