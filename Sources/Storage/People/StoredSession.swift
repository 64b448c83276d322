public import BusinessTime

/// A sign-in of a person. The token itself is in the cookie alone; here lies its SHA-256.
public struct StoredSession: Hashable, Sendable {
    public let digest: [UInt8]
    public let csrf: String
    public let person: Int64
    public let created: Instant
    public let seen: Instant
    public let expires: Instant
    /// The network that it was begun from; empty where that is not known.
    public var network = ""
    /// The browser in words, for example "Firefox on Linux".
    public var browser = ""
    /// By which way the person signed in, in a word of the layer above.
    public var way = "password"
    /// When the person last proved again who it is.
    public internal(set) var confirmed: Instant?

    public init(digest: [UInt8], csrf: String, person: Int64, created: Instant, expires: Instant) {
        self.digest = digest
        self.csrf = csrf
        self.person = person
        self.created = created
        self.seen = created
        self.expires = expires
    }

    static let columns = "digest, csrf, person, created, seen, expires, network, browser, way, confirmed"

    init(_ row: inout Row) throws {
        digest = try row.bytes()
        csrf = try row.text()
        person = try row.integer()
        created = try row.instant()
        seen = try row.instant()
        expires = try row.instant()
        network = try row.text()
        browser = try row.text()
        way = try row.text()
        confirmed = try row.instantIfAny()
    }
}

extension Reader {
    /// The session when it is not over at `now`.
    public func session(digest: [UInt8], at now: Instant) throws -> StoredSession? {
        try first(
            "SELECT \(StoredSession.columns) FROM session WHERE digest = $1 AND expires > $2", digest, now,
            as: StoredSession.init)
    }

    /// Those that are not over, the last used first.
    public func sessions(of person: Int64, at now: Instant) throws -> [StoredSession] {
        try rows(
            """
            SELECT \(StoredSession.columns) FROM session WHERE person = $1 AND expires > $2
            ORDER BY seen DESC, created DESC, digest
            """, person, now, as: StoredSession.init)
    }
}

extension Writer {
    public func add(_ session: StoredSession) throws {
        try run(
            """
            INSERT INTO session (\(StoredSession.columns)) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """, session.digest, session.csrf, session.person, session.created, session.seen,
            session.expires, session.network, session.browser, session.way, session.confirmed)
    }

    public func touchSession(digest: [UInt8], at now: Instant) throws {
        try run("UPDATE session SET seen = $2 WHERE digest = $1", digest, now)
    }

    public func endSession(digest: [UInt8]) throws {
        changesAccess = true
        try run("DELETE FROM session WHERE digest = $1", digest)
    }

    public func confirmSession(digest: [UInt8], at now: Instant) throws {
        try run("UPDATE session SET confirmed = $2 WHERE digest = $1", digest, now)
    }

    public func endSessions(of person: Int64) throws {
        changesAccess = true
        try run("DELETE FROM session WHERE person = $1", person)
    }

    /// All but the one; gives how many.
    @discardableResult
    public func endSessions(of person: Int64, but digest: [UInt8]) throws -> Int {
        changesAccess = true
        return try run("DELETE FROM session WHERE person = $1 AND digest <> $2", person, digest)
    }

    @discardableResult
    public func removeSessions(expiredAt now: Instant) throws -> Int {
        try run("DELETE FROM session WHERE expires <= $1", now)
    }
}
