public import BusinessTime

/// What a request with an Idempotency-Key was answered, so that a second send gets the same.
public struct IdempotentAnswer: Hashable, Sendable {
    public let key: String
    /// Whose key it is: two callers may choose the same.
    public let caller: String
    /// SHA-256 of the request; another body under the same key is refused by the layer above.
    public let bodyDigest: [UInt8]
    public let status: Int
    public let answer: [UInt8]
    public let expires: Instant

    public init(
        key: String, caller: String, bodyDigest: [UInt8], status: Int, answer: [UInt8], expires: Instant
    ) {
        self.key = key
        self.caller = caller
        self.bodyDigest = bodyDigest
        self.status = status
        self.answer = answer
        self.expires = expires
    }

    init(_ row: inout Row) throws {
        key = try row.text()
        caller = try row.text()
        bodyDigest = try row.bytes()
        status = Int(try row.integer())
        answer = try row.bytes()
        expires = try row.instant()
    }
}

extension Reader {
    /// Asked inside the job that would act: jobs run one after the other, so two sends can't both act.
    public func idempotentAnswer(key: String, caller: String, at now: Instant) throws -> IdempotentAnswer? {
        try first(
            """
            SELECT name, caller, body_digest, status, answer, expires FROM idempotency
            WHERE caller = $1 AND name = $2 AND expires > $3
            """, caller, key, now, as: IdempotentAnswer.init)
    }

    /// Under which a caller was answered, the newest first.
    public func idempotencyKeys(of caller: String, at now: Instant, limit: Int) throws -> [String] {
        try rows(
            "SELECT name FROM idempotency WHERE caller = $1 AND expires > $2 ORDER BY expires DESC LIMIT $3",
            caller, now, limit
        ) { try $0.text() }
    }
}

extension Writer {
    public func keep(_ answer: IdempotentAnswer, at now: Instant) throws {
        try run(
            "DELETE FROM idempotency WHERE caller = $1 AND name = $2 AND expires <= $3", answer.caller,
            answer.key, now)
        try run(
            """
            INSERT INTO idempotency (name, caller, body_digest, status, answer, expires)
            VALUES ($1, $2, $3, $4, $5, $6)
            """, answer.key, answer.caller, answer.bodyDigest, answer.status, answer.answer, answer.expires)
    }

    @discardableResult
    public func removeIdempotentAnswers(expiredAt now: Instant) throws -> Int {
        try run("DELETE FROM idempotency WHERE expires <= $1", now)
    }
}
