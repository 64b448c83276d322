public import Agreements
public import BusinessTime

/// A statement as it went to the customer: never changed, corrected by lines of later ones.
public struct IssuedStatement: Hashable, Sendable {
    public struct Line: Hashable, Sendable {
        public let key: BandEntry.Key
        /// Why it is on the statement.
        public let cause: StatementLine.Cause
        public let at: Instant
        public let currency: Currency
        /// In minor units; negative for what is reversed or taken back.
        public let gross: Int64
        /// Within the caps, whoever pays it; the rest was cut and has lapsed.
        public let allowed: Int64
        public let standing: StatementLine.Standing
        /// Everything needed to recompute it; nil on statements that were issued before this was kept.
        public let basis: CreditLine?
        public let room: StatementLine.Room?

        public init(
            key: BandEntry.Key, cause: StatementLine.Cause, at: Instant, gross: Money, allowed: Money,
            standing: StatementLine.Standing, basis: CreditLine? = nil, room: StatementLine.Room? = nil
        ) {
            self.key = key
            self.cause = cause
            self.at = at
            currency = gross.currency
            self.gross = gross.minorUnits
            self.allowed = allowed.minorUnits
            self.standing = standing
            self.basis = basis
            self.room = room
        }

        /// What is paid of it.
        public var payable: Int64 { standing.pays ? allowed : 0 }
    }

    public let month: CalendarMonth
    public let currency: Currency
    public let lines: [Line]
    /// In the statement's currency.
    public let total: Int64

    public init(month: CalendarMonth, currency: Currency, lines: [Line], total: Int64) {
        self.month = month
        self.currency = currency
        self.lines = lines
        self.total = total
    }

    /// Without a decision a line stands approved when its statement is issued.
    init(_ statement: Statement) {
        month = statement.month
        currency = statement.currency
        total = statement.total.minorUnits
        lines = statement.lines.map { line in
            Line(
                key: line.key, cause: line.cause, at: line.at, gross: line.gross, allowed: line.allowed,
                standing: line.standing == .proposed ? .approved : line.standing, basis: line.basis,
                room: line.room)
        }
    }
}
