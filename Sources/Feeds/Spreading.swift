import BusinessTime
import CICal

/// Spreads events over the dates of the years asked for.
struct Spreading {
    let years: ClosedRange<Int>
    /// Occurrences of the named events that others took the place of.
    let moved: [String: Set<LocalDate>]
    private(set) var holidays: [ProposedHoliday] = []
    private var ruleCount = 0
    private var dateCount = 0
    private var idleRuleCount = 0

    init(years: ClosedRange<Int>, moved: [String: Set<LocalDate>]) {
        self.years = years
        self.moved = moved
    }

    mutating func add(_ event: FeedEvent) throws(FeedProblem) {
        guard event.lastsWholeDays, !event.isCancelled else { return }
        if let line = event.all("EXRULE").first ?? event.all("RRULE").dropFirst().first {
            throw FeedProblem(
                line.number, "an event has two rules or an EXRULE",
                remedy: "write its dates as RDATE and EXDATE")
        }
        let values = try EventValues.of(event)
        let (name, start) = (values.name, try values.start())
        let dayCount = try values.dayCount(from: start)
        for begin in try occurrences(of: event, values, from: start, dayCount) {
            for offset in 0..<dayCount {
                let date = begin.adding(days: offset)
                guard years.contains(date.year) else { continue }
                try count(1, event.line)
                holidays.append(ProposedHoliday(date: date, name: name, line: event.line))
            }
        }
    }

    /// The first days of the event's occurrences, without those excepted or moved.
    private mutating func occurrences(
        of event: FeedEvent, _ values: borrowing EventValues, from start: LocalDate, _ dayCount: Int
    ) throws(FeedProblem) -> [LocalDate] {
        var gone = try values.exceptedDates()
        if event.all("RECURRENCE-ID").isEmpty, let uid = event.uid { gone.formUnion(moved[uid] ?? []) }
        var dates: Set<LocalDate> = [start]
        dates.formUnion(try values.extraDates())
        if let line = event.all("RRULE").first {
            try Self.checkEnds(line, values.name)
            let recurring = try values.withRule { rule throws(FeedProblem) in
                try recurrences(of: rule, from: start, dayCount, line.number)
            }
            dates.formUnion(recurring ?? [])
        }
        return dates.subtracting(gone).sorted()
    }

    /// Every day without an end is nobody's holidays, but a reminder that came along with them.
    private static func checkEnds(_ line: FeedLine, _ name: String) throws(FeedProblem) {
        let parts = line.value.uppercased().split(separator: ";")
        let isEndless = !parts.contains { $0.hasPrefix("UNTIL=") || $0.hasPrefix("COUNT=") }
        let isNarrowed = parts.contains { $0.hasPrefix("BY") }
        guard parts.contains("FREQ=DAILY"), isEndless, !isNarrowed else { return }
        throw FeedProblem(
            line.number, "\"\(name)\" recurs every few days for ever, so that hardly a business day is left",
            remedy: "take this event out of the calendar that you import, or end it with UNTIL or COUNT")
    }

    private mutating func recurrences(
        of rule: OpaquePointer, from start: LocalDate, _ dayCount: Int, _ line: Int
    ) throws(FeedProblem) -> [LocalDate] {
        // What begins later is not searched.
        if start.year > years.upperBound { return [] }
        ruleCount += 1
        guard ruleCount <= HolidayFeed.ruleCountMax, start.year >= HolidayFeed.firstRuleYear else {
            throw FeedProblem(
                line, "there are more than \(HolidayFeed.ruleCountMax) rules, or one begins before 1900",
                remedy: "write the dates themselves")
        }
        if let complaint = RuleShape(rule).complaint {
            throw FeedProblem(line, complaint, remedy: "write the dates themselves, as events or RDATE")
        }
        let dates = try dates(of: rule, from: start, line)
        if dates.isEmpty { try countIdle(line) }
        return dates.filter { $0.adding(days: dayCount).year >= years.lowerBound }
    }

    /// Up to the end of the years asked for.
    private mutating func dates(
        of rule: OpaquePointer, from start: LocalDate, _ line: Int
    ) throws(FeedProblem) -> [LocalDate] {
        guard let end = LocalDate(year: years.upperBound, month: 12, day: 31),
            let iterator = cical_occurrences(rule, start.asICal, end.asICal)
        else { return [] }
        defer { icalrecur_iterator_free(iterator) }
        var dates: [LocalDate] = []
        while let date = LocalDate(icalrecur_iterator_next(iterator)), date <= end {
            try count(1, line)
            dates.append(date)
        }
        return dates
    }

    private mutating func countIdle(_ line: Int) throws(FeedProblem) {
        idleRuleCount += 1
        guard idleRuleCount <= HolidayFeed.idleRuleCountMax else {
            throw FeedProblem(
                line, "the feed has more than \(HolidayFeed.idleRuleCountMax) rules without a date",
                remedy: "leave them out")
        }
    }

    private mutating func count(_ more: Int, _ line: Int) throws(FeedProblem) {
        dateCount += more
        guard dateCount <= HolidayFeed.dateCountMax else {
            throw FeedProblem(
                line, "the feed names more than \(HolidayFeed.dateCountMax) dates",
                remedy: "take a feed of holidays alone, or fewer years")
        }
    }
}
