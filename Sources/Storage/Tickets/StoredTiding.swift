/// What a ticket has to tell, and to whom, in words of the layer above: "person 5", "group 2", "managers".
public struct StoredTiding: Hashable, Sendable {
    public let kind: String
    public let audience: String
    /// Of the fact that says so, in the ticket, from 1.
    public let fact: Int

    public init(kind: String, audience: String, fact: Int) {
        (self.kind, self.audience, self.fact) = (kind, audience, fact)
    }

    init(_ row: inout Row) throws {
        kind = try row.text()
        audience = try row.text()
        fact = Int(try row.integer())
    }
}

extension Reader {
    public func tidings(ofTicket id: Int64) throws -> [StoredTiding] {
        try rows(
            "SELECT kind, audience, number FROM tiding WHERE ticket = $1 ORDER BY kind", id,
            as: StoredTiding.init)
    }
}

extension Writer {
    /// In the place of what there was; writes only what differs. When, and by whom, is the fact's to say.
    public func put(tidings: [StoredTiding], ofTicket id: Int64) throws {
        let known = try self.tidings(ofTicket: id)
        for old in known where !tidings.contains(old) {
            try run("DELETE FROM tiding WHERE ticket = $1 AND kind = $2", id, old.kind)
        }
        for tiding in tidings where !known.contains(tiding) {
            try run(
                """
                INSERT INTO tiding (ticket, kind, audience, number, sequence, recorded, actor)
                SELECT $1, $2, $3, number, sequence, recorded, actor FROM fact
                WHERE stream_kind = 'ticket' AND stream_id = $1 AND number = $4
                """, id, tiding.kind, tiding.audience, tiding.fact)
        }
    }
}

// Colleagues who were told of a note that names them.
extension Reader {
    /// By the note's message.
    public func mentions(ofTicket ticket: Int64) throws -> [Int64: [Int64]] {
        let all = try rows(
            "SELECT message, person FROM mention WHERE ticket = $1 ORDER BY message, person", ticket
        ) { (message: try $0.integer(), person: try $0.integer()) }
        return Dictionary(grouping: all, by: \.message).mapValues { $0.map(\.person) }
    }
}

extension Writer {
    /// - Parameter fact: the note's, by its number in the ticket.
    public func add(
        mentionOf person: Int64, inMessage message: Int64, ofTicket ticket: Int64, fact: Int
    ) throws {
        try run(
            """
            INSERT INTO mention (person, sequence, message, ticket, recorded, actor)
            SELECT $1, sequence, $2, $3, recorded, actor FROM fact
            WHERE stream_kind = 'ticket' AND stream_id = $3 AND number = $4
            ON CONFLICT (person, sequence) DO NOTHING
            """, person, message, ticket, fact)
    }
}
