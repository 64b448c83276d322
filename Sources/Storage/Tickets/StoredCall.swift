public import BusinessTime

/// A telephone call as somebody logged it. Its words are the ticket's message, once it is known whose it is.
public struct StoredCall: Hashable, Sendable {
    public enum Direction: String, CaseIterable, Hashable, Sendable {
        case incoming = "in"
        case outgoing = "out"
    }

    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// Two people spoke.
        case conversation
        /// The customer spoke to a machine.
        case voicemail
        /// Nobody answered.
        case attempt
    }

    public enum State: String, Hashable, Sendable {
        /// Nobody knows yet who called.
        case unmatched
        /// A message of a ticket.
        case bound
        /// It is no inquiry.
        case discarded
    }

    public internal(set) var id: Int64 = 0
    public var direction: Direction
    public var kind: Kind
    public var state: State
    /// `+` and digits; empty where none is known.
    public var number = ""
    /// As the caller said, where the desk did not know them.
    public var caller = ""
    public var subject = ""
    /// Empty once it is a message's.
    public var summary = ""
    public var contact: Int64?
    /// Who spoke for the desk, or logged it.
    public var agent: Int64
    /// The name of the program that logged it; empty for a person.
    public var program = ""
    public var started: Instant
    public var ended: Instant
    public var logged: Instant
    public var message: Int64?
    /// Why it was discarded.
    public var reason = ""

    public init(
        _ direction: Direction, _ kind: Kind, agent: Int64, started: Instant, ended: Instant
    ) {
        (self.direction, self.kind, self.agent) = (direction, kind, agent)
        (self.started, self.ended, logged) = (started, ended, ended)
        state = .unmatched
    }

    static let columns = """
        phone_call.id, phone_call.direction, kind, state, number, caller, phone_call.subject, summary, \
        contact, agent, program, started, ended, logged, message, reason
        """

    init(_ row: inout Row) throws {
        id = try row.integer()
        direction = try row.word()
        kind = try row.word()
        state = try row.word()
        number = try row.text()
        caller = try row.text()
        subject = try row.text()
        summary = try row.text()
        contact = try row.integerIfAny()
        agent = try row.integer()
        program = try row.text()
        started = try row.instant()
        ended = try row.instant()
        logged = try row.instant()
        message = try row.integerIfAny()
        reason = try row.text()
    }
}

extension Reader {
    public func call(_ id: Int64) throws -> StoredCall? {
        try first("SELECT \(StoredCall.columns) FROM phone_call WHERE id = $1", id, as: StoredCall.init)
    }

    /// By the message that holds its words.
    public func calls(ofTicket ticket: Int64) throws -> [Int64: StoredCall] {
        let found = try rows(
            """
            SELECT \(StoredCall.columns) FROM message
            JOIN phone_call ON phone_call.message = message.id WHERE message.ticket = $1
            """, ticket, as: StoredCall.init)
        return found.reduce(into: [:]) { calls, call in call.message.map { calls[$0] = call } }
    }

    /// The newest first.
    public func calls(_ state: StoredCall.State, limit: Int) throws -> [StoredCall] {
        try rows(
            "SELECT \(StoredCall.columns) FROM phone_call WHERE state = $1 ORDER BY id DESC LIMIT $2",
            state.rawValue, limit, as: StoredCall.init)
    }

    public func calls(withContact person: Int64) throws -> [StoredCall] {
        try rows(
            "SELECT \(StoredCall.columns) FROM phone_call WHERE contact = $1 ORDER BY id", person,
            as: StoredCall.init)
    }

    public func callCount(_ state: StoredCall.State) throws -> Int {
        Int(try integer("SELECT count(*) FROM phone_call WHERE state = $1", state.rawValue) ?? 0)
    }
}

extension Writer {
    public func add(_ call: StoredCall) throws -> StoredCall {
        var added = call
        added.id = try returning(
            """
            INSERT INTO phone_call (direction, kind, state, number, caller, subject, summary, contact, agent,
                program, started, ended, logged, message, reason)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) RETURNING id
            """, call.direction.rawValue, call.kind.rawValue, call.state.rawValue, call.number, call.caller,
            call.subject, call.summary, call.contact, call.agent, call.program, call.started, call.ended,
            call.logged, call.message, call.reason)
        return added
    }

    public func update(_ call: StoredCall) throws {
        try run(
            """
            UPDATE phone_call SET state = $2, caller = $3, subject = $4, summary = $5, contact = $6,
                message = $7, reason = $8 WHERE id = $1
            """, call.id, call.state.rawValue, call.caller, call.subject, call.summary, call.contact,
            call.message, call.reason)
    }

    /// The words of calls that became no message, logged before an instant. That there was a call stays.
    @discardableResult
    public func forgetUnplacedCalls(before: Instant) throws -> Int {
        try run(
            """
            UPDATE phone_call SET number = '', caller = '', subject = '', summary = '', reason = '',
                state = 'discarded'
            WHERE logged < $1 AND state IN ('unmatched', 'discarded')
                AND (number <> '' OR caller <> '' OR summary <> '' OR subject <> '' OR reason <> '')
            """, before)
    }
}
