public import BusinessTime

/// A program elsewhere that is told of what happens to tickets.
public struct StoredWebhook: Hashable, Sendable {
    public internal(set) var id: Int64 = 0
    public let name: String
    public let url: String
    /// Sealed by the key beside the store.
    public let secret: String
    /// Kinds of facts; empty for all.
    public let kinds: [String]
    public var isPaused = false
    public let created: Instant
    public let creator: Int64
    public internal(set) var succeeded: Instant?
    /// Of the last attempt; empty after a success.
    public internal(set) var problem = ""

    public init(
        name: String, url: String, secret: String, kinds: [String], created: Instant, creator: Int64
    ) {
        self.name = name
        self.url = url
        self.secret = secret
        self.kinds = kinds
        self.created = created
        self.creator = creator
    }

    static let columns = "id, name, url, secret, kinds, is_paused, created, creator, succeeded, problem"

    init(_ row: inout Row) throws {
        id = try row.integer()
        name = try row.text()
        url = try row.text()
        secret = try row.text()
        kinds = try row.text().split(separator: " ").map(String.init)
        isPaused = try row.truth()
        created = try row.instant()
        creator = try row.integer()
        succeeded = try row.instantIfAny()
        problem = try row.text()
    }

    public func takes(_ kind: String) -> Bool { kinds.isEmpty || kinds.contains(kind) }
}

/// One thing that a webhook is to be told.
public struct WebhookCall: Hashable, Sendable {
    public internal(set) var id: Int64 = 0
    public let webhook: Int64
    public let ticket: Int64
    /// The same for every attempt, by which its receiver knows it.
    public let name: String
    public let body: String
    public internal(set) var attempts = 0
    public internal(set) var nextAttempt: Instant
    public let created: Instant

    public init(webhook: Int64, ticket: Int64, name: String, body: String, created: Instant) {
        self.webhook = webhook
        self.ticket = ticket
        self.name = name
        self.body = body
        nextAttempt = created
        self.created = created
    }

    static let columns = "id, webhook, ticket, name, body, attempts, next_attempt, created"

    init(_ row: inout Row) throws {
        id = try row.integer()
        webhook = try row.integer()
        ticket = try row.integer()
        name = try row.text()
        body = try row.text()
        attempts = Int(try row.integer())
        nextAttempt = try row.instant()
        created = try row.instant()
    }
}

extension Reader {
    public func webhooks() throws -> [StoredWebhook] {
        try rows("SELECT \(StoredWebhook.columns) FROM webhook ORDER BY id", as: StoredWebhook.init)
    }

    public func webhook(_ id: Int64) throws -> StoredWebhook? {
        try first(
            "SELECT \(StoredWebhook.columns) FROM webhook WHERE id = $1", id, as: StoredWebhook.init)
    }

    /// What a webhook can be told now: of each ticket the oldest alone, so that all arrive in order.
    public func dueCalls(of webhook: Int64, at now: Instant, limit: Int) throws -> [WebhookCall] {
        try rows(
            """
            SELECT \(WebhookCall.columns) FROM webhook_call
            WHERE id IN (SELECT min(id) FROM webhook_call WHERE webhook = $1 GROUP BY ticket)
                AND next_attempt <= $2
            ORDER BY next_attempt, id LIMIT $3
            """, webhook, now, limit, as: WebhookCall.init)
    }

    public func webhookCallCount(of webhook: Int64? = nil) throws -> Int {
        let all = "SELECT count(*) FROM webhook_call"
        guard let webhook else { return Int(try integer(all) ?? 0) }
        return Int(try integer("\(all) WHERE webhook = $1", webhook) ?? 0)
    }

    public func oldestWebhookCall() throws -> Instant? {
        try integer("SELECT created FROM webhook_call ORDER BY id LIMIT 1").map(Instant.init(seconds:))
    }
}

extension Writer {
    public func add(_ webhook: StoredWebhook) throws -> Int64 {
        try returning(
            """
            INSERT INTO webhook (name, url, secret, kinds, is_paused, created, creator, problem)
            VALUES ($1, $2, $3, $4, $5, $6, $7, '') RETURNING id
            """, webhook.name, webhook.url, webhook.secret, webhook.kinds.joined(separator: " "),
            webhook.isPaused, webhook.created, webhook.creator)
    }

    public func setPaused(_ isPaused: Bool, webhook id: Int64) throws -> Bool {
        try run("UPDATE webhook SET is_paused = $2 WHERE id = $1", id, isPaused) > 0
    }

    public func removeWebhook(_ id: Int64) throws -> Bool {
        try run("DELETE FROM webhook_call WHERE webhook = $1", id)
        return try run("DELETE FROM webhook WHERE id = $1", id) > 0
    }

    public func add(_ call: WebhookCall) throws {
        try run(
            """
            INSERT INTO webhook_call (webhook, ticket, name, body, attempts, next_attempt, created)
            VALUES ($1, $2, $3, $4, 0, $5, $5)
            """, call.webhook, call.ticket, call.name, call.body, call.created)
    }

    /// It arrived: nothing more is to be done about it.
    public func settle(_ call: WebhookCall, at now: Instant) throws {
        try run("DELETE FROM webhook_call WHERE id = $1", call.id)
        try run("UPDATE webhook SET succeeded = $2, problem = '' WHERE id = $1", call.webhook, now)
    }

    public func postpone(_ call: WebhookCall, to next: Instant, because problem: String) throws {
        try run(
            "UPDATE webhook_call SET attempts = attempts + 1, next_attempt = $2 WHERE id = $1", call.id, next)
        try run(
            "UPDATE webhook SET problem = $2 WHERE id = $1", call.webhook, String(problem.prefix(300)))
    }
}
