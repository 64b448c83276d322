public import Agreements
public import BusinessTime

/// What people decided about credits, and what was issued. The lines themselves follow from the tickets'
/// facts; an issued statement keeps them as they were.
public struct LedgerFact: Hashable, Sendable {
    public let what: What
    public let by: Actor
    public let happened: Instant
    public let recorded: Instant
    /// Whether the password was given again for it.
    public let hasPassword: Bool

    public init(
        _ what: What, by: Actor, happened: Instant, recorded: Instant, hasPassword: Bool = false
    ) {
        self.hasPassword = hasPassword
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
        case disputeAnswered(BandEntry.Key, upheld: Bool, reason: String, correction: CorrectedCredit? = nil)
        /// The customer consents to a line of an issued statement being taken back.
        case consented(BandEntry.Key, reason: String)
        /// The invoice against which a month's credits were set off, or the payment that paid them out.
        case settled(CalendarMonth, reference: String)
        /// The note was wrong: nothing was set off or paid by it.
        case settlementReversed(CalendarMonth, reason: String)
        /// The managers were told that a month must be paid out soon.
        case payoutWarned(CalendarMonth)
    }

    public enum Kind: String, CaseIterable, Hashable, Sendable {
        case approved, refused, claimed, issued, disputed, disputeAnswered, consented, settled
        case settlementReversed, payoutWarned
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
        case .settlementReversed: .settlementReversed
        case .payoutWarned: .payoutWarned
        }
    }
}
