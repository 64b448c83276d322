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

    /// The version in force at an instant, for tickets in its currency; for those in another, the last
    /// version that had theirs: nothing is converted. nil where no version ever had it.
    public func terms(at instant: Instant, in currency: Currency) -> PinnedTerms? {
        let inForce = terms(at: instant)
        if inForce.terms.currency == currency { return inForce }
        let same = periods.filter { $0.terms.terms.currency == currency }
        return (same.last { $0.from <= instant } ?? same.first)?.terms
    }

    public var currency: Currency { periods[periods.count - 1].terms.terms.currency }

    /// The currency of a month's statement: that of the version in force at its end.
    public func currency(of month: CalendarMonth) -> Currency {
        terms(at: lastInstant(of: month)).terms.currency
    }

    /// The local date in the zone of the version in force.
    public func date(of instant: Instant) -> LocalDate {
        terms(at: instant).calendar.rules.local(instant).date
    }
    public func month(of instant: Instant) -> CalendarMonth { CalendarMonth(of: date(of: instant)) }

    /// The last second of a month, in the zone of the last version.
    public func lastInstant(of month: CalendarMonth) -> Instant {
        let rules = periods[periods.count - 1].terms.calendar.rules
        let first = rules.instant(of: month.next.first, .midnight)
        return (first ?? periods[periods.count - 1].from).advanced(by: -1)
    }

    /// The first date of the agreement: that of its first version, or when that came into force.
    private var begins: LocalDate { begins(periods[0]) }

    private func begins(_ period: Period) -> LocalDate {
        let effective = period.terms.terms.effective
        return period.from == .earliest ? effective : max(effective, date(of: period.from))
    }

    private func lastDay(_ period: Period) -> LocalDate? {
        period.until.map { date(of: $0.advanced(by: -1)) }
    }

    /// The last date; nil while nothing ends it.
    public var lastDay: LocalDate? { lastDay(periods[periods.count - 1]) }

    /// The agreement year that a date lies in, from 0; years begin on the day the agreement began.
    public func year(of date: LocalDate) -> Int {
        let years = date.year - begins.year
        return (date.month, date.day) < (begins.month, begins.day) ? years - 1 : years
    }

    /// The versions that follow one another around an instant without a day between them; an agreement that
    /// ended and was signed again later has several such stretches.
    func stretch(around instant: Instant) -> (begins: LocalDate, lastDay: LocalDate?) {
        let inForce = periods.lastIndex { $0.from <= instant } ?? 0
        var (first, last) = (inForce, inForce)
        while first > 0, follows(first) { first -= 1 }
        while last + 1 < periods.count, follows(last + 1) { last += 1 }
        return (begins(periods[first]), lastDay(periods[last]))
    }

    private func follows(_ index: Int) -> Bool {
        guard let ended = lastDay(periods[index - 1]) else { return true }
        return begins(periods[index]) <= ended.adding(days: 1)
    }
}
