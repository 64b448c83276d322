public import BusinessTime

/// That somebody asked for a link by mail, kept alike for known and unknown addresses until it is answered.
public struct AskedLink: Hashable, Sendable {
    public internal(set) var id: Int64 = 0
    /// As typed, in lower case.
    public let address: String
    /// What the link is for, in a word of the layer above.
    public let kind: String
    /// The hash of the word in the asking browser's cookie.
    public let browser: String
    /// The hash of the code shown there.
    public let code: String
    public let asked: Instant

    public init(address: String, kind: String, browser: String, code: String, asked: Instant) {
        self.address = address.lowercased()
        self.kind = kind
        self.browser = browser
        self.code = code
        self.asked = asked
    }

    init(_ row: inout Row) throws {
        id = try row.integer()
        address = try row.text()
        kind = try row.text()
        browser = try row.text()
        code = try row.text()
        asked = try row.instant()
    }
}

/// A mailed link. Its word is kept as a hash alone; it works once.
public struct StoredSignInLink: Hashable, Sendable {
    /// SHA-256 of the link's word, in hexadecimal.
    public let digest: String
    public let person: Int64
    public let kind: String
    /// The hash of the asking browser's word; empty for a link that any browser may use.
    public let browser: String
    /// The hash of the code shown to who asked; empty for a link without one.
    public let code: String
    public internal(set) var attempts = 0
    public let expires: Instant

    public init(digest: String, person: Int64, kind: String, browser: String, code: String, expires: Instant)
    {
        self.digest = digest
        self.person = person
        self.kind = kind
        self.browser = browser
        self.code = code
        self.expires = expires
    }

    static let columns = "digest, person, kind, browser, code, attempts, expires"

    init(_ row: inout Row) throws {
        digest = try row.text()
        person = try row.integer()
        kind = try row.text()
        browser = try row.text()
        code = try row.text()
        attempts = Int(try row.integer())
        expires = try row.instant()
    }
}

extension Reader {
    /// The eldest first.
    public func askedLinks(limit: Int) throws -> [AskedLink] {
        try rows(
            "SELECT id, address, kind, browser, code, asked FROM asked_link ORDER BY id LIMIT $1", limit,
            as: AskedLink.init)
    }

    /// The link when it is not over at `now`.
    public func signInLink(digest: String, at now: Instant) throws -> StoredSignInLink? {
        try first(
            "SELECT \(StoredSignInLink.columns) FROM sign_in_link WHERE digest = $1 AND expires > $2", digest,
            now, as: StoredSignInLink.init)
    }

    /// The newest of a kind that is not over.
    public func signInLink(of person: Int64, kind: String, at now: Instant) throws -> StoredSignInLink? {
        try first(
            """
            SELECT \(StoredSignInLink.columns) FROM sign_in_link
            WHERE person = $1 AND kind = $2 AND expires > $3
            """, person, kind, now, as: StoredSignInLink.init)
    }
}

extension Writer {
    public func add(_ asked: AskedLink) throws {
        try run(
            "INSERT INTO asked_link (address, kind, browser, code, asked) VALUES ($1, $2, $3, $4, $5)",
            asked.address, asked.kind, asked.browser, asked.code, asked.asked)
    }

    public func removeAskedLink(_ id: Int64) throws {
        try run("DELETE FROM asked_link WHERE id = $1", id)
    }

    /// The newest link of a person for one thing; an earlier one opens nothing any more.
    public func put(_ link: StoredSignInLink) throws {
        try removeSignInLinks(of: link.person, kind: link.kind)
        try run(
            """
            INSERT INTO sign_in_link (\(StoredSignInLink.columns)) VALUES ($1, $2, $3, $4, $5, $6, $7)
            """, link.digest, link.person, link.kind, link.browser, link.code, link.attempts, link.expires)
    }

    public func countAttempt(atSignInLink digest: String) throws {
        try run("UPDATE sign_in_link SET attempts = attempts + 1 WHERE digest = $1", digest)
    }

    public func removeSignInLink(digest: String) throws {
        try run("DELETE FROM sign_in_link WHERE digest = $1", digest)
    }

    public func removeSignInLinks(of person: Int64, kind: String) throws {
        try run("DELETE FROM sign_in_link WHERE person = $1 AND kind = $2", person, kind)
    }

    /// Links, half-done sign-ins and spent challenges whose time is over.
    public func removeSignInLeftovers(expiredAt now: Instant) throws {
        try run("DELETE FROM sign_in_link WHERE expires <= $1", now)
        try run("DELETE FROM sign_in_step WHERE expires <= $1", now)
        try run("DELETE FROM spent_challenge WHERE expires <= $1", now)
    }
}
