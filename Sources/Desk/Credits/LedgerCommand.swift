public import Agreements
public import BusinessTime

/// What somebody wants done with credits.
public struct LedgerCommand: Hashable, Sendable {
    public let what: What
    public let by: Actor

    public init(_ what: What, by actor: Actor) {
        self.what = what
        by = actor
    }

    public enum What: Hashable, Sendable {
        case approve(BandEntry.Key)
        case refuse(BandEntry.Key, clause: Clause, reason: String)
        case claim(BandEntry.Key)
        case issue(CalendarMonth)
        case dispute(BandEntry.Key, reason: String)
        case answerDispute(BandEntry.Key, upheld: Bool, reason: String)
        case consent(BandEntry.Key, reason: String)
        case settle(CalendarMonth, reference: String)
    }
}

/// What a decision about credits is made on: the agreement, its ledger, and every line of its tickets.
public struct Books: Sendable {
    public let span: AgreementSpan
    public let ledger: Ledger
    public let lines: [CreditLine]

    public init(span: AgreementSpan, ledger: Ledger, lines: [CreditLine]) {
        self.span = span
        self.ledger = ledger
        self.lines = lines
    }

    public func statement(of month: CalendarMonth, now: Instant) -> Statement {
        ledger.statement(of: month, lines: lines, span: span, now: now)
    }

    func line(_ key: BandEntry.Key) -> CreditLine? { lines.first { $0.entry.key == key } }

    /// The month whose statement is issued next: the one after the last issued, or the first with a line.
    public var nextMonth: CalendarMonth? {
        ledger.issued.last.map { $0.statement.month.next } ?? lines.map(\.month).min()
    }
}

extension Books {
    /// How long an issued line can be disputed, in calendar days; afterwards it is final (clause K).
    public static let disputedWithin = 30
    /// Business days within which a dispute is answered.
    public static let answeredWithin = 10

    /// - Throws: a `Refusal` that names clause and remedy; nothing is written then.
    public func decide(_ command: LedgerCommand, now: Instant) throws(Refusal) -> [LedgerFact] {
        let recorded = max(now, ledger.lastRecorded ?? now)
        let what = try decided(command, now: now)
        return [LedgerFact(what, by: command.by, happened: now, recorded: recorded)]
    }

    private func decided(_ command: LedgerCommand, now: Instant) throws(Refusal) -> LedgerFact.What {
        switch command.what {
        case .approve(let key):
            try checkOpen(key, now)
            if case .approved? = ledger.decisions[key]?.standing { throw .creditApproved }
            return .approved(key)
        case .refuse(let key, let clause, let reason):
            try checkOpen(key, now)
            guard Clause.all.contains(clause) else { throw .refusedWithoutClause }
            return .refused(key, clause: clause, reason: try bounded(reason))
        case .claim(let key): return try claim(key, now)
        case .issue(let month): return .issued(try issue(month, now))
        case .dispute(let key, let reason):
            try checkDispute(key, now)
            return .disputed(key, reason: try bounded(reason))
        case .answerDispute(let key, let upheld, let reason):
            try checkAnswer(key, by: command.by)
            return .disputeAnswered(key, upheld: upheld, reason: try bounded(reason))
        case .consent(let key, let reason):
            guard ledger.issuedLines(key).contains(where: { $0.payable > 0 }) else { throw .notIssued }
            guard line(key) == nil else { throw .stillOwed }
            if ledger.consents[key] != nil { throw .consentedAlready }
            return .consented(key, reason: try bounded(reason))
        case .settle(let month, let reference):
            guard ledger.issue(of: month) != nil else { throw .notIssued }
            if ledger.settled[month] != nil { throw .settledAlready }
            return .settled(month, reference: try bounded(reference))
        }
    }

    private func bounded(_ text: String) throws(Refusal) -> String {
        guard let words = Bounded.reason(text) else { throw .noReason }
        return words
    }

    /// Decided before the statement is issued, afterwards by dispute alone.
    private func checkOpen(_ key: BandEntry.Key, _ now: Instant) throws(Refusal) {
        if !ledger.issuedLines(key).isEmpty { throw .issuedAlready }
        guard let line = line(key), line.entry.at <= now else { throw .noLine }
    }

    private func claim(_ key: BandEntry.Key, _ now: Instant) throws(Refusal) -> LedgerFact.What {
        try checkOpen(key, now)
        guard let line = line(key) else { throw .noLine }
        let credits = span.terms(at: line.entry.at).terms.credits
        guard credits.claiming == .claimed else { throw .notClaimed }
        if ledger.claims[key] != nil { throw .claimedAlready }
        let until = span.date(of: line.entry.at).adding(days: credits.claimWindowDays)
        guard span.date(of: now) <= until else { throw .claimedLate(until) }
        return .claimed(key)
    }

    /// In order, each after its month is over; without a decision a line stands approved.
    private func issue(_ month: CalendarMonth, _ now: Instant) throws(Refusal) -> IssuedStatement {
        guard now > span.lastInstant(of: month) else { throw .monthRuns(month) }
        guard let next = nextMonth, month == next else { throw .otherMonth(nextMonth) }
        let statement = statement(of: month, now: now)
        let lines = statement.lines.map { line in
            IssuedStatement.Line(
                key: line.key, cause: line.cause, at: line.at, gross: line.gross.minorUnits,
                allowed: line.allowed.minorUnits,
                standing: line.standing == .proposed ? .approved : line.standing)
        }
        return IssuedStatement(
            month: month, currency: statement.currency, lines: lines, total: statement.total.minorUnits)
    }

    private func checkDispute(_ key: BandEntry.Key, _ now: Instant) throws(Refusal) {
        let issue = ledger.issued.last { $0.statement.lines.contains { $0.key == key } }
        guard let issue else { throw .notIssued }
        if ledger.disputes[key] != nil { throw .disputedAlready }
        let last = span.date(of: issue.at).adding(days: Self.disputedWithin)
        guard span.date(of: now) <= last else { throw .final(last) }
    }

    /// By somebody else than who decided the line.
    private func checkAnswer(_ key: BandEntry.Key, by actor: Actor) throws(Refusal) {
        guard let dispute = ledger.disputes[key] else { throw .notDisputed }
        if dispute.answer != nil { throw .answeredAlready }
        if let decider = ledger.decisions[key]?.by, decider == actor { throw .decidedByYou }
    }
}
