public import Agreements
public import BusinessTime

// Which fee a line is reckoned by, and how much the caps allow (clause K).
extension AgreementSpan {
    /// What a month's fee is, and how it came about.
    public struct Fee: Hashable, Sendable {
        public let full: Money
        /// Days in force of the days of the month.
        public let days: Int
        public let length: Int

        public init(full: Money, days: Int, length: Int) {
            self.full = full
            self.days = days
            self.length = length
        }

        public var amount: Money { days == length ? full : full.forPart(days: days, ofMonth: length) }
    }

    /// The fee that a line at an instant is reckoned by: of the version in force then; a part of a month
    /// counts by its days; after the end the last full month's counts, or the full fee without one.
    ///
    /// - Returns: nil where no version ever had this currency.
    public func fee(at instant: Instant, in currency: Currency) -> Fee? {
        guard let terms = terms(at: instant, in: currency) else { return nil }
        let date = date(of: instant)
        let month = CalendarMonth(of: date)
        let (begins, lastDay) = stretch(around: instant)
        let whole = Fee(full: terms.terms.monthlyFee, days: month.length, length: month.length)
        if let lastDay, date > lastDay { return feeAfterTheEnd(lastDay, since: begins, currency) ?? whole }
        guard date >= begins else { return whole }
        let end = month.next.first.adding(days: -1)
        let to = lastDay.map { min(end, $0) } ?? end
        let days = to.days(since: max(month.first, begins)) + 1
        return Fee(full: terms.terms.monthlyFee, days: days, length: month.length)
    }

    private func feeAfterTheEnd(_ lastDay: LocalDate, since begins: LocalDate, _ currency: Currency) -> Fee? {
        var month = CalendarMonth(of: lastDay)
        if lastDay.adding(days: 1) != month.next.first {
            month = CalendarMonth(of: month.first.adding(days: -1))
        }
        guard month.first >= begins, let terms = terms(at: lastInstant(of: month), in: currency) else {
            return nil
        }
        return Fee(full: terms.terms.monthlyFee, days: month.length, length: month.length)
    }

    /// What may be credited at most, reckoned at an instant.
    public struct Caps: Hashable, Sendable {
        /// Of the month's fee.
        public let month: Money
        /// Of twelve monthly fees, in an agreement year.
        public let year: Money
    }

    /// By the version in force at an instant; nil where no version ever had this currency.
    public func caps(at instant: Instant, in currency: Currency) -> Caps? {
        guard let fee = fee(at: instant, in: currency), let terms = terms(at: instant, in: currency)?.terms
        else { return nil }
        return Caps(
            month: fee.amount.share(Int64(terms.credits.monthlyCapPercent), of: 100),
            year: terms.monthlyFee.share(12 * Int64(terms.credits.yearlyCapPercent), of: 100))
    }
}
