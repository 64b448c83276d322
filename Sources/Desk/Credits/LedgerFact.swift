public import Agreements
public import BusinessTime

/// What people decided about credits, and what was issued. The lines themselves follow from the tickets'
/// facts; an issued statement keeps them as they were.
public struct LedgerFact: Hashable, Sendable {
    public let what: What
    public let by: Actor
    public let happened: Instant
    public let recorded: Instant

    public init(_ what: What, by: Actor, happened: Instant, recorded: Instant) {
        self.what = what
        self.by = by
        self.happened = happened
        self.recorded = recorded
    }

    public enum What: Hashable, Sendable {
        case approved(BandEntry.Key)
        case refused(BandEntry.Key, clause: Clause, reason: String)
        /// Where credits are claimed and not automatic.
        case claimed(BandEntry.Key)
        case issued(IssuedStatement)
        case disputed(BandEntry.Key, reason: String)
        case disputeAnswered(BandEntry.Key, upheld: Bool, reason: String)
        /// The customer consents to a line of an issued statement being taken back.
        case consented(BandEntry.Key, reason: String)
        /// The invoice against which a month's credits were set off, or the payment that paid them out.
        case settled(CalendarMonth, reference: String)
    }

    public enum Kind: String, CaseIterable, Hashable, Sendable {
        case approved, refused, claimed, issued, disputed, disputeAnswered, consented, settled
    }
}

extension LedgerFact.What {
    public var kind: LedgerFact.Kind {
        switch self {
        case .approved: .approved
        case .refused: .refused
        case .claimed: .claimed
        case .issued: .issued
        case .disputed: .disputed
        case .disputeAnswered: .disputeAnswered
        case .consented: .consented
        case .settled: .settled
        }
    }
}

/// A statement as it went to the customer: never changed, corrected by lines of later ones.
public struct IssuedStatement: Hashable, Sendable {
    public struct Line: Hashable, Sendable {
        public let key: BandEntry.Key
        /// Why it is on the statement.
        public let cause: StatementLine.Cause
        public let at: Instant
        /// In minor units; negative for what is taken back.
        public let gross: Int64
        /// Within the caps, whoever pays it; the rest was cut and has lapsed.
        public let allowed: Int64
        public let standing: StatementLine.Standing

        public init(
            key: BandEntry.Key, cause: StatementLine.Cause, at: Instant, gross: Int64, allowed: Int64,
            standing: StatementLine.Standing
        ) {
            self.key = key
            self.cause = cause
            self.at = at
            self.gross = gross
            self.allowed = allowed
            self.standing = standing
        }

        /// What is paid of it.
        public var payable: Int64 { standing.pays ? allowed : 0 }
    }

    public let month: CalendarMonth
    public let currency: Currency
    public let lines: [Line]
    public let total: Int64

    public init(month: CalendarMonth, currency: Currency, lines: [Line], total: Int64) {
        self.month = month
        self.currency = currency
        self.lines = lines
        self.total = total
    }
}
