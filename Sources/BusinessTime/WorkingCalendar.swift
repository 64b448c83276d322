/// One version of a calendar, compiled: answers what is open, how much business time lies between two
/// instants, and when a period of business time ends. Cheap to copy, safe to share.
///
/// Opening spans are half-open. What lies outside `coverage` is never counted, and no deadline lies there.
public struct WorkingCalendar: Sendable {
    let table: OpeningTable
    private let source: Source

    /// Behind one reference, so that copying a calendar costs nothing.
    private final class Source: Sendable {
        let definition: CalendarDefinition
        let rules: ZoneRules
        let hours: HoursInForce

        init(_ definition: CalendarDefinition, _ rules: ZoneRules, _ hours: HoursInForce) {
            self.definition = definition
            self.rules = rules
            self.hours = hours
        }
    }

    public var definition: CalendarDefinition { source.definition }
    public var rules: ZoneRules { source.rules }
    var hours: HoursInForce { source.hours }

    /// The instants about which this calendar answers: its years in UTC, both ends included.
    public let coverage: Span

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
        table = OpeningTable(hours, rules: rules, years: years)
        source = Source(definition, rules, hours)
        let first = LocalDate.dayNumber(year: years.lowerBound, month: 1, day: 1)
        let end = LocalDate.dayNumber(year: years.upperBound + 1, month: 1, day: 1)
        coverage = Span(
            from: Instant(seconds: Int64(first) * 86_400), to: Instant(seconds: Int64(end) * 86_400))
    }

    public func isOpen(at instant: Instant) -> Bool {
        guard covers(instant) else { return false }
        return table.isOpen(at: instant.seconds)
    }

    /// The instant itself when open, otherwise the next opening; nil when there is none within ten years.
    public func nextOpening(atOrAfter instant: Instant) -> Instant? {
        guard let i = opening(atOrAfter: instant) else { return nil }
        return covered(max(instant.seconds, table.entries[i].opens))
    }

    /// When a period of business time that starts at `start` ends. Exactly at a closing it ends with it; a
    /// period of zero seconds ends where counting starts. nil when the calendar never gets there.
    public func deadline(after period: BusinessSeconds, from start: Instant) -> Instant? {
        let seconds = period.count
        guard seconds > 0 else { return seconds == 0 ? nextOpening(atOrAfter: start) : nil }
        guard covers(start) else { return nil }
        let before = table.sum(before: start.seconds)
        guard seconds <= table.total &- before else { return nil }
        let sum = before &+ seconds
        let i = table.opening(reaching: sum)
        guard !table.hasLongGaps || reaches(i, from: start) else { return nil }
        let entry = table.entries[i]
        return covered(entry.opens &+ (sum &- entry.before))
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
    func covers(_ instant: Instant) -> Bool { coverage.from <= instant && instant <= coverage.to }

    @inline(__always)
    func covered(_ seconds: Int64) -> Instant? {
        seconds <= coverage.to.seconds ? Instant(seconds: seconds) : nil
    }

    /// The opening in force at an instant, or the next one within ten years.
    func opening(atOrAfter instant: Instant) -> Int? {
        guard covers(instant), let i = table.opening(atOrAfter: instant.seconds) else { return nil }
        return table.entries[i].opens - instant.seconds > OpeningTable.reach ? nil : i
    }

    /// False when the calendar stays closed for more than ten years on the way to an opening.
    func reaches(_ i: Int, from start: Instant) -> Bool {
        guard let first = opening(atOrAfter: start) else { return false }
        return !table.afterLongGaps.contains { $0 > first && $0 <= i }
    }
}
