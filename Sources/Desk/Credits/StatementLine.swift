public import Agreements
public import BusinessTime

/// One line of a month's statement.
public struct StatementLine: Hashable, Sendable {
    public enum Cause: String, CaseIterable, Hashable, Sendable {
        /// A band was entered in this month.
        case entered
        /// A band of a month whose statement is issued, known only later.
        case late
        /// A refused line that the customer disputed with success.
        case upheld
        /// A line of an issued statement, taken back with the customer's consent.
        case takenBack = "taken-back"
    }

    public enum Standing: Hashable, Sendable {
        case proposed
        case approved
        case refused(clause: Clause, reason: String)
        /// Credits are claimed, and nobody has claimed it yet; it can be until then.
        case unclaimed(until: LocalDate)

        /// Without a decision a line stands approved when the statement is issued.
        public var pays: Bool {
            switch self {
            case .proposed, .approved: true
            case .refused, .unclaimed: false
            }
        }
    }

    public let key: BandEntry.Key
    public let cause: Cause
    /// The line as it follows from the facts; nil for what no longer does.
    public let line: CreditLine?
    public let at: Instant
    public let gross: Money
    /// Within both caps.
    public let allowed: Money
    public let standing: Standing

    /// The part that the caps cut; it lapses when the statement is issued.
    public var cut: Money { gross - allowed }
    public var payable: Money { standing.pays ? allowed : .zero(allowed.currency) }
}

/// A month's credits: what is owed, what was cut, refused or taken back, and by which caps.
public struct Statement: Hashable, Sendable {
    public let month: CalendarMonth
    public let currency: Currency
    public let lines: [StatementLine]
    /// Of the month, at its end.
    public let monthlyCap: Money
    /// Of the agreement year, at the month's end.
    public let yearlyCap: Money
    /// Credited in this agreement year before this month.
    public let usedBefore: Money
    public let total: Money

    public var cut: Money { lines.reduce(.zero(currency)) { $0 + $1.cut } }
}
