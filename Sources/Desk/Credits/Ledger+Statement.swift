import Agreements
public import BusinessTime

extension Ledger {
    /// The statement of a month as it would be issued now. `lines` are all lines of the agreement's tickets,
    /// of every month; those of issued months are compared with what was issued.
    public func statement(
        of month: CalendarMonth, lines: [CreditLine], span: AgreementSpan, now: Instant
    ) -> Statement {
        let known = Set(issued.flatMap { $0.statement.lines.filter { $0.cause != .takenBack }.map(\.key) })
        let live = Set(lines.map(\.entry.key))
        let fresh = lines.filter { $0.month <= month && !known.contains($0.entry.key) }
            .sorted { ($0.entry.at, $0.entry.key) < ($1.entry.at, $1.entry.key) }
        var room = CapRoom(span: span, issued: issued.flatMap(\.statement.lines))
        var all: [StatementLine] = []
        for line in takenBack(live) {
            room.use(line.allowed.minorUnits, at: line.at)
            all.append(line)
        }
        all += upheld(span.currency)
        let before = room.usedInYear(of: month.first)
        for line in fresh {
            let allowed = room.take(line.gross.minorUnits, at: line.entry.at)
            all.append(
                StatementLine(
                    key: line.entry.key, cause: line.month == month ? .entered : .late, line: line,
                    at: line.entry.at, gross: line.gross, allowed: Money(allowed, span.currency),
                    standing: standing(line, span: span, now: now)))
        }
        let total = all.reduce(Money.zero(span.currency)) { $0 + $1.payable }
        let end = span.lastInstant(of: month)
        return Statement(
            month: month, currency: span.currency, lines: all, monthlyCap: span.monthlyCap(at: end),
            yearlyCap: span.yearlyCap(at: end), usedBefore: Money(before, span.currency), total: total)
    }

    private func standing(_ line: CreditLine, span: AgreementSpan, now: Instant) -> StatementLine.Standing {
        let key = line.entry.key
        if let decided = decisions[key] { return decided.standing }
        let credits = span.terms(at: line.entry.at).terms.credits
        guard credits.claiming == .claimed, claims[key] == nil else { return .proposed }
        return .unclaimed(until: span.date(of: line.entry.at).adding(days: credits.claimWindowDays))
    }

    /// Lines of issued statements that the customer consented to take back: the exact negative.
    private func takenBack(_ live: Set<BandEntry.Key>) -> [StatementLine] {
        consents.keys.sorted().compactMap { key in
            let lines = issuedLines(key)
            guard !live.contains(key), let line = lines.first,
                !lines.contains(where: { $0.cause == .takenBack }),
                let currency = issued.first?.statement.currency
            else { return nil }
            return StatementLine(
                key: key, cause: .takenBack, line: nil, at: line.at, gross: -Money(line.gross, currency),
                allowed: -Money(line.payable, currency), standing: .approved)
        }
    }

    /// Lines that were refused on an issued statement and are owed after all.
    private func upheld(_ currency: Currency) -> [StatementLine] {
        disputes.filter { $0.value.answer?.isUpheld == true }.keys.sorted().compactMap { key in
            let lines = issuedLines(key)
            guard let line = lines.first, line.payable == 0, line.allowed > 0,
                !lines.contains(where: { $0.cause == .upheld })
            else { return nil }
            return StatementLine(
                key: key, cause: .upheld, line: nil, at: line.at, gross: Money(line.allowed, currency),
                allowed: Money(line.allowed, currency), standing: .approved)
        }
    }
}

/// How much of the caps of months and agreement years is left. Lines fill them in order.
struct CapRoom {
    let span: AgreementSpan
    private var months: [CalendarMonth: Int64] = [:]
    private var years: [Int: Int64] = [:]

    /// A refused line keeps its room: if a dispute is upheld it is paid, and no cap is passed.
    init(span: AgreementSpan, issued: [IssuedStatement.Line]) {
        self.span = span
        for line in issued where line.cause != .upheld { use(line.allowed, at: line.at) }
    }

    /// What is taken back frees room. An upheld line has its room already.
    mutating func use(_ amount: Int64, at instant: Instant) {
        let date = span.date(of: instant)
        months[CalendarMonth(of: date), default: 0] += amount
        years[span.year(of: date), default: 0] += amount
    }

    mutating func take(_ gross: Int64, at instant: Instant) -> Int64 {
        let date = span.date(of: instant)
        let inMonth = span.monthlyCap(at: instant).minorUnits - months[CalendarMonth(of: date), default: 0]
        let inYear = span.yearlyCap(at: instant).minorUnits - years[span.year(of: date), default: 0]
        let allowed = max(0, min(gross, inMonth, inYear))
        use(allowed, at: instant)
        return allowed
    }

    func usedInYear(of date: LocalDate) -> Int64 { years[span.year(of: date), default: 0] }
}

extension AgreementSpan {
    /// The last second of a month, in the zone of the version then in force.
    public func lastInstant(of month: CalendarMonth) -> Instant {
        let rules = periods[periods.count - 1].terms.calendar.rules
        let first = rules.instant(of: month.next.first, .midnight)
        return (first ?? periods[periods.count - 1].from).advanced(by: -1)
    }
}

extension Ledger {
    /// A statement as it was issued; nil for a month without one. A line whose breach no longer stands has
    /// nothing behind it any more.
    public func issuedStatement(
        of month: CalendarMonth, lines: [CreditLine], span: AgreementSpan
    ) -> Statement? {
        guard let issue = issue(of: month) else { return nil }
        let (statement, currency) = (issue.statement, issue.statement.currency)
        let live = Dictionary(lines.map { ($0.entry.key, $0) }, uniquingKeysWith: { first, _ in first })
        let earlier = issued.filter { $0.statement.month < month }.flatMap(\.statement.lines)
        let end = span.lastInstant(of: month)
        return Statement(
            month: month, currency: currency,
            lines: statement.lines.map { line in
                StatementLine(
                    key: line.key, cause: line.cause, line: live[line.key], at: line.at,
                    gross: Money(line.gross, currency), allowed: Money(line.allowed, currency),
                    standing: line.standing)
            }, monthlyCap: span.monthlyCap(at: end), yearlyCap: span.yearlyCap(at: end),
            usedBefore: Money(CapRoom(span: span, issued: earlier).usedInYear(of: month.first), currency),
            total: Money(statement.total, currency))
    }
}
