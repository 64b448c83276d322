import Agreements
public import BusinessTime

extension Books {
    /// - Throws: a `Refusal` that names clause and remedy; nothing is written then.
    public func decide(_ command: LedgerCommand, now: Instant) throws(Refusal) -> [LedgerFact] {
        let recorded = max(now, ledger.lastRecorded ?? now)
        let what = try decided(command, now: now)
        return [
            LedgerFact(
                what, by: command.by, happened: now, recorded: recorded, hasPassword: command.hasPassword)
        ]
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
            if let refusal = disputeRefusal(key, now: now) { throw refusal }
            return .disputed(key, reason: try bounded(reason))
        case .answerDispute(let key, let upheld, let reason, let correction):
            if let refusal = answerRefusal(key, by: command.by) { throw refusal }
            if !upheld, correction != nil { throw .rejectedYetCorrected }
            let right = upheld ? try corrected(key, correction) : nil
            return .disputeAnswered(key, upheld: upheld, reason: try bounded(reason), correction: right)
        case .consent(let key, let reason):
            try checkConsent(key)
            return .consented(key, reason: try bounded(reason))
        case .settle(let month, let reference):
            try checkSettling(month, now)
            return .settled(month, reference: try bounded(reference))
        case .reverseSettlement(let month, let reason):
            guard ledger.settled[month] != nil else { throw .notSettled }
            return .settlementReversed(month, reason: try bounded(reason))
        case .warnOfPayout(let month):
            guard payoutsToWarnOf(at: now).contains(month) else { throw .notSettled }
            return .payoutWarned(month)
        }
    }

    private func bounded(_ text: String) throws(Refusal) -> String {
        guard let words = Bounded.reason(text) else { throw .noReason }
        return words
    }

    /// Decided before the statement is issued, afterwards by dispute alone; but what was claimed since is
    /// open until it comes on a statement.
    private func checkOpen(_ key: BandEntry.Key, _ now: Instant) throws(Refusal) {
        if !ledger.issuedLines(key).isEmpty, !ledger.isClaimOpen(key) { throw .issuedAlready }
        guard let line = line(key), line.entry.at <= now else { throw .noLine }
    }

    /// A line that a statement showed as not claimed can still be claimed while the window is open.
    private func claim(_ key: BandEntry.Key, _ now: Instant) throws(Refusal) -> LedgerFact.What {
        guard let line = line(key), line.entry.at <= now else { throw .noLine }
        guard isClaimed(line) else { throw .notClaimed }
        if ledger.claims[key] != nil { throw .claimedAlready }
        let until = claimable(line)
        guard span.date(of: now) <= until else { throw .claimedLate(until) }
        return .claimed(key)
    }

    /// In order, each after its month is over; without a decision a line stands approved.
    private func issue(_ month: CalendarMonth, _ now: Instant) throws(Refusal) -> IssuedStatement {
        guard now > span.lastInstant(of: month) else { throw .monthRuns(month) }
        guard let next = nextMonth, month == next else { throw .otherMonth(nextMonth) }
        return IssuedStatement(statement(of: month))
    }

    private func checkConsent(_ key: BandEntry.Key) throws(Refusal) {
        guard ledger.paid(key) > 0 else { throw .notIssued }
        guard line(key) == nil else { throw .stillOwed }
        if ledger.isConsentOpen(key) { throw .consentedAlready }
    }

    private func checkSettling(_ month: CalendarMonth, _ now: Instant) throws(Refusal) {
        switch settlement(of: month, now: now) {
        case nil: throw .notIssued
        case .settled: throw .settledAlready
        case .expired(let last):
            // What was noted in time and noted wrongly can still be noted right.
            if !ledger.settlements.contains(where: { $0.month == month }) { throw .expired(last) }
        case .open, .payOut: return
        }
    }
}
