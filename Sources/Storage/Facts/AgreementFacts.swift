public import BusinessTime

/// Which facts of the tickets under one agreement somebody looks for.
public struct AgreementFacts: Hashable, Sendable {
    /// The agreement's short name, whatever the version.
    public let agreement: String
    /// Whose it is: its tickets lie together.
    public let organisation: Int64?
    public let kinds: [String]
    /// When they happened.
    public let span: Span

    public init(agreement: String, organisation: Int64?, kinds: [String], span: Span) {
        self.agreement = agreement
        self.organisation = organisation
        self.kinds = kinds
        self.span = span
    }

    /// A ticket whose newest fact is older has none in the span, so its facts are not gone through. Without
    /// the order of the joins each fact of the store would be.
    private static let inSpan = """
        FROM ticket CROSS JOIN stream CROSS JOIN fact
        WHERE stream.kind = 'ticket' AND stream.id = ticket.id AND stream.recorded >= $2
            AND fact.stream_kind = 'ticket' AND fact.stream_id = ticket.id
        """

    /// Those after a fact, by the order in which they were written: `||` keeps the store from going through
    /// all facts of tickets.
    private static let since = """
        FROM fact CROSS JOIN ticket
        WHERE fact.sequence > $5 AND fact.stream_kind || '' = 'ticket' AND ticket.id = fact.stream_id
        """

    func sql(after sequence: Int64) -> String {
        let kinds = kinds.indices.map { "$\($0 + 6)" }.joined(separator: ", ")
        return """
            SELECT fact.stream_id, fact.number, fact.sequence, fact.kind
            \(sequence == 0 ? Self.inSpan : Self.since)
                AND ticket.agreement = $1\(organisation == nil ? "" : " AND ticket.organisation = $4")
                AND fact.happened >= $2 AND fact.happened < $3 AND fact.kind IN (\(kinds))
            ORDER BY fact.sequence
            """
    }
}

/// A fact of a ticket, as far as counting wants it.
public struct CountedFact: Hashable, Sendable {
    public let ticket: Int64
    /// Within the ticket, from 1.
    public let number: Int64
    /// Within the store.
    public let sequence: Int64
    public let kind: String

    init(_ row: inout Row) throws {
        ticket = try row.integer()
        number = try row.integer()
        sequence = try row.integer()
        kind = try row.text()
    }
}

extension Reader {
    /// In the order in which they were written, after the given fact of the store; 0 for all.
    public func facts(_ wanted: AgreementFacts, after sequence: Int64 = 0) throws -> [CountedFact] {
        if wanted.kinds.isEmpty { return [] }
        let values: [any Bindable] = [
            wanted.agreement, wanted.span.from, wanted.span.to, wanted.organisation ?? 0, sequence,
        ]
        return try connection.rows(wanted.sql(after: sequence), values + wanted.kinds).map { row in
            var row = row
            return try CountedFact(&row)
        }
    }

    /// Whether a ticket that had facts up to `sequence` has one of these kinds after it.
    public func hasFacts(ofKinds kinds: [String], onTicketsOfBefore sequence: Int64) throws -> Bool {
        let values: [any Bindable] = [sequence] + kinds
        return try !connection.rows(AgreementFacts.sqlOfBefore(kinds: kinds.count), values).isEmpty
    }
}

extension AgreementFacts {
    static func sqlOfBefore(kinds: Int) -> String {
        let names = (0..<kinds).map { "$\($0 + 2)" }.joined(separator: ", ")
        return """
            SELECT 1 FROM fact CROSS JOIN fact AS first
            WHERE fact.sequence > $1 AND fact.stream_kind || '' = 'ticket' AND fact.kind IN (\(names))
                AND first.stream_kind = 'ticket' AND first.stream_id = fact.stream_id AND first.number = 1
                AND first.sequence <= $1
            LIMIT 1
            """
    }
}
