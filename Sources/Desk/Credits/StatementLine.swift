public import Agreements
public import BusinessTime

/// One line of a month's statement.
public struct StatementLine: Hashable, Sendable {
    public enum Cause: String, CaseIterable, Hashable, Sendable {
        /// A band was entered in this month.
        case entered
        /// A band of a month whose statement is issued, known only later.
        case late
        /// The exact negative of a line before it: its breach lapsed before the statement was issued.
        case reversed
        /// An issued line is worth more after all: the difference.
        case corrected
        /// A refused line that the customer disputed with success.
        case upheld
        /// A line that an issued statement showed as not claimed, claimed since.
        case claimed
        /// A line of an issued statement, taken back with the customer's consent.
        case takenBack = "taken-back"
        /// The exact negative of an issued line that an upheld dispute corrects; the new line follows.
        case replaced

        /// A line that was shown before has its room already; a line that was reversed never had any.
        var takesRoom: Bool {
            switch self {
            case .entered, .late, .reversed, .corrected, .takenBack, .replaced: true
            case .upheld, .claimed: false
            }
        }
    }

    public enum Standing: Hashable, Sendable {
        case proposed
        case approved
        case refused(clause: Clause, reason: String)
        /// Credits are claimed, and nobody has claimed it yet; it can be until then.
        case unclaimed(until: LocalDate)
        /// Nobody claimed it until the day before: nothing is owed, and it takes no room in the caps.
        case lapsed(on: LocalDate)

        /// Without a decision a line stands approved when the statement is issued.
        public var pays: Bool {
            switch self {
            case .proposed, .approved: true
            case .refused, .unclaimed, .lapsed: false
            }
        }
    }

    /// The caps at the line's instant and what was left of them before it, in minor units. A later version
    /// can lower a cap below what was used: less than nothing is left then.
    public struct Room: Hashable, Sendable {
        public let monthlyCap: Int64
        public let yearlyCap: Int64
        public let leftInMonth: Int64
        public let leftInYear: Int64

        public init(monthlyCap: Int64, yearlyCap: Int64, leftInMonth: Int64, leftInYear: Int64) {
            self.monthlyCap = monthlyCap
            self.yearlyCap = yearlyCap
            self.leftInMonth = leftInMonth
            self.leftInYear = leftInYear
        }
    }

    public let key: BandEntry.Key
    public let cause: Cause
    /// The line as it follows from the facts; nil for what no longer does.
    public let line: CreditLine?
    /// The line as it was when it was written down: on an issued statement it never changes.
    public let basis: CreditLine?
    public let at: Instant
    public let gross: Money
    /// Within both caps.
    public let allowed: Money
    public let standing: Standing
    /// nil for a line that takes none.
    public let room: Room?

    public init(
        key: BandEntry.Key, cause: Cause, line: CreditLine?, basis: CreditLine? = nil, at: Instant,
        gross: Money, allowed: Money, standing: Standing, room: Room? = nil
    ) {
        self.key = key
        self.cause = cause
        self.line = line
        self.basis = basis ?? line
        self.at = at
        self.gross = gross
        self.allowed = allowed
        self.standing = standing
        self.room = room
    }

    /// The part that the caps cut; it lapses when the statement is issued.
    public var cut: Money { gross - allowed }
    public var payable: Money { standing.pays ? allowed : .zero(allowed.currency) }
}

/// A month's credits: what is owed, what was cut, refused or taken back, and by which caps.
public struct Statement: Hashable, Sendable {
    public let month: CalendarMonth
    /// Of the version in force at the month's end. Tickets pinned to a version before a change of currency
    /// have lines in theirs: see `others`.
    public let currency: Currency
    public let lines: [StatementLine]
    /// Of the month, at its end.
    public let monthlyCap: Money
    /// Of the agreement year, at the month's end.
    public let yearlyCap: Money
    /// Credited in this agreement year before this month.
    public let usedBefore: Money
    public let total: Money

    public init(
        month: CalendarMonth, lines: [StatementLine], monthlyCap: Money, yearlyCap: Money,
        usedBefore: Money, total: Money
    ) {
        self.month = month
        self.currency = total.currency
        self.lines = lines
        self.monthlyCap = monthlyCap
        self.yearlyCap = yearlyCap
        self.usedBefore = usedBefore
        self.total = total
    }

    /// What the caps cut, in the statement's currency. What was taken back or reversed is no cut.
    public var cut: Money {
        lines.reduce(.zero(currency)) { $1.gross.currency == currency ? $0 + $1.cut : $0 }
    }

    /// The totals of lines in other currencies, by code; none but after a change of currency.
    public var others: [Money] {
        let codes = Set(lines.map(\.payable.currency.code)).subtracting([currency.code]).sorted()
        return codes.map { code in
            let lines = lines.filter { $0.payable.currency.code == code }
            return lines.dropFirst().reduce(lines[0].payable) { $0 + $1.payable }
        }
    }
}
