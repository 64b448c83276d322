import Agreements
public import BusinessTime
public import Desk

/// A statement for programs: every number needed to recompute it, as JSON or CSV. Deterministic: the same
/// statement gives the same bytes.
public struct StatementReport: Sendable {
    public let agreement: String
    public let statement: Statement
    /// Whether it went to the customer; otherwise it says how things stand now.
    public let isIssued: Bool
    /// What became of its credits; nil until it is issued.
    public let settlement: Settlement?
    public let disputes: [BandEntry.Key: Ledger.Dispute]
    /// What open disputes about exclusions and scope may add to this month.
    public let pending: [CreditLine]
    /// What is agreed beside clause K and not counted by the program.
    public let byHand: [ConditionByHand]
    /// Exclusions that moved a promise of the month, and the names of people by their numbers.
    public var exclusions: [ExclusionNote] = []
    public var names: [Int64: String] = [:]

    /// A special condition that a named manager handles.
    public struct ConditionByHand: Hashable, Sendable {
        public let clause: String
        public let text: String
        public let by: String
    }

    public init(agreement: String, statement: Statement, isIssued: Bool) {
        self.agreement = agreement
        self.statement = statement
        self.isIssued = isIssued
        settlement = nil
        disputes = [:]
        pending = []
        byHand = []
    }

    /// As it was issued, or else as it stands now.
    public init(agreement: String, books: Books, month: CalendarMonth, now: Instant) {
        self.agreement = agreement
        let issued = books.issuedStatement(of: month)
        let statement = issued ?? books.statement(of: month)
        self.statement = statement
        isIssued = issued != nil
        settlement = books.settlement(of: month, now: now)
        let keys = Set(statement.lines.map(\.key))
        disputes = books.ledger.disputes.filter { keys.contains($0.key) }
        pending = books.pending.filter { $0.month == month }.sorted()
        let terms = books.span.terms(at: books.span.lastInstant(of: month)).terms
        byHand = terms.conditions.compactMap { condition in
            condition.handledByHand.map {
                ConditionByHand(clause: condition.clause.id, text: condition.text, by: $0)
            }
        }
    }
}
