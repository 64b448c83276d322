/// A group of agents that sees and works the tickets given to it.
public struct StoredGroup: Hashable, Sendable {
    public let id: Int64
    public let name: String
    /// How it gets tickets that nobody has, in a word of the layer above.
    public let assigning: String

    init(_ row: inout Row) throws {
        id = try row.integer()
        name = try row.text()
        assigning = try row.text()
    }
}

extension Reader {
    public func groups() throws -> [StoredGroup] {
        if let groupsOnce { return groupsOnce }
        let found = try rows("SELECT id, name, assigning FROM desk_group ORDER BY id", as: StoredGroup.init)
        groupsOnce = found
        return found
    }

    public func group(named name: String) throws -> Int64? {
        try integer("SELECT id FROM desk_group WHERE name = $1", name)
    }

    public func groups(of person: Int64) throws -> [Int64] {
        try rows("SELECT group_id FROM membership WHERE person = $1 ORDER BY group_id", person) {
            try $0.integer()
        }
    }

    /// Groups that nobody is in.
    public func groupsOfNobody() throws -> [Int64] {
        try rows(
            """
            SELECT id FROM desk_group
            WHERE NOT EXISTS (SELECT 1 FROM membership WHERE group_id = desk_group.id) ORDER BY id
            """
        ) { try $0.integer() }
    }

    public func members(of group: Int64) throws -> [Int64] {
        try rows("SELECT person FROM membership WHERE group_id = $1 ORDER BY person", group) {
            try $0.integer()
        }
    }
}

extension Writer {
    public func addGroup(named name: String) throws -> Int64 {
        groupsOnce = nil
        return try returning("INSERT INTO desk_group (name) VALUES ($1) RETURNING id", name)
    }

    public func add(person: Int64, to group: Int64) throws {
        changesAccess = true
        try run(
            """
            INSERT INTO membership (group_id, person) VALUES ($1, $2)
            ON CONFLICT (group_id, person) DO NOTHING
            """, group, person)
    }

    public func remove(person: Int64, from group: Int64) throws {
        changesAccess = true
        try run("DELETE FROM membership WHERE group_id = $1 AND person = $2", group, person)
    }

    /// Without its members; its tickets must be elsewhere by then.
    public func removeGroup(_ id: Int64) throws {
        changesAccess = true
        groupsOnce = nil
        try unshare(group: id)
        try run("DELETE FROM membership WHERE group_id = $1", id)
        try run("DELETE FROM assigning_turn WHERE group_id = $1", id)
        try run("DELETE FROM desk_group WHERE id = $1", id)
    }
}
