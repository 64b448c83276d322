import Agreements
import BusinessTime

extension Books {
    /// A statement as it was issued; nil for a month without one.
    public func issuedStatement(of month: CalendarMonth) -> Statement? {
        ledger.issuedStatement(of: month, span: span, line: line)
    }

    /// The statement of a month as it would be issued now. The next to be issued has its own lines and what
    /// earlier statements lack; one behind it has its own alone, once those before it have taken their room.
    public func statement(of month: CalendarMonth) -> Statement {
        if let last = statements(through: month).last { return last }
        let before = ledger.room(before: month, at: asOf, span: span)
            .usedInYear(of: month.first, span.currency(of: month))
        return sum([], of: month, usedBefore: before)
    }

    /// The statements from the next to be issued to that of a month, as they would be issued now: each line
    /// is looked at once, whatever number of months there is.
    public func statements(through end: CalendarMonth) -> [Statement] {
        let next = nextMonth ?? end
        if end < next { return [] }
        var room = ledger.room(before: next, at: asOf, span: span)
        let back = takenBack + replaced
        for line in back { room.use(line.allowed.minorUnits, line.allowed.currency, at: line.at) }
        let due = Dictionary(grouping: owed(upTo: end)) { max($0.line.month, next) }
        let reversals = reversals(from: next)
        var statements: [Statement] = []
        var month = next
        while month <= end {
            let before = room.usedInYear(of: month.first, span.currency(of: month))
            var all = month == next ? back + upheld + claimedSince : []
            for owed in due[month] ?? [] { all.append(line(owed, in: month, &room)) }
            statements.append(sum(all + (reversals[month] ?? []), of: month, usedBefore: before))
            month = month.next
        }
        return statements
    }

    /// What lapsed takes no room.
    private func line(
        _ owed: Owed, in month: CalendarMonth, _ room: inout CapRoom
    ) -> StatementLine {
        let (key, at) = (owed.line.entry.key, owed.line.entry.at)
        let cause = owed.cause ?? (owed.line.month == month ? .entered : .late)
        let standing = owed.standing ?? standing(owed.line)
        if case .lapsed = standing {
            return StatementLine(
                key: key, cause: cause, line: owed.line, at: at, gross: owed.gross, allowed: owed.gross,
                standing: standing)
        }
        let (allowed, left) = room.take(owed.gross, at: at)
        return StatementLine(
            key: key, cause: cause, line: owed.line, at: at, gross: owed.gross, allowed: allowed,
            standing: standing, room: left)
    }

    private func sum(_ lines: [StatementLine], of month: CalendarMonth, usedBefore: Int64) -> Statement {
        let currency = span.currency(of: month)
        let caps = span.caps(at: span.lastInstant(of: month), in: currency)
        let zero = Money.zero(currency)
        return Statement(
            month: month, lines: lines, monthlyCap: caps?.month ?? zero, yearlyCap: caps?.year ?? zero,
            usedBefore: Money(usedBefore, currency),
            total: lines.reduce(zero) { $1.payable.currency == currency ? $0 + $1.payable : $0 })
    }

    /// What no statement has shown yet, in the order in which it fills the caps.
    private func owed(upTo month: CalendarMonth) -> [Owed] {
        let fresh = lines.filter { $0.month <= month && !isKnown($0.entry.key) }
        let new = fresh.map { Owed(line: $0, gross: Money(owed($0), $0.gross.currency), cause: nil) }
        return (new + corrections + corrected).sorted { $0.line < $1.line }
    }

    /// Whether a statement has shown it.
    private func isKnown(_ key: BandEntry.Key) -> Bool { !ledger.issuedLines(key).isEmpty }

    private func standing(_ line: CreditLine) -> StatementLine.Standing {
        if let decided = ledger.decisions[line.entry.key] { return decided.standing }
        guard isClaimed(line), ledger.claims[line.entry.key] == nil else { return .proposed }
        let until = claimable(line)
        return ledger.hasLapsed(line.entry.key, until: until, on: span.date(of: asOf), at: asOf)
            ? .lapsed(on: until.adding(days: 1)) : .unclaimed(until: until)
    }

    /// Lines of issued statements that the customer consented to take back: the exact negative of what was
    /// paid of them.
    private var takenBack: [StatementLine] {
        let live = Set(lines.map(\.entry.key))
        return ledger.consents.keys.sorted().compactMap { key in
            guard ledger.isConsentOpen(key), !live.contains(key),
                let first = ledger.standingLines(key).first
            else { return nil }
            let back = -Money(ledger.paid(key), first.currency)
            return StatementLine(
                key: key, cause: .takenBack, line: nil, basis: first.basis, at: first.at, gross: back,
                allowed: back, standing: .approved)
        }
    }

    /// Lines that were refused on an issued statement and are owed after all.
    private var upheld: [StatementLine] {
        ledger.disputes.filter { $0.value.answer.map { $0.isUpheld && $0.correction == nil } ?? false }
            .keys.sorted().compactMap { key in shownAgain(key, .upheld, .approved) }
    }

    /// Lines that an issued statement showed as not claimed, claimed within the window since.
    private var claimedSince: [StatementLine] {
        ledger.claims.keys.sorted().compactMap { key in
            guard ledger.isClaimOpen(key), ledger.disputes[key]?.answer?.isUpheld != true else { return nil }
            return shownAgain(key, .claimed, ledger.decisions[key]?.standing ?? .proposed)
        }
    }

    /// What an issued statement showed and did not pay.
    private func shownAgain(
        _ key: BandEntry.Key, _ cause: StatementLine.Cause, _ standing: StatementLine.Standing
    ) -> StatementLine? {
        let shown = ledger.standingLines(key)
        let allowed = shown.reduce(0) { $1.cause.takesRoom ? $0 + $1.allowed : $0 }
        guard let line = shown.first, allowed > 0, shown.allSatisfy({ $0.payable == 0 }) else { return nil }
        let amount = Money(allowed, line.currency)
        return StatementLine(
            key: key, cause: cause, line: self.line(key), basis: line.basis, at: line.at, gross: amount,
            allowed: amount, standing: standing)
    }

    /// A line and its reversal, one behind the other: together nothing, and no room taken. The reversal bears
    /// the instant of the line that it reverses, so that it counts in the same month. By the statement on
    /// which they stand: the line's own month's, or the next to be issued.
    private func reversals(from next: CalendarMonth) -> [CalendarMonth: [StatementLine]] {
        if reversed.isEmpty { return [:] }
        let live = Set(lines.map(\.entry.key))
        let shown = reversed.map(\.line).filter { !isKnown($0.entry.key) && !live.contains($0.entry.key) }
        return Dictionary(grouping: shown) { max($0.month, next) }.mapValues { lines in
            lines.flatMap { line -> [StatementLine] in
                let pair: [(StatementLine.Cause, Money)] = [
                    (line.month < next ? .late : .entered, line.gross), (.reversed, -line.gross),
                ]
                return pair.map { cause, amount in
                    StatementLine(
                        key: line.entry.key, cause: cause, line: nil, basis: line, at: line.entry.at,
                        gross: amount, allowed: amount, standing: standing(line))
                }
            }
        }
    }
}

extension CreditLine: Comparable {
    /// By instant, then ticket: so lines fill the caps.
    public static func < (a: CreditLine, b: CreditLine) -> Bool {
        (a.entry.at, a.entry.key) < (b.entry.at, b.entry.key)
    }
}
