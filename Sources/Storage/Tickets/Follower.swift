public import BusinessTime

/// Who gets a ticket's public mails in copy, or for an agent the desk's news of it.
public struct Follower: Hashable, Sendable {
    public let ticket: Int64
    public let person: Int64
    public let addedBy: Int64
    public let since: Instant

    public init(ticket: Int64, person: Int64, addedBy: Int64, since: Instant) {
        (self.ticket, self.person, self.addedBy, self.since) = (ticket, person, addedBy, since)
    }
}

extension Reader {
    public func followers(ofTicket ticket: Int64) throws -> [StoredPerson] {
        try rows(
            """
            SELECT \(StoredPerson.columns) FROM person
            WHERE id IN (SELECT person FROM follower WHERE ticket = $1) ORDER BY name, id
            """, ticket, as: StoredPerson.init)
    }

    /// Whether anybody follows any ticket.
    public func hasFollowers() throws -> Bool {
        try integer("SELECT 1 FROM follower LIMIT 1") != nil
    }

    /// Tickets that a person follows.
    public func followed(by person: Int64) throws -> [Int64] {
        try rows("SELECT ticket FROM follower WHERE person = $1 ORDER BY ticket", person) {
            try $0.integer()
        }
    }
}

extension Writer {
    public func add(_ follower: Follower) throws {
        try run(
            """
            INSERT INTO follower (ticket, person, added_by, since) VALUES ($1, $2, $3, $4)
            ON CONFLICT (ticket, person) DO NOTHING
            """, follower.ticket, follower.person, follower.addedBy, follower.since)
    }

    public func remove(follower person: Int64, ofTicket ticket: Int64) throws {
        try run("DELETE FROM follower WHERE ticket = $1 AND person = $2", ticket, person)
    }

    /// What a person follows, no longer.
    func forgetFollowing(of person: Int64) throws {
        try run("DELETE FROM follower WHERE person = $1", person)
    }
}
