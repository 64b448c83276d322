public import BusinessTime

/// A sign-in that still wants its second step. Its word is in the cookie alone.
public struct StoredSignInStep: Hashable, Sendable {
    /// SHA-256 of the word, in hexadecimal.
    public let digest: String
    public let person: Int64
    /// By which way the first step was done, in a word of the layer above.
    public let way: String
    public internal(set) var attempts = 0
    public let expires: Instant

    public init(digest: String, person: Int64, way: String, expires: Instant) {
        self.digest = digest
        self.person = person
        self.way = way
        self.expires = expires
    }

    static let columns = "digest, person, way, attempts, expires"

    init(_ row: inout Row) throws {
        digest = try row.text()
        person = try row.integer()
        way = try row.text()
        attempts = Int(try row.integer())
        expires = try row.instant()
    }
}

extension Reader {
    public func signInStep(digest: String, at now: Instant) throws -> StoredSignInStep? {
        try first(
            "SELECT \(StoredSignInStep.columns) FROM sign_in_step WHERE digest = $1 AND expires > $2", digest,
            now, as: StoredSignInStep.init)
    }
}

extension Writer {
    public func add(_ step: StoredSignInStep) throws {
        try run(
            "INSERT INTO sign_in_step (\(StoredSignInStep.columns)) VALUES ($1, $2, $3, $4, $5)",
            step.digest, step.person, step.way, step.attempts, step.expires)
    }

    public func countAttempt(atSignInStep digest: String) throws {
        try run("UPDATE sign_in_step SET attempts = attempts + 1 WHERE digest = $1", digest)
    }

    public func removeSignInStep(digest: String) throws {
        try run("DELETE FROM sign_in_step WHERE digest = $1", digest)
    }

    /// Whether it was not spent before; it is from now on.
    public func spendChallenge(digest: String, until expires: Instant) throws -> Bool {
        try run(
            """
            INSERT INTO spent_challenge (digest, expires) VALUES ($1, $2) ON CONFLICT (digest) DO NOTHING
            """, digest, expires) == 1
    }
}
