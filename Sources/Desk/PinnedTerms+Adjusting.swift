public import Agreements
public import BusinessTime

extension PinnedTerms {
    /// The version with the changes of hours that count for a ticket; see `Agreement.changes`.
    public func adjusted(by changes: [CalendarAmendment]) throws(CalendarProblem) -> PinnedTerms {
        if changes.isEmpty { return self }
        var adjusted = terms
        adjusted.hours = terms.hours.adjusted(by: changes)
        return PinnedTerms(
            version: version, terms: adjusted,
            calendar: try WorkingCalendar(adjusted.hours.calendar, rules: calendar.rules))
    }

    /// The version with what both parties agreed to mend in it; see `Agreement.mends`.
    public func mended(by mends: [Mend]) throws(AgreementProblems) -> PinnedTerms {
        var mended = terms
        for mend in mends { mended = try mended.mended(mend.path, from: mend.was, to: mend.reads) }
        return PinnedTerms(version: version, terms: mended, calendar: calendar)
    }

    /// Whether the desk still opens after a change, and goes on to when its single dates are long past: hours
    /// that never come have no deadlines.
    func isReachable(after change: CalendarAmendment, from now: Instant) -> Bool {
        let rules = calendar.rules
        let (first, last) = (CalendarProblem.years.lowerBound, CalendarProblem.years.upperBound)
        let year = min(max(rules.local(now).date.year - 1, first), last)
        let end = min(year + Self.yearsAhead, last)
        guard
            let adjusted = try? WorkingCalendar(
                terms.hours.adjusted(by: [change]).calendar, rules: rules, years: year...end),
            let late = LocalDate(year: end, month: 1, day: 1).flatMap({ rules.instant(of: $0, .midnight) })
        else { return false }
        let starts = [max(now, rules.instant(of: change.from, .midnight) ?? now), late]
        return starts.allSatisfy { adjusted.nextOpening(atOrAfter: $0) != nil }
    }

    private static let yearsAhead = 13
}
