public import BusinessTime

/// What reports count of a ticket, as a row.
public struct StoredFigures: Hashable, Sendable {
    /// One promise; states and causes are words of the layer above.
    public struct Promise: Hashable, Sendable {
        public var due: Instant?
        public var state = ""
        public var done: Instant?
        /// Business seconds.
        public var took: Int64?
        public var cause = ""

        public init() {}
    }

    public var ticket: Int64
    public var received: Instant
    /// 0 where nobody knows whose it is.
    public var organisation: Int64 = 0
    public var agreement = ""
    public var severity = 0
    public var tier = 1
    /// Who has it, or had it last; 0 where nobody did.
    public var agent: Int64 = 0
    public var category = ""
    public var channel = ""
    public var counting = ""
    public var acknowledgment = Promise()
    public var resolution = Promise()
    public var settled: Instant?
    public var waited: Int64 = 0
    public var excluded: Int64 = 0
    public var escalations = 0
    public var rating: Int?
    /// Business seconds that approved exclusions took out, by their grounds; a table of its own.
    public var grounds: [String: Int64] = [:]

    public init(ticket: Int64, received: Instant) {
        self.ticket = ticket
        self.received = received
    }

    static let columns = """
        ticket, received, organisation, agreement, severity, tier, category, channel, counting, \
        acknowledge_by, acknowledgment, acknowledged, acknowledge_took, acknowledge_cause, \
        resolve_by, resolution, resolved, resolve_took, resolve_cause, \
        settled, waited, excluded, escalations, rating, agent
        """

    static let names = columnNames(columns)
    fileprivate static let byTicket = "SELECT \(columns) FROM figures WHERE ticket = $1"
    /// Columns of words; all others are numbers.
    static let words: Set<String> = [
        "agreement", "category", "channel", "counting", "acknowledgment", "acknowledge_cause", "resolution",
        "resolve_cause",
    ]

    init(_ row: inout Row) throws {
        ticket = try row.integer()
        received = try row.instant()
        organisation = try row.integer()
        agreement = try row.text()
        severity = Int(try row.integer())
        tier = Int(try row.integer())
        category = try row.text()
        channel = try row.text()
        counting = try row.text()
        acknowledgment = try Promise(&row)
        resolution = try Promise(&row)
        let settled = try row.integer()
        self.settled = settled == .max ? nil : Instant(seconds: settled)
        waited = try row.integer()
        excluded = try row.integer()
        escalations = Int(try row.integer())
        rating = try row.integerIfAny().map { Int($0) }
        agent = try row.integer()
    }

    var values: [SQLValue] {
        [
            .integer(ticket), received.sqlValue, .integer(organisation), .text(agreement),
            severity.sqlValue, tier.sqlValue, .text(category), .text(channel), .text(counting),
        ] + acknowledgment.values + resolution.values + [
            .integer(settled?.seconds ?? .max), .integer(waited), .integer(excluded), escalations.sqlValue,
            rating.sqlValue, .integer(agent),
        ]
    }
}

extension StoredFigures.Promise {
    fileprivate var values: [SQLValue] {
        [due.sqlValue, .text(state), done.sqlValue, took.sqlValue, .text(cause)]
    }

    init(_ row: inout Row) throws {
        due = try row.instantIfAny()
        state = try row.text()
        done = try row.instantIfAny()
        took = try row.integerIfAny()
        cause = try row.text()
    }
}

extension Reader {
    public func figures(ofTicket id: Int64) throws -> StoredFigures? {
        var found = try first(StoredFigures.byTicket, id, as: StoredFigures.init)
        if found?.excluded ?? 0 > 0 { found?.grounds = try grounds(ofTicket: id) }
        return found
    }

    private func grounds(ofTicket id: Int64) throws -> [String: Int64] {
        let sql = "SELECT ground, seconds FROM figures_ground WHERE ticket = $1 ORDER BY ground"
        let found = try rows(sql, id) { (try $0.text(), try $0.integer()) }
        return Dictionary(found, uniquingKeysWith: +)
    }

    /// Tickets behind a number that have no row of figures yet, in order of their numbers.
    public func ticketsWithoutFigures(after id: Int64, limit: Int) throws -> [Int64] {
        try rows(
            """
            SELECT ticket.id FROM ticket LEFT JOIN figures ON figures.ticket = ticket.id
            WHERE ticket.id > $1 AND figures.ticket IS NULL ORDER BY ticket.id LIMIT $2
            """, id, limit
        ) { try $0.integer() }
    }
}

extension Writer {
    /// Writes them where they are others than those that are there. Who has read those already says so.
    public func put(_ figures: StoredFigures, over read: StoredFigures? = nil) throws {
        let known = try read ?? self.figures(ofTicket: figures.ticket)
        if known == figures { return }
        try mark(figuresOf: figures.ticket)
        if let known {
            try update("figures", StoredFigures.names, to: figures.values, from: known.values)
        } else {
            _ = try connection.run(Self.addFigures, figures.values)
        }
        guard known?.grounds ?? [:] != figures.grounds else { return }
        try removeGrounds(ofTicket: figures.ticket)
        for (ground, seconds) in figures.grounds.sorted(by: { $0.key < $1.key }) {
            try run(
                "INSERT INTO figures_ground (ticket, ground, seconds) VALUES ($1, $2, $3)", figures.ticket,
                ground, seconds)
        }
    }

    private func removeGrounds(ofTicket id: Int64) throws {
        try run("DELETE FROM figures_ground WHERE ticket = $1", id)
    }

    private static let addFigures = """
        INSERT INTO figures (\(StoredFigures.columns))
        VALUES (\(placeholders(StoredFigures.names.count, from: 1)))
        """

    public func removeFigures(ofTicket id: Int64) throws {
        try run("DELETE FROM figures WHERE ticket = $1", id)
        try mark(figuresOf: id)
        try removeGrounds(ofTicket: id)
    }
}
