public import Agreements
public import BusinessTime

/// What the answer to an upheld dispute names: the amount that is right, or the fact that was wrong.
public enum CreditCorrection: Hashable, Sendable {
    /// Of this line, before caps, as it is written in its currency: "90.00".
    case amount(String)
    /// The severity that applied and how late the promise was, each where it was another; the amount follows
    /// from the schedule.
    case fact(severity: Severity?, late: BusinessSeconds?)
}

/// What a disputed credit should have been, as it was decided.
public struct CorrectedCredit: Hashable, Sendable {
    /// Before caps, in minor units of the line's currency.
    public let gross: Int64
    /// nil where it was not the severity that was wrong.
    public let severity: Severity?
    /// nil where it was not the delay that was wrong.
    public let late: BusinessSeconds?

    public init(gross: Int64, severity: Severity? = nil, late: BusinessSeconds? = nil) {
        self.gross = gross
        self.severity = severity
        self.late = late
    }
}
