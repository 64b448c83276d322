public import BusinessTime

/// A key that signs outgoing mail of a domain (DKIM).
public struct StoredSigningKey: Hashable, Sendable {
    public let domain: String
    public let selector: String
    /// `rsa-sha256` or `ed25519-sha256`.
    public let algorithm: String
    /// Sealed: the private half.
    public let secret: String
    /// The public half, in base64 as DNS has it.
    public let publicHalf: String
    public let madeAt: Instant
    /// Nil while it waits for its record in DNS.
    public var usedSince: Instant?

    public init(
        domain: String, selector: String, algorithm: String, secret: String, publicHalf: String,
        madeAt: Instant
    ) {
        (self.domain, self.selector, self.algorithm) = (domain, selector, algorithm)
        (self.secret, self.publicHalf, self.madeAt) = (secret, publicHalf, madeAt)
    }

    fileprivate static let columns = "domain, selector, algorithm, secret, public, made_at, used_since"

    fileprivate init(_ row: inout Row) throws {
        domain = try row.text()
        selector = try row.text()
        algorithm = try row.text()
        secret = try row.text()
        publicHalf = try row.text()
        madeAt = try row.instant()
        usedSince = try row.instantIfAny()
    }
}

extension Reader {
    public func signingKeys() throws -> [StoredSigningKey] {
        try rows(
            "SELECT \(StoredSigningKey.columns) FROM signing_key ORDER BY domain, selector",
            as: StoredSigningKey.init)
    }

    public func signingKey(_ domain: String, _ selector: String) throws -> StoredSigningKey? {
        try first(
            "SELECT \(StoredSigningKey.columns) FROM signing_key WHERE domain = $1 AND selector = $2", domain,
            selector, as: StoredSigningKey.init)
    }
}

extension Writer {
    public func add(_ key: StoredSigningKey) throws {
        try run(
            """
            INSERT INTO signing_key (\(StoredSigningKey.columns)) VALUES ($1, $2, $3, $4, $5, $6, $7)
            """, key.domain, key.selector, key.algorithm, key.secret, key.publicHalf, key.madeAt,
            key.usedSince)
    }

    public func useSigningKey(_ domain: String, _ selector: String, since: Instant?) throws {
        try run(
            "UPDATE signing_key SET used_since = $3 WHERE domain = $1 AND selector = $2", domain, selector,
            since)
    }

    public func removeSigningKey(_ domain: String, _ selector: String) throws {
        try run("DELETE FROM signing_key WHERE domain = $1 AND selector = $2", domain, selector)
    }
}
