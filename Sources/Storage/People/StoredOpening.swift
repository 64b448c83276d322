public import BusinessTime

/// A word that opens one thing until it is taken back: a screen, a calendar of deadlines, or an export.
public struct StoredOpening: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable { case screen, calendar, export }

    public internal(set) var id: Int64 = 0
    /// SHA-256 of the word, which only its holder has.
    public let digest: String
    public let kind: Kind
    /// What holds it, for example "Screen in the hall".
    public let name: String
    /// Whose it is; a calendar shows what this person may see.
    public let person: Int64
    public let created: Instant
    public internal(set) var used: Instant?

    public init(digest: String, kind: Kind, name: String, person: Int64, created: Instant) {
        self.digest = digest
        self.kind = kind
        self.name = name
        self.person = person
        self.created = created
    }

    static let columns = "id, digest, kind, name, person, created, used"

    init(_ row: inout Row) throws {
        id = try row.integer()
        digest = try row.text()
        kind = try row.word()
        name = try row.text()
        person = try row.integer()
        created = try row.instant()
        used = try row.instantIfAny()
    }
}

extension Reader {
    public func opening(_ kind: StoredOpening.Kind, digest: String) throws -> StoredOpening? {
        try first(
            "SELECT \(StoredOpening.columns) FROM opening_word WHERE digest = $1 AND kind = $2", digest,
            kind.rawValue, as: StoredOpening.init)
    }

    /// Of a person, or of all.
    public func openings(_ kind: StoredOpening.Kind, of person: Int64? = nil) throws -> [StoredOpening] {
        let all = try rows(
            "SELECT \(StoredOpening.columns) FROM opening_word WHERE kind = $1 ORDER BY id", kind.rawValue,
            as: StoredOpening.init)
        return person.map { id in all.filter { $0.person == id } } ?? all
    }
}

extension Writer {
    public func add(_ opening: StoredOpening) throws -> Int64 {
        try returning(
            """
            INSERT INTO opening_word (digest, kind, name, person, created) VALUES ($1, $2, $3, $4, $5)
            RETURNING id
            """, opening.digest, opening.kind.rawValue, opening.name, opening.person, opening.created)
    }

    public func noteUse(ofOpening id: Int64, at now: Instant) throws {
        try run("UPDATE opening_word SET used = $2 WHERE id = $1", id, now)
    }

    /// What it opened is shut from the commit on; open streams are told.
    public func removeOpening(_ id: Int64, _ kind: StoredOpening.Kind) throws -> Bool {
        changesAccess = true
        return try run("DELETE FROM opening_word WHERE id = $1 AND kind = $2", id, kind.rawValue) > 0
    }
}
