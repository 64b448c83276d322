import Agreements
public import BusinessTime

/// What becomes of a month's credits: set off against a later fee, paid out after the end, or expired.
public enum Settlement: Hashable, Sendable {
    /// To be set off up to and including this date.
    case open(until: LocalDate)
    /// The agreement has ended: what is left is paid out by this date.
    case payOut(by: LocalDate)
    /// Against this invoice, or by this payment.
    case settled(reference: String)
    /// Not set off by then.
    case expired(LocalDate)
}

/// A note of the invoice against which a month was set off, or of its payment. A wrong one is taken back by a
/// note of its own; both stay.
public struct SettlementNote: Hashable, Sendable {
    public struct Reversal: Hashable, Sendable {
        public let reason: String
        public let by: Actor
        public let at: Instant
    }

    public let month: CalendarMonth
    public let reference: String
    public let by: Actor
    public let at: Instant
    public internal(set) var reversal: Reversal?
}

/// What is to be paid out after the agreement's end.
public struct Payout: Hashable, Sendable {
    public let month: CalendarMonth
    public let amount: Amounts
    /// The last date.
    public let by: LocalDate
    public let isLate: Bool
}

extension Books {
    /// Calendar days before the last date from which the managers are warned.
    public static let payoutWarnedBefore = 7

    /// What is not paid out yet, month by month.
    public func payouts(at now: Instant) -> [Payout] {
        ledger.issued.compactMap { issue in
            let month = issue.statement.month
            guard case .payOut(let by) = settlement(of: month, now: now) else { return nil }
            let amount = issue.statement.totals
            guard amount.isPositive else { return nil }
            return Payout(month: month, amount: amount, by: by, isLate: span.date(of: now) > by)
        }
    }

    /// The months of which the managers are to be warned now, each once.
    public func payoutsToWarnOf(at now: Instant) -> [CalendarMonth] {
        payouts(at: now).filter { payout in
            span.date(of: now) >= payout.by.adding(days: -Self.payoutWarnedBefore)
                && !ledger.payoutsWarned.contains(payout.month)
        }.map(\.month)
    }

    /// nil for a month whose statement is not issued. Credits that had not expired at the agreement's end are
    /// paid out, however long that takes.
    public func settlement(of month: CalendarMonth, now: Instant) -> Settlement? {
        guard let issue = ledger.issue(of: month) else { return nil }
        if let reference = ledger.settled[month] { return .settled(reference: reference) }
        let issued = span.date(of: issue.at)
        let last = issued.adding(months: span.terms(at: issue.at).terms.credits.expiryMonths)
        let today = span.date(of: now)
        if let end = span.lastDay, today > end, last >= end {
            return .payOut(by: max(end, issued).adding(days: Self.paidOutWithin))
        }
        return today <= last ? .open(until: last) : .expired(last)
    }
}

extension LocalDate {
    /// The same day of a later month, or that month's last day.
    func adding(months: Int) -> LocalDate {
        let month = year * 12 + self.month - 1 + months
        let days = (1...day).reversed().lazy
        let found = days.compactMap { LocalDate(year: month / 12, month: month % 12 + 1, day: $0) }.first
        return found ?? adding(days: months * 31)
    }
}
