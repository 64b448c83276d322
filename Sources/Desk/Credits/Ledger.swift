import Agreements
public import BusinessTime

/// The decisions about an agreement's credits: the fold of ledger facts.
public struct Ledger: Hashable, Sendable {
    public struct Dispute: Hashable, Sendable {
        public let reason: String
        public let by: Actor
        public let at: Instant
        public internal(set) var answer: Answer?
    }

    public struct Answer: Hashable, Sendable {
        public let isUpheld: Bool
        public let reason: String
        public let at: Instant
        /// What the credit should have been; nil where it is paid as it was shown.
        public var correction: CorrectedCredit?
    }

    public struct Decision: Hashable, Sendable {
        public let standing: StatementLine.Standing
        public let by: Actor
        public let at: Instant
    }

    public struct Issue: Hashable, Sendable {
        public let statement: IssuedStatement
        public let at: Instant
        public let by: Actor
    }

    public private(set) var decisions: [BandEntry.Key: Decision] = [:]
    public private(set) var claims: [BandEntry.Key: Instant] = [:]
    public private(set) var disputes: [BandEntry.Key: Dispute] = [:]
    public private(set) var consents: [BandEntry.Key: Instant] = [:]
    /// In order of their months.
    public private(set) var issued: [Issue] = []
    public private(set) var settled: [CalendarMonth: String] = [:]
    /// Every note of an invoice or payment, also those that were taken back.
    public private(set) var settlements: [SettlementNote] = []
    public private(set) var payoutsWarned: Set<CalendarMonth> = []
    public private(set) var lastRecorded: Instant?
    private(set) var issuedLines: [BandEntry.Key: [IssuedStatement.Line]] = [:]

    public init() {}

    public init(_ facts: [LedgerFact]) {
        for fact in facts { take(fact) }
    }

    public mutating func take(_ fact: LedgerFact) {
        lastRecorded = fact.recorded
        switch fact.what {
        case .approved(let key):
            decisions[key] = Decision(standing: .approved, by: fact.by, at: fact.happened)
        case .refused(let key, let clause, let reason):
            decisions[key] = Decision(
                standing: .refused(clause: clause, reason: reason), by: fact.by, at: fact.happened)
        case .claimed(let key): claims[key] = fact.happened
        case .issued(let statement):
            issued.append(Issue(statement: statement, at: fact.happened, by: fact.by))
            for line in statement.lines { issuedLines[line.key, default: []].append(line) }
        case .disputed(let key, let reason):
            disputes[key] = Dispute(reason: reason, by: fact.by, at: fact.happened)
        case .disputeAnswered(let key, let upheld, let reason, let correction):
            disputes[key]?.answer = Answer(
                isUpheld: upheld, reason: reason, at: fact.happened, correction: correction)
        case .consented(let key, _): consents[key] = fact.happened
        case .settled(let month, let reference):
            settled[month] = reference
            settlements.append(
                SettlementNote(month: month, reference: reference, by: fact.by, at: fact.happened))
        case .settlementReversed(let month, let reason):
            settled[month] = nil
            guard let last = settlements.lastIndex(where: { $0.month == month }) else { return }
            settlements[last].reversal = SettlementNote.Reversal(
                reason: reason, by: fact.by, at: fact.happened)
        case .payoutWarned(let month): payoutsWarned.insert(month)
        }
    }

    public func issue(of month: CalendarMonth) -> Issue? { issued.first { $0.statement.month == month } }

    /// Every issued line of a band, in the order of the statements.
    func issuedLines(_ key: BandEntry.Key) -> [IssuedStatement.Line] { issuedLines[key] ?? [] }

    /// Those that count: what was taken back, or reversed after a dispute, is as if it never was.
    func standingLines(_ key: BandEntry.Key) -> ArraySlice<IssuedStatement.Line> {
        let lines = issuedLines(key)
        let last = lines.lastIndex { $0.cause == .takenBack || $0.cause == .replaced }
        return lines[(last.map { $0 + 1 } ?? 0)...]
    }

    /// What is paid of a band in all, in minor units.
    func paid(_ key: BandEntry.Key) -> Int64 { standingLines(key).reduce(0) { $0 + $1.payable } }

    /// Whether the customer's last consent still waits for the statement that takes the line back.
    func isConsentOpen(_ key: BandEntry.Key) -> Bool {
        guard let consented = consents[key] else { return false }
        return !issued.contains { issue in
            issue.at >= consented
                && issue.statement.lines.contains { $0.key == key && $0.cause == .takenBack }
        }
    }

    /// Whether a line that was shown as not claimed is claimed, and on no statement yet.
    func isClaimOpen(_ key: BandEntry.Key) -> Bool {
        guard claims[key] != nil, case .unclaimed? = issuedLines(key).last?.standing else { return false }
        return true
    }
}
