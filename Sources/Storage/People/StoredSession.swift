public import BusinessTime

/// A sign-in of a person. The token itself is in the cookie alone; here lies its SHA-256.
public struct StoredSession: Hashable, Sendable {
    public let digest: [UInt8]
    public let csrf: String
    public let person: Int64
    public let created: Instant
    public let seen: Instant
    public let expires: Instant

    public init(digest: [UInt8], csrf: String, person: Int64, created: Instant, expires: Instant) {
        self.digest = digest
        self.csrf = csrf
        self.person = person
        self.created = created
        self.seen = created
        self.expires = expires
    }

    init(_ row: inout Row) throws {
        digest = try row.bytes()
        csrf = try row.text()
        person = try row.integer()
        created = try row.instant()
        seen = try row.instant()
        expires = try row.instant()
    }
}

extension Reader {
    /// The session when it is not over at `now`.
    public func session(digest: [UInt8], at now: Instant) throws -> StoredSession? {
        try first(
            """
            SELECT digest, csrf, person, created, seen, expires FROM session
            WHERE digest = $1 AND expires > $2
            """, digest, now, as: StoredSession.init)
    }
}

extension Writer {
    public func add(_ session: StoredSession) throws {
        try run(
            """
            INSERT INTO session (digest, csrf, person, created, seen, expires) VALUES ($1, $2, $3, $4, $5, $6)
            """, session.digest, session.csrf, session.person, session.created, session.seen, session.expires)
    }

    public func touchSession(digest: [UInt8], at now: Instant) throws {
        try run("UPDATE session SET seen = $2 WHERE digest = $1", digest, now)
    }

    public func endSession(digest: [UInt8]) throws {
        changesAccess = true
        try run("DELETE FROM session WHERE digest = $1", digest)
    }

    public func endSessions(of person: Int64) throws {
        changesAccess = true
        try run("DELETE FROM session WHERE person = $1", person)
    }

    @discardableResult
    public func removeSessions(expiredAt now: Instant) throws -> Int {
        try run("DELETE FROM session WHERE expires <= $1", now)
    }
}
