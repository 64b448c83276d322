public import Agreements
import BusinessTime

/// What somebody wants done with credits.
public struct LedgerCommand: Hashable, Sendable {
    public let what: What
    public let by: Actor
    /// Whether whoever is signed in gave the password again for it.
    public let hasPassword: Bool

    public init(_ what: What, by actor: Actor, hasPassword: Bool = false) {
        self.what = what
        by = actor
        self.hasPassword = hasPassword
    }

    public enum What: Hashable, Sendable {
        case approve(BandEntry.Key)
        case refuse(BandEntry.Key, clause: Clause, reason: String)
        case claim(BandEntry.Key)
        case issue(CalendarMonth)
        case dispute(BandEntry.Key, reason: String)
        /// Upheld, it says what a paid credit should have been.
        case answerDispute(
            BandEntry.Key, upheld: Bool, reason: String, correction: CreditCorrection? = nil)
        case consent(BandEntry.Key, reason: String)
        case settle(CalendarMonth, reference: String)
        case reverseSettlement(CalendarMonth, reason: String)
        case warnOfPayout(CalendarMonth)
    }
}
