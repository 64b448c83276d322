public import BusinessTime

/// Who uses what somebody keeps at the desk.
public enum Sharing: Hashable, Sendable {
    case own
    case group(Int64)
    case all

    /// How it is kept: a word, and the group where there is one.
    var columns: (word: String, group: Int64?) {
        switch self {
        case .own: ("own", nil)
        case .group(let id): ("group", id)
        case .all: ("all", nil)
        }
    }

    init(_ row: inout Row) throws {
        let word = try row.text()
        let group = try row.integerIfAny()
        switch (word, group) {
        case ("group", let id?): self = .group(id)
        case ("all", _): self = .all
        default: self = .own
        }
    }
}

/// A text that agents begin an answer with, its placeholders still in braces.
public struct StoredCannedReply: Hashable, Sendable {
    public internal(set) var id: Int64 = 0
    public var owner: Int64
    public var sharing: Sharing
    public var name: String
    public var words: String
    /// Counts its changes, so that none covers another unseen.
    public internal(set) var version: Int64 = 1
    public var changedBy: Int64
    public var changedAt: Instant

    public init(owner: Int64, sharing: Sharing, name: String, words: String, changedAt: Instant) {
        self.owner = owner
        self.sharing = sharing
        self.name = name
        self.words = words
        changedBy = owner
        self.changedAt = changedAt
    }

    static let columns = "id, owner, sharing, group_id, name, words, version, changed_by, changed_at"

    init(_ row: inout Row) throws {
        id = try row.integer()
        owner = try row.integer()
        sharing = try Sharing(&row)
        name = try row.text()
        words = try row.text()
        version = try row.integer()
        changedBy = try row.integer()
        changedAt = try row.instant()
    }
}

extension Reader {
    /// A person's own, and what is shared, by name. Who of that may see a group's is the caller's to say.
    ///
    /// - Parameter isBrief: leaves the words out.
    public func cannedReplies(of person: Int64, isBrief: Bool = false) throws -> [StoredCannedReply] {
        let all = StoredCannedReply.columns
        let columns = isBrief ? all.replacing("words", with: "''") : all
        return try rows(
            """
            SELECT \(columns) FROM canned_reply WHERE owner = $1 OR sharing <> 'own'
            ORDER BY lower(name), id
            """, person, as: StoredCannedReply.init)
    }

    public func cannedReply(_ id: Int64) throws -> StoredCannedReply? {
        try first(
            "SELECT \(StoredCannedReply.columns) FROM canned_reply WHERE id = $1", id,
            as: StoredCannedReply.init)
    }

    /// All of them: what erasing a person looks through.
    public func cannedReplies() throws -> [StoredCannedReply] {
        try rows(
            "SELECT \(StoredCannedReply.columns) FROM canned_reply ORDER BY id", as: StoredCannedReply.init)
    }
}

extension Writer {
    public func add(_ reply: StoredCannedReply) throws -> Int64 {
        let shared = reply.sharing.columns
        return try returning(
            """
            INSERT INTO canned_reply (owner, sharing, group_id, name, words, version, changed_by, changed_at)
            VALUES ($1, $2, $3, $4, $5, 1, $6, $7) RETURNING id
            """, reply.owner, shared.word, shared.group, reply.name, reply.words, reply.changedBy,
            reply.changedAt)
    }

    /// False where it has changed since it was read, or is gone.
    public func change(_ reply: StoredCannedReply) throws -> Bool {
        let shared = reply.sharing.columns
        return try run(
            """
            UPDATE canned_reply SET sharing = $3, group_id = $4, name = $5, words = $6, changed_by = $7,
                changed_at = $8, version = version + 1 WHERE id = $1 AND version = $2
            """, reply.id, reply.version, shared.word, shared.group, reply.name, reply.words,
            reply.changedBy, reply.changedAt) == 1
    }

    public func removeCannedReply(_ id: Int64) throws {
        try run("DELETE FROM canned_reply WHERE id = $1", id)
    }

    /// What a group shared goes back to those who wrote it: nothing is lost with the group.
    func unshare(group id: Int64) throws {
        try run("UPDATE canned_reply SET sharing = 'own', group_id = NULL WHERE group_id = $1", id)
        try run("UPDATE saved_view SET sharing = 'own', group_id = NULL WHERE group_id = $1", id)
    }
}
