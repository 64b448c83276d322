public import BusinessTime

/// A token of the API, minted by a person for an own client or for a program.
public struct StoredToken: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable { case person, program }

    public internal(set) var id: Int64 = 0
    /// SHA-256 of the token, which only its holder has.
    public let digest: [UInt8]
    public let name: String
    public let person: Int64
    public let kind: Kind
    public let scopes: [String]
    public let created: Instant
    public internal(set) var used: Instant?
    public internal(set) var revoked: Instant?

    public init(digest: [UInt8], name: String, person: Int64, kind: Kind, scopes: [String], created: Instant)
    {
        self.digest = digest
        self.name = name
        self.person = person
        self.kind = kind
        self.scopes = scopes
        self.created = created
    }

    static let columns = "id, digest, name, person, kind, scopes, created, used, revoked"

    init(_ row: inout Row) throws {
        id = try row.integer()
        digest = try row.bytes()
        name = try row.text()
        person = try row.integer()
        kind = try row.word()
        scopes = try row.text().split(separator: " ").map(String.init)
        created = try row.instant()
        used = try row.instantIfAny()
        revoked = try row.instantIfAny()
    }
}

extension Reader {
    /// The token when it is not revoked.
    public func token(digest: [UInt8]) throws -> StoredToken? {
        try first(
            "SELECT \(StoredToken.columns) FROM token WHERE digest = $1 AND revoked IS NULL", digest,
            as: StoredToken.init)
    }

    public func tokens(of person: Int64) throws -> [StoredToken] {
        try rows(
            "SELECT \(StoredToken.columns) FROM token WHERE person = $1 ORDER BY id", person,
            as: StoredToken.init)
    }
}

extension Writer {
    public func add(_ token: StoredToken) throws -> StoredToken {
        var added = token
        added.id = try returning(
            """
            INSERT INTO token (digest, name, person, kind, scopes, created)
            VALUES ($1, $2, $3, $4, $5, $6) RETURNING id
            """, token.digest, token.name, token.person, token.kind.rawValue,
            token.scopes.joined(separator: " "), token.created)
        return added
    }

    public func noteUse(ofToken id: Int64, at now: Instant) throws {
        try run("UPDATE token SET used = $2 WHERE id = $1", id, now)
    }

    public func revokeToken(_ id: Int64, at now: Instant) throws {
        changesAccess = true
        try run("UPDATE token SET revoked = $2 WHERE id = $1 AND revoked IS NULL", id, now)
    }
}
