import Agreements
import BusinessTime

/// An amount that is owed for a line and on no statement yet.
struct Owed {
    let line: CreditLine
    let gross: Money
    /// nil for a line as its breach entered it: in its month, or late.
    let cause: StatementLine.Cause?
    /// nil where the ledger's decisions say.
    var standing: StatementLine.Standing?
}

extension Books {
    /// Each ticket is reckoned as a whole: what one promise was paid too much makes up for the other.
    private struct Account: Hashable {
        let ticket: Ticket.ID
        let currency: Currency
    }

    /// What issued statements fall short of, ticket by ticket: a correction is a new line. What they paid too
    /// much is taken back by consent alone.
    var corrections: [Owed] {
        let known = lines.filter { line in
            !ledger.issuedLines(line.entry.key).isEmpty && !ledger.isCorrectionOpen(line.entry.key)
        }
        var short: [Account: Int64] = [:]
        for line in known { short[account(line), default: 0] += owed(line) }
        for (key, shown) in ledger.issuedLines
        where !willBeTakenBack(key) && !ledger.isCorrectionOpen(key) {
            let account = Account(ticket: key.ticket, currency: shown[0].currency)
            if let owed = short[account] { short[account] = owed - ledger.shownGross(key) }
        }
        return known.sorted().compactMap { line in
            let more = owed(line) - ledger.shownGross(line.entry.key)
            let amount = min(more, short[account(line)] ?? 0)
            guard amount > 0 else { return nil }
            short[account(line), default: 0] -= amount
            return Owed(line: line, gross: Money(amount, line.gross.currency), cause: .corrected)
        }
    }

    /// What the facts say, unless an upheld dispute said otherwise.
    func owed(_ line: CreditLine) -> Int64 {
        let key = line.entry.key
        return ledger.correction(key)?.gross ?? bounded[key] ?? line.gross.minorUnits
    }

    /// Where an upheld dispute made a breach dearer, its other bands add no more than is left up to its
    /// dearest: nothing pays twice for the same delay.
    var boundedAmounts: [BandEntry.Key: Int64] {
        let corrected = ledger.corrections
        if corrected.isEmpty { return [:] }
        let tickets = Set(corrected.keys.map(\.ticket))
        let touched = Dictionary(
            grouping: lines.filter { tickets.contains($0.entry.key.ticket) }, by: breach)
        var amounts: [BandEntry.Key: Int64] = [:]
        for (breach, lines) in touched {
            let right = corrected.filter { breach.covers($0.key) }
            if right.isEmpty { continue }
            var left = (lines.map(most).max() ?? 0) - right.values.reduce(0, +)
            for line in lines.sorted() where right[line.entry.key] == nil {
                let amount = max(0, min(line.gross.minorUnits, left))
                amounts[line.entry.key] = amount
                left -= amount
            }
        }
        return amounts
    }

    /// What is bounded as one: a promise, or the whole ticket where only its higher promise pays.
    private struct Breach: Hashable {
        let ticket: Ticket.ID
        let promise: Promise?

        func covers(_ key: BandEntry.Key) -> Bool {
            key.ticket == ticket && (promise == nil || key.promise == promise)
        }
    }

    private func breach(_ line: CreditLine) -> Breach {
        let key = line.entry.key
        return Breach(ticket: key.ticket, promise: line.entry.perTicket == .highest ? nil : key.promise)
    }

    private func account(_ line: CreditLine) -> Account {
        Account(ticket: line.entry.key.ticket, currency: line.gross.currency)
    }

    /// This month's statement takes it back.
    func willBeTakenBack(_ key: BandEntry.Key) -> Bool {
        ledger.isConsentOpen(key) && line(key) == nil
    }
}

extension Ledger {
    /// What the statements have shown for a band in all, before caps.
    func shownGross(_ key: BandEntry.Key) -> Int64 {
        standingLines(key).reduce(0) { $1.cause.takesRoom ? $0 + $1.gross : $0 }
    }
}
