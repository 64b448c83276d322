public import BusinessTime

/// A folder on an IMAP server from which mail is fetched: how to reach it, and how far it is read.
public struct StoredMailbox: Hashable, Sendable {
    public internal(set) var id: Int64 = 0
    /// The short name that people give it.
    public var name: String
    /// What the desk makes of it; see `MailboxSettings`.
    public var settings: String
    /// Sealed: the password, or the newest refresh token.
    public var secret: String
    /// Sealed: what the desk itself shows to a token server.
    public var clientSecret: String?
    /// Goes up with each change of the settings, so that a visit under old ones ends.
    public internal(set) var revision: Int64 = 1
    public var progress = Progress()
    public internal(set) var health = Health()
    public let addedBy: Int64
    public let addedAt: Instant

    /// Everything up to `lastUID` is stored, as long as the server keeps this validity.
    public struct Progress: Hashable, Sendable {
        public var validity: Int64?
        public var lastUID: Int64 = 0
        /// HIGHESTMODSEQ of the last whole look, where the server has it.
        public var change: Int64?

        public init(validity: Int64? = nil, lastUID: Int64 = 0) {
            self.validity = validity
            self.lastUID = lastUID
        }
    }

    public struct Health: Hashable, Sendable {
        /// The end of the last look that brought all there was.
        public var succeeded: Instant?
        public var tried: Instant?
        /// In a row, since the last success.
        public var failures: Int64 = 0
        /// Of the user's name or secret, in a row.
        public var refusals: Int64 = 0
        public var problem: String?

        public init() {}
    }

    public init(
        name: String, settings: String, secret: String, clientSecret: String?, addedBy: Int64,
        addedAt: Instant
    ) {
        self.name = name
        self.settings = settings
        self.secret = secret
        self.clientSecret = clientSecret
        self.addedBy = addedBy
        self.addedAt = addedAt
    }

    static let columns = """
        id, name, settings, secret, client_secret, revision, validity, last_uid, change, succeeded, tried, \
        failures, refusals, problem, added_by, added_at
        """

    init(_ row: inout Row) throws {
        id = try row.integer()
        name = try row.text()
        settings = try row.text()
        secret = try row.text()
        clientSecret = try row.textIfAny()
        revision = try row.integer()
        progress.validity = try row.integerIfAny()
        progress.lastUID = try row.integer()
        progress.change = try row.integerIfAny()
        health.succeeded = try row.instantIfAny()
        health.tried = try row.instantIfAny()
        health.failures = try row.integer()
        health.refusals = try row.integer()
        health.problem = try row.textIfAny()
        addedBy = try row.integer()
        addedAt = try row.instant()
    }
}

extension Reader {
    public func mailboxes() throws -> [StoredMailbox] {
        try rows("SELECT \(StoredMailbox.columns) FROM mailbox ORDER BY id", as: StoredMailbox.init)
    }

    public func mailbox(_ id: Int64) throws -> StoredMailbox? {
        try first("SELECT \(StoredMailbox.columns) FROM mailbox WHERE id = $1", id, as: StoredMailbox.init)
    }

    public func mailbox(named name: String) throws -> StoredMailbox? {
        try first(
            "SELECT \(StoredMailbox.columns) FROM mailbox WHERE name = $1", name, as: StoredMailbox.init)
    }
}

extension Writer {
    /// The number that the next mailbox gets; its secrets are sealed for it.
    public func nextMailbox() throws -> Int64 { try nextNumber("mailbox") }

    public func add(_ mailbox: StoredMailbox, as id: Int64) throws {
        let progress = mailbox.progress
        try run(
            """
            INSERT INTO mailbox (\(StoredMailbox.columns))
            VALUES ($1, $2, $3, $4, $5, 1, $6, $7, NULL, NULL, NULL, 0, 0, NULL, $8, $9)
            """, id, mailbox.name, mailbox.settings, mailbox.secret, mailbox.clientSecret, progress.validity,
            progress.lastUID, mailbox.addedBy, mailbox.addedAt)
    }

    /// Settings and secrets anew. What went wrong before says nothing of them.
    public func change(_ mailbox: StoredMailbox) throws {
        try run(
            """
            UPDATE mailbox SET settings = $2, secret = $3, client_secret = $4, revision = revision + 1,
                failures = 0, refusals = 0, problem = NULL
            WHERE id = $1
            """, mailbox.id, mailbox.settings, mailbox.secret, mailbox.clientSecret)
    }

    public func removeMailbox(_ id: Int64) throws {
        try run("DELETE FROM mailbox_errand WHERE mailbox = $1", id)
        try run("DELETE FROM mailbox WHERE id = $1", id)
    }

    /// A refresh token that its server has changed. The settings are as they were.
    public func setSecret(_ sealed: String, ofMailbox id: Int64) throws {
        try run("UPDATE mailbox SET secret = $2 WHERE id = $1", id, sealed)
    }

    public func set(_ progress: StoredMailbox.Progress, ofMailbox id: Int64) throws {
        try run(
            "UPDATE mailbox SET validity = $2, last_uid = $3, change = $4 WHERE id = $1", id,
            progress.validity, progress.lastUID, progress.change)
    }

    public func set(_ health: StoredMailbox.Health, ofMailbox id: Int64) throws {
        try run(
            """
            UPDATE mailbox SET succeeded = $2, tried = $3, failures = $4, refusals = $5, problem = $6
            WHERE id = $1
            """, id, health.succeeded, health.tried, health.failures, health.refusals, health.problem)
    }
}
