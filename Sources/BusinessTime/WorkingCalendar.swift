/// One version of a calendar, compiled: answers what is open, how much business time lies between two
/// instants, and when a period of business time ends. Cheap to copy, safe to share.
///
/// Opening spans are half-open. What lies outside `coverage` is never counted, and no deadline lies there.
public struct WorkingCalendar: Sendable {
    /// One reference, so that copying a calendar costs nothing.
    let table: OpeningTable

    public var definition: CalendarDefinition { table.source.definition }
    public var rules: ZoneRules { table.source.rules }
    var hours: HoursInForce { table.source.hours }

    /// The instants about which this calendar answers: its years in UTC, both ends included.
    public var coverage: Span {
        Span(
            from: Instant(seconds: table.coverage.lowerBound), to: Instant(seconds: table.coverage.upperBound)
        )
    }

    /// Compiles the definition. A calendar that never opens is no problem here, its deadlines are nil: see
    /// `checkReachable(from:)`.
    public init(
        _ definition: CalendarDefinition, rules: ZoneRules, years: ClosedRange<Int> = CalendarProblem.years
    ) throws(CalendarProblem) {
        guard CalendarProblem.years.contains(years.lowerBound),
            CalendarProblem.years.contains(years.upperBound)
        else { throw .yearsOutOfRange(years) }
        guard definition.zone == rules.name else {
            throw .zoneMismatch(definition: definition.zone, rules: rules.name)
        }
        let hours = try HoursInForce(definition)
        table = OpeningTable(
            OpeningTable.Source(definition: definition, rules: rules, hours: hours), years: years)
    }

    public func isOpen(at instant: Instant) -> Bool {
        guard covers(instant) else { return false }
        return table.isOpen(at: instant.seconds)
    }

    /// The instant itself when open, otherwise the next opening; nil when there is none within ten years.
    @inline(never)
    public func nextOpening(atOrAfter instant: Instant) -> Instant? {
        guard let i = opening(atOrAfter: instant) else { return nil }
        return covered(max(instant.seconds, table.entries[i].opens))
    }

    /// When a period of business time that starts at `start` ends. Exactly at a closing it ends with it; a
    /// period of zero seconds ends where counting starts. nil when the calendar never gets there.
    public func deadline(after period: BusinessSeconds, from start: Instant) -> Instant? {
        let seconds = period.count
        guard seconds > 0, covers(start) else { return seconds == 0 ? nextOpening(atOrAfter: start) : nil }
        guard let (due, i) = table.due(after: seconds, from: start.seconds) else { return nil }
        return due <= table.plainUntil ? Instant(seconds: due) : reached(due, in: i, from: start)
    }

    /// Business time from one instant to another; zero when `end` is not after `start`.
    public func elapsed(from start: Instant, to end: Instant) -> BusinessSeconds {
        let from = max(start, coverage.from)
        let to = min(end, coverage.to)
        guard from < to else { return 0 }
        return BusinessSeconds(table.sum(before: to.seconds) &- table.sum(before: from.seconds))
    }

    /// The openings that meet the span, in order, cut to it.
    public func openings(in span: Span) -> [Opening] {
        guard let asked = span.intersection(coverage) else { return [] }
        var found: [Opening] = []
        var next = table.opening(atOrAfter: asked.from.seconds)
        while let i = next, i < table.count, let part = table.span(i).intersection(asked) {
            found.append(Opening(span: part, date: LocalDate(dayNumber: Int(table.days[i]))))
            next = i + 1
        }
        return found
    }

    /// Terms are checked with this: a calendar that does not open in the ten years after `instant` is a
    /// mistake.
    public func checkReachable(from instant: Instant) throws(CalendarProblem) {
        guard nextOpening(atOrAfter: instant) != nil else { throw .neverOpens(after: instant) }
    }
}

extension WorkingCalendar {
    @inline(__always)
    func covers(_ instant: Instant) -> Bool {
        instant.seconds >= table.coverage.lowerBound && instant.seconds <= table.coverage.upperBound
    }

    @inline(__always)
    func covered(_ seconds: Int64) -> Instant? {
        seconds <= table.coverage.upperBound ? Instant(seconds: seconds) : nil
    }

    /// The opening in force at an instant, or the next one within ten years.
    func opening(atOrAfter instant: Instant) -> Int? {
        guard covers(instant), let i = table.opening(atOrAfter: instant.seconds) else { return nil }
        return table.entries[i].opens - instant.seconds > OpeningTable.reach ? nil : i
    }

    /// nil outside the coverage, and when the calendar stays closed for more than ten years on the way.
    @inline(never)
    private func reached(_ due: Int64, in i: Int, from start: Instant) -> Instant? {
        guard let due = covered(due), reaches(i, from: start) else { return nil }
        return due
    }

    /// False when the calendar stays closed for more than ten years on the way to an opening.
    func reaches(_ i: Int, from start: Instant) -> Bool {
        guard let first = opening(atOrAfter: start) else { return false }
        return !table.afterLongGaps.contains { $0 > first && $0 <= i }
    }
}
