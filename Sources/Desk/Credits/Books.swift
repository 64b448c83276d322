public import Agreements
public import BusinessTime

/// What a decision about credits is made on: the agreement, its ledger, and every line of its tickets.
public struct Books: Sendable {
    public let span: AgreementSpan
    public let ledger: Ledger
    /// All lines of the agreement's tickets, of every month.
    public let lines: [CreditLine]
    public let reversed: [ReversedLine]
    /// What open disputes may add; on no statement until they are answered.
    public let pending: [CreditLine]
    /// When they are looked at: what can't be claimed any more has lapsed.
    public let asOf: Instant
    /// The month whose statement is issued next: the one after the last issued, or the first with a line.
    public let nextMonth: CalendarMonth?
    private let byKey: [BandEntry.Key: CreditLine]
    /// What the lines of corrected breaches come to, where that is not what the facts say.
    private(set) var bounded: [BandEntry.Key: Int64] = [:]

    public init(
        span: AgreementSpan, ledger: Ledger, lines: [CreditLine], reversed: [ReversedLine] = [],
        pending: [CreditLine] = [], asOf: Instant = .earliest
    ) {
        self.asOf = asOf
        self.span = span
        self.ledger = ledger
        self.lines = lines
        self.reversed = reversed
        self.pending = pending
        nextMonth =
            ledger.issued.last.map { $0.statement.month.next }
            ?? (lines.map(\.month) + reversed.map(\.line.month)).min()
        byKey = Dictionary(lines.map { ($0.entry.key, $0) }, uniquingKeysWith: { first, _ in first })
        bounded = boundedAmounts
    }

    public init(
        span: AgreementSpan, ledger: Ledger, tickets: [TicketCredits], asOf: Instant = .earliest
    ) {
        self.init(
            span: span, ledger: ledger, lines: tickets.flatMap(\.lines),
            reversed: tickets.flatMap(\.reversed), pending: tickets.flatMap(\.pending), asOf: asOf)
    }

    func line(_ key: BandEntry.Key) -> CreditLine? { byKey[key] }
}

// The dates of clause K.
extension Books {
    /// How long an issued line can be disputed at least, in calendar days; afterwards it is final.
    public static let disputedWithin = 30
    /// Business days within which a dispute is answered.
    public static let answeredWithin = 10
    /// Calendar days after the end within which what is left is paid out.
    public static let paidOutWithin = 30

    /// The last date on which a line of a statement issued then can be disputed. Where credits need no claim
    /// the customer may object within the claim window, if that is longer.
    public func disputable(issuedAt instant: Instant) -> LocalDate {
        let days = Self.daysToDispute(under: span.terms(at: instant).terms.credits)
        return span.date(of: instant).adding(days: days)
    }

    /// Calendar days in which a line can be disputed under these terms.
    public static func daysToDispute(under credits: CreditSchedule) -> Int {
        max(disputedWithin, credits.claiming == .automatic ? credits.claimWindowDays : 0)
    }

    /// When a dispute is to be answered; nil where nobody disputes the line.
    public func answerDue(_ key: BandEntry.Key) -> Instant? {
        guard let dispute = ledger.disputes[key] else { return nil }
        let days = DayPeriod(count: Self.answeredWithin, rule: .endOfNth)
        return span.terms(at: dispute.at).calendar.deadline(days, from: dispute.at)
    }

    /// Whether a manager can approve or refuse a line: until its statement is issued.
    public func canDecide(_ line: StatementLine) -> Bool {
        switch line.cause {
        case .entered, .late: true
        case .claimed: ledger.isClaimOpen(line.key)
        case .reversed, .corrected, .upheld, .takenBack, .replaced: false
        }
    }

    /// Whether a paid line no longer stands, so that the customer may consent to taking it back.
    public func canTakeBack(_ key: BandEntry.Key) -> Bool {
        ledger.paid(key) > 0 && line(key) == nil && !ledger.isConsentOpen(key)
    }

    /// Whether a line that a statement showed as not claimed can still be claimed.
    public func canClaim(_ key: BandEntry.Key, now: Instant) -> Bool {
        guard let line = line(key), ledger.claims[key] == nil, isClaimed(line) else { return false }
        return line.entry.at <= now && span.date(of: now) <= claimable(line)
    }

    /// Whether a line is paid only if it is claimed.
    func isClaimed(_ line: CreditLine) -> Bool { schedule(of: line).claiming == .claimed }

    /// Of the version that the ticket is pinned to, for life.
    func schedule(of line: CreditLine) -> CreditSchedule {
        let own = span.periods.last { $0.terms.version == line.entry.version }
        return (own?.terms ?? span.terms(at: line.entry.at)).terms.credits
    }

    /// The last date on which a line can be claimed: within the window of the end of its month.
    public func claimable(_ line: CreditLine) -> LocalDate {
        let window = schedule(of: line).claimWindowDays
        return line.month.next.first.adding(days: window - 1)
    }

    /// When the desk itself issues the next statement, if no manager has: at the beginning of the 10th.
    public var nextDue: Instant? {
        nextMonth.flatMap { month in
            let rules = span.terms(at: span.lastInstant(of: month)).calendar.rules
            return rules.instant(of: month.statementDue, .midnight)
        }
    }

    /// What the desk does by itself at an instant.
    public func due(at now: Instant) -> LedgerCommand? {
        guard let month = nextMonth, let due = nextDue, due <= now else { return nil }
        return LedgerCommand(.issue(month), by: .desk)
    }
}
