/// The definition's hours for any local date, with the amendments applied from their dates on.
struct HoursInForce: Sendable {
    enum Day {
        case open([OpeningSpan])
        case closed
        case holiday(Holiday)
        case specialClosing
    }

    private struct Period {
        let from: LocalDate
        /// Monday first.
        let weekly: [[OpeningSpan]]
        let holidays: Holidays
        let special: [LocalDate: [OpeningSpan]]

        init(from: LocalDate, definition: CalendarDefinition) {
            self.from = from
            weekly = Weekday.allCases.map { definition.weekly[$0] }
            holidays = definition.holidays
            special = definition.special
        }
    }

    /// In the order of their dates; the first begins before every date.
    private let periods: [Period]

    init(_ definition: CalendarDefinition) throws(CalendarProblem) {
        var current = definition
        var periods = [Period(from: LocalDate(dayNumber: .min), definition: current)]
        // A stable order: of two amendments from one date, the later in the list has the last word.
        let ordered = definition.amendments.enumerated()
            .sorted { ($0.element.from, $0.offset) < ($1.element.from, $1.offset) }
        for (_, amendment) in ordered {
            if let weekly = amendment.weekly { current.weekly = weekly }
            if let holidays = amendment.holidays { current.holidays = holidays }
            if let special = amendment.special { current.special = special }
            if periods[periods.count - 1].from == amendment.from { periods.removeLast() }
            periods.append(Period(from: amendment.from, definition: current))
        }
        for period in periods {
            for (weekday, spans) in zip(Weekday.allCases, period.weekly) {
                try Self.check(spans, day: weekday.rawValue)
            }
            for (date, spans) in period.special { try Self.check(spans, day: date.description) }
        }
        self.periods = periods
    }

    private static func check(_ spans: [OpeningSpan], day: String) throws(CalendarProblem) {
        guard spans.count <= CalendarProblem.spansPerDayMax else {
            throw .tooManySpans(day: day, count: spans.count)
        }
        guard spans.allSatisfy({ $0.opens < .endOfDay }) else { throw .opensAtEndOfDay(day: day) }
    }

    /// A special opening wins over a holiday, a holiday over the weekly hours.
    func day(_ date: LocalDate) -> Day {
        let period = period(on: date)
        if !period.special.isEmpty, let spans = period.special[date] {
            return spans.isEmpty ? .specialClosing : .open(spans)
        }
        if let holiday = period.holidays.holiday(on: date) { return .holiday(holiday) }
        let spans = period.weekly[date.weekdayIndex]
        return spans.isEmpty ? .closed : .open(spans)
    }

    private func period(on date: LocalDate) -> Period {
        var (low, high) = (1, periods.count)
        while low < high {
            let middle = (low + high) / 2
            if periods[middle].from <= date { low = middle + 1 } else { high = middle }
        }
        return periods[low - 1]
    }
}
