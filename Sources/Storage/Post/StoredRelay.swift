public import BusinessTime

/// The server that takes the desk's mail, as an administrator set it up. There is one or none.
public struct StoredRelay: Hashable, Sendable {
    /// What the desk makes of it; see `RelaySettings`.
    public var settings: String
    /// Sealed: the password, or the newest refresh token.
    public var secret: String?
    /// Sealed: what the desk itself shows to a token server.
    public var clientSecret: String?
    /// Goes up with each change by a person, so that what was opened under old settings ends.
    public internal(set) var revision: Int64 = 0
    public var changedBy: Int64
    public var changedAt: Instant

    public init(
        settings: String, secret: String?, clientSecret: String?, changedBy: Int64, changedAt: Instant
    ) {
        self.settings = settings
        self.secret = secret
        self.clientSecret = clientSecret
        self.changedBy = changedBy
        self.changedAt = changedAt
    }
}

extension Reader {
    public func relay() throws -> StoredRelay? {
        try first(
            """
            SELECT settings, secret, client_secret, revision, changed_by, changed_at FROM relay WHERE id = 1
            """
        ) { row in
            let settings = try row.text()
            let (secret, client) = (try row.textIfAny(), try row.textIfAny())
            let revision = try row.integer()
            var relay = StoredRelay(
                settings: settings, secret: secret, clientSecret: client, changedBy: try row.integer(),
                changedAt: try row.instant())
            relay.revision = revision
            return relay
        }
    }
}

extension Writer {
    /// In place of what was there.
    public func put(_ relay: StoredRelay) throws {
        let revision = (try self.relay()?.revision ?? 0) + 1
        try run(
            """
            INSERT INTO relay (id, settings, secret, client_secret, revision, changed_by, changed_at)
            VALUES (1, $1, $2, $3, $4, $5, $6)
            ON CONFLICT (id) DO UPDATE SET settings = excluded.settings, secret = excluded.secret,
                client_secret = excluded.client_secret, revision = excluded.revision,
                changed_by = excluded.changed_by, changed_at = excluded.changed_at
            """, relay.settings, relay.secret, relay.clientSecret, revision, relay.changedBy, relay.changedAt)
    }

    public func removeRelay() throws { try run("DELETE FROM relay WHERE id = 1") }

    /// A refresh token that its server has changed. The settings are as they were; false where somebody has
    /// changed them meanwhile.
    @discardableResult
    public func setRelaySecret(_ sealed: String, ofRevision revision: Int64) throws -> Bool {
        try run("UPDATE relay SET secret = $1 WHERE id = 1 AND revision = $2", sealed, revision) == 1
    }
}
