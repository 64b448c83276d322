/// A mail in quarantine as lists ask for it; its facts say who did what and when.
public struct StoredQuarantine: Hashable, Sendable {
    public enum State: String, CaseIterable, Hashable, Sendable {
        case waiting, released, attached, discarded
    }

    public let inbox: Int64
    public var cause: String
    public var state: State
    /// Who wrote it, as the person says who released it; nil takes what the mail says.
    public var sender: String?
    /// The ticket to which it was attached.
    public var ticket: Int64?
    /// The colleague in whose name it came without proof.
    public var claimed: Int64?

    public init(inbox: Int64, cause: String, state: State, sender: String? = nil, ticket: Int64? = nil) {
        (self.inbox, self.cause, self.state) = (inbox, cause, state)
        (self.sender, self.ticket) = (sender, ticket)
    }

    static let columns = "inbox, cause, state, sender, ticket, claimed"

    init(_ row: inout Row) throws {
        inbox = try row.integer()
        cause = try row.text()
        state = try row.word()
        sender = try row.textIfAny()
        ticket = try row.integerIfAny()
        claimed = try row.integerIfAny()
    }
}

extension Reader {
    public func quarantine(_ inbox: Int64) throws -> StoredQuarantine? {
        try first(
            "SELECT \(StoredQuarantine.columns) FROM quarantine WHERE inbox = $1", inbox,
            as: StoredQuarantine.init)
    }

    /// A page, the newest first.
    public func quarantine(
        _ state: StoredQuarantine.State, before inbox: Int64 = .max, limit: Int = 50
    ) throws -> [StoredQuarantine] {
        try rows(
            """
            SELECT \(StoredQuarantine.columns) FROM quarantine WHERE state = $1 AND inbox < $2
            ORDER BY inbox DESC LIMIT $3
            """, state.rawValue, inbox, limit, as: StoredQuarantine.init)
    }

    /// What waits in the name of a colleague, the newest first.
    public func quarantine(claiming person: Int64, limit: Int = 50) throws -> [StoredQuarantine] {
        try rows(
            """
            SELECT \(StoredQuarantine.columns) FROM quarantine WHERE claimed = $1 AND state = 'waiting'
            ORDER BY inbox DESC LIMIT $2
            """, person, limit, as: StoredQuarantine.init)
    }

    public func quarantineCount(claiming person: Int64) throws -> Int {
        Int(
            try integer("SELECT count(*) FROM quarantine WHERE claimed = $1 AND state = 'waiting'", person)
                ?? 0)
    }

    public func quarantineCount(_ state: StoredQuarantine.State) throws -> Int {
        Int(try integer("SELECT count(*) FROM quarantine WHERE state = $1", state.rawValue) ?? 0)
    }
}

extension Writer {
    public func put(_ mail: StoredQuarantine) throws {
        try run(
            """
            INSERT INTO quarantine (\(StoredQuarantine.columns)) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (inbox) DO UPDATE SET cause = excluded.cause, state = excluded.state,
                sender = excluded.sender, ticket = excluded.ticket, claimed = excluded.claimed
            """, mail.inbox, mail.cause, mail.state.rawValue, mail.sender, mail.ticket, mail.claimed)
    }
}
