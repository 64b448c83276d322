public import Agreements
public import BusinessTime

/// An agreement through its versions, as money asks for it: which fee, which month, which year.
public struct AgreementSpan: Sendable {
    public struct Period: Sendable {
        public let terms: PinnedTerms
        public let from: Instant
        /// The first instant at which it no longer holds; nil while it does.
        public let until: Instant?

        public init(terms: PinnedTerms, from: Instant, until: Instant?) {
            self.terms = terms
            self.from = from
            self.until = until
        }
    }

    /// In order; never empty.
    public let periods: [Period]

    /// nil without a version that was ever in force.
    public init?(_ periods: [Period]) {
        guard !periods.isEmpty else { return nil }
        self.periods = periods.sorted { $0.from < $1.from }
    }

    /// The version in force at an instant; before the first that one, after the end the last.
    public func terms(at instant: Instant) -> PinnedTerms {
        (periods.last { $0.from <= instant } ?? periods[0]).terms
    }

    public var currency: Currency { periods[periods.count - 1].terms.terms.currency }

    /// The local date in the zone of the version in force.
    public func date(of instant: Instant) -> LocalDate {
        terms(at: instant).calendar.rules.local(instant).date
    }
    public func month(of instant: Instant) -> CalendarMonth { CalendarMonth(of: date(of: instant)) }

    /// The first date of the agreement: that of its first version, or when that came into force.
    private var begins: LocalDate {
        let first = periods[0]
        return max(
            first.terms.terms.effective,
            first.from == .earliest ? first.terms.terms.effective : date(of: first.from))
    }

    /// The last date; nil while nothing ends it.
    private var lastDay: LocalDate? { periods[periods.count - 1].until.map { date(of: $0.advanced(by: -1)) } }

    /// What a month's fee is, and how it came about.
    public struct Fee: Hashable, Sendable {
        public let full: Money
        /// Days in force of the days of the month.
        public let days: Int
        public let length: Int

        public var amount: Money { days == length ? full : full.forPart(days: days, ofMonth: length) }
    }

    /// The fee that a line at an instant is reckoned by (clause K): of the version in force then; a part of a
    /// month counts by its days; after the end the last full month's counts, or the full fee without one.
    public func fee(at instant: Instant) -> Fee {
        let date = date(of: instant)
        let month = CalendarMonth(of: date)
        if let lastDay, date > lastDay { return feeAfterTheEnd(lastDay) }
        let from = max(month.first, begins)
        let end = month.next.first.adding(days: -1)
        let to = lastDay.map { min(end, $0) } ?? end
        let days = min(max(to.days(since: from) + 1, 0), month.length)
        let full = terms(at: instant).terms.monthlyFee
        return Fee(full: full, days: date < begins ? month.length : days, length: month.length)
    }

    private func feeAfterTheEnd(_ lastDay: LocalDate) -> Fee {
        var month = CalendarMonth(of: lastDay)
        if lastDay.adding(days: 1) != month.next.first {
            month = CalendarMonth(of: month.first.adding(days: -1))
        }
        let isFull = month.first >= begins
        let rules = periods[periods.count - 1].terms.calendar.rules
        let end = isFull ? rules.instant(of: month.next.first, .midnight)?.advanced(by: -1) : nil
        let full =
            end.map { terms(at: $0).terms.monthlyFee } ?? periods[periods.count - 1].terms.terms.monthlyFee
        return Fee(full: full, days: month.length, length: month.length)
    }

    /// The agreement year that a date lies in, from 0; years begin on the day the agreement began.
    public func year(of date: LocalDate) -> Int {
        let years = date.year - begins.year
        return (date.month, date.day) < (begins.month, begins.day) ? years - 1 : years
    }

    /// What may be credited in a month at most.
    public func monthlyCap(at instant: Instant) -> Money {
        fee(at: instant).amount.share(Int64(terms(at: instant).terms.credits.monthlyCapPercent), of: 100)
    }

    /// What may be credited in an agreement year at most.
    public func yearlyCap(at instant: Instant) -> Money {
        let terms = terms(at: instant).terms
        return terms.monthlyFee.share(12 * Int64(terms.credits.yearlyCapPercent), of: 100)
    }
}
