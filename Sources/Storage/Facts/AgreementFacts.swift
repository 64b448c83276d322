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
    var sql: String {
        let columns = columnNames(LoggedFact.columns).map { "fact.\($0)" }
        let kinds = kinds.indices.map { "$\($0 + 5)" }.joined(separator: ", ")
        return """
            SELECT \(columns.joined(separator: ", ")) FROM ticket CROSS JOIN stream CROSS JOIN fact
            WHERE ticket.agreement = $1\(organisation == nil ? "" : " AND ticket.organisation = $4")
                AND stream.kind = 'ticket' AND stream.id = ticket.id AND stream.recorded >= $2
                AND fact.stream_kind = 'ticket' AND fact.stream_id = ticket.id
                AND fact.happened >= $2 AND fact.happened < $3 AND fact.kind IN (\(kinds))
            ORDER BY fact.sequence DESC
            """
    }
}

extension Reader {
    /// The newest first.
    public func facts(_ wanted: AgreementFacts) throws -> [LoggedFact] {
        if wanted.kinds.isEmpty { return [] }
        let values: [any Bindable] = [
            wanted.agreement, wanted.span.from, wanted.span.to, wanted.organisation ?? 0,
        ]
        return try connection.rows(wanted.sql, values + wanted.kinds).map { row in
            var row = row
            return try LoggedFact(&row)
        }
    }
}
