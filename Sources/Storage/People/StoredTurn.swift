// Whose turn it was in a group, and how much somebody has.
extension Reader {
    /// By person: the place of the newest ticket that the group's rule gave to them, counted up from 1.
    public func turns(ofGroup group: Int64) throws -> [Int64: Int64] {
        let all = try rows("SELECT person, place FROM assigning_turn WHERE group_id = $1", group) { row in
            (try row.integer(), try row.integer())
        }
        return Dictionary(uniqueKeysWithValues: all)
    }

    /// Open tickets that somebody has: one range of an index.
    public func openTicketCount(assignedTo person: Int64) throws -> Int {
        Int(try integer(Self.assignedCount, person) ?? 0)
    }

    /// Tickets for which the rule of a group found nobody: what breaks next first, a page.
    public func leftTickets(ofGroup group: Int64, limit: Int) throws -> [Int64] {
        try rows(
            """
            SELECT id FROM ticket WHERE is_left = 1 AND group_id = $1 ORDER BY next_due, id LIMIT $2
            """, group, limit
        ) { try $0.integer() }
    }

    static let assignedCount = "SELECT count(*) FROM ticket WHERE is_open = 1 AND assignee = $1"
}

extension Writer {
    /// Puts somebody behind all others of the group.
    public func note(turnOf person: Int64, inGroup group: Int64) throws {
        let last = try integer("SELECT max(place) FROM assigning_turn WHERE group_id = $1", group)
        try run(
            """
            INSERT INTO assigning_turn (group_id, person, place) VALUES ($1, $2, $3)
            ON CONFLICT (group_id, person) DO UPDATE SET place = excluded.place
            """, group, person, (last ?? 0) + 1)
    }

    public func set(assigning rule: String, ofGroup id: Int64) throws {
        groupsOnce = nil
        try run("UPDATE desk_group SET assigning = $2 WHERE id = $1", id, rule)
    }
}
