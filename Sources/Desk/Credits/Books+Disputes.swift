import Agreements
public import BusinessTime

// Disputes of issued lines: who may, until when, and what an upheld one changes.
extension Books {
    /// Why a line can't be disputed now; nil when it can.
    public func disputeRefusal(_ key: BandEntry.Key, now: Instant) -> Refusal? {
        let issue = ledger.issued.last { $0.statement.lines.contains { $0.key == key } }
        guard let issue else { return .notIssued }
        if ledger.disputes[key] != nil { return .disputedAlready }
        if let until = lapsed(key, at: now) { return .claimedLate(until) }
        let last = disputable(issuedAt: issue.at)
        return span.date(of: now) <= last ? nil : .final(last)
    }

    /// Why somebody can't answer a dispute; nil when it can be. Somebody else than who decided the line does.
    public func answerRefusal(_ key: BandEntry.Key, by actor: Actor) -> Refusal? {
        guard let dispute = ledger.disputes[key] else { return .notDisputed }
        if dispute.answer != nil { return .answeredAlready }
        return ledger.decisions[key]?.by == actor ? .decidedByYou : nil
    }

    /// The last date on which it could be claimed, of a line that nobody claimed by then.
    public func lapsed(_ key: BandEntry.Key, at now: Instant) -> LocalDate? {
        switch ledger.standingLines(key).last?.standing {
        // Its statement showed it so, and it took no room there.
        case .lapsed(let first): return first.adding(days: -1)
        case .unclaimed(let until):
            return ledger.hasLapsed(key, until: until, on: span.date(of: now), at: now) ? until : nil
        default: return nil
        }
    }

    /// What the answer comes to; nil where a line that was not paid is paid as it was shown.
    func corrected(
        _ key: BandEntry.Key, _ correction: CreditCorrection?
    ) throws(Refusal) -> CorrectedCredit? {
        let shown = ledger.standingLines(key)
        let isPaid = ledger.paid(key) > 0 || shown.allSatisfy(\.standing.pays)
        guard let correction else {
            if isPaid { throw .noCorrection }
            return nil
        }
        guard let basis = line(key) ?? shown.last?.basis else { throw .noBasis }
        let others = others(of: basis)
        let corrected: CorrectedCredit
        switch correction {
        case .amount(let words):
            guard let amount = Money(typed: words, basis.gross.currency) else { throw .badAmount }
            corrected = CorrectedCredit(gross: amount.minorUnits)
        case .fact(let severity, let late):
            let worth = schedule(of: basis).worth(
                key.promise, severity ?? basis.entry.severity, duration: late ?? basis.entry.after)
            guard let worth else { throw .noSuchBand }
            corrected = CorrectedCredit(
                gross: worth.amount(of: basis.fee.amount).minorUnits - others, severity: severity, late: late)
        }
        let most = Money(max(0, most(of: basis) - others), basis.gross.currency)
        guard corrected.gross <= most.minorUnits else { throw .beyondRule(most) }
        let before = isPaid ? ledger.shownGross(key) : 0
        guard corrected.gross > before else { throw .notMore(Money(before, basis.gross.currency)) }
        return !isPaid && corrected.gross == ledger.shownGross(key) ? nil : corrected
    }

    /// The most that the line's own rule pays: its promise's dearest band, at any severity.
    func most(of line: CreditLine) -> Int64 {
        let rows = schedule(of: line).rows.filter { $0.promise == line.entry.key.promise }
        return rows.compactMap { $0.bands.last?.worth.amount(of: line.fee.amount).minorUnits }.max() ?? 0
    }

    /// What else the same breach is worth by now; the whole ticket's where only its higher promise pays.
    private func others(of line: CreditLine) -> Int64 {
        let key = line.entry.key
        let keys = Set(ledger.issuedLines.keys).union(lines.lazy.map(\.entry.key)).filter { other in
            other != key && other.ticket == key.ticket
                && (other.promise == key.promise || line.entry.perTicket == .highest)
        }
        return keys.reduce(0) { sum, other in
            let isKnown = !ledger.issuedLines(other).isEmpty
            return sum + (isKnown ? ledger.shownGross(other) : self.line(other).map(owed) ?? 0)
        }
    }

    /// Lines that an upheld dispute corrects, reversed: the exact negative of what the statement allowed.
    var replaced: [StatementLine] {
        openCorrections.map { key in
            let shown = ledger.standingLines(key)
            let allowed = shown.reduce(0) { $1.cause.takesRoom ? $0 + $1.allowed : $0 }
            let first = shown[shown.startIndex]
            let back = Money(-allowed, first.currency)
            return StatementLine(
                key: key, cause: .replaced, line: line(key), basis: first.basis, at: first.at, gross: back,
                allowed: back,
                standing: ledger.paid(key) > 0 ? .approved : shown[shown.endIndex - 1].standing)
        }
    }

    /// The new line in the place of each; it fills the caps of the month in which the old one stood.
    var corrected: [Owed] {
        openCorrections.compactMap { key in
            guard let right = ledger.correction(key),
                let line = line(key) ?? ledger.standingLines(key).first?.basis
            else { return nil }
            return Owed(
                line: line, gross: Money(right.gross, line.gross.currency), cause: .corrected,
                standing: .approved)
        }
    }

    private var openCorrections: [BandEntry.Key] {
        ledger.disputes.keys.filter { ledger.isCorrectionOpen($0) && !willBeTakenBack($0) }.sorted()
    }
}

extension Ledger {
    /// What upheld disputes made of lines.
    var corrections: [BandEntry.Key: Int64] { disputes.compactMapValues { $0.answer?.correction?.gross } }

    /// What an upheld dispute made of a line.
    public func correction(_ key: BandEntry.Key) -> CorrectedCredit? { disputes[key]?.answer?.correction }

    /// Whether the correction still waits for the next statement.
    func isCorrectionOpen(_ key: BandEntry.Key) -> Bool {
        guard let right = correction(key), !standingLines(key).isEmpty else { return false }
        return shownGross(key) != right.gross
    }

    /// Whether nobody claimed a credit in time (clause K): it is not owed, and its room in the caps is free
    /// for what no statement has shown. An open or upheld dispute keeps it.
    func hasLapsed(_ key: BandEntry.Key, until: LocalDate, on date: LocalDate, at now: Instant) -> Bool {
        guard until < date, claims[key] == nil else { return false }
        guard let dispute = disputes[key] else { return true }
        guard let answer = dispute.answer, answer.at <= now else { return false }
        return !answer.isUpheld
    }
}
