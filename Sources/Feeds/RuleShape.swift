import BusinessTime
import CICal

/// The parts of a recurrence rule, looked at before libical follows it: it would search for an occurrence
/// until the year 2582 where the parts contradict each other.
struct RuleShape {
    private let frequency: icalrecurrencetype_frequency
    private let hasOwnCalendar: Bool
    private let days: [Int]
    private let monthDays: [Int]
    private let months: [Int]
    private let positions: [Int]
    private let others: [Int]
    private let times: [Int]

    init(_ property: OpaquePointer) {
        func values(_ part: cical_part) -> [Int] {
            var values: [Int] = []
            while true {
                let value = Int(cical_value(property, part, Int32(values.count)))
                if value == cical_end { return values }
                values.append(value)
            }
        }
        frequency = cical_frequency(property)
        hasOwnCalendar = cical_has_own_calendar(property) != 0
        days = values(cical_day)
        monthDays = values(cical_month_day)
        months = values(cical_month)
        positions = values(cical_position)
        others = values(cical_year_day) + values(cical_week)
        times = values(cical_hour) + values(cical_minute) + values(cical_second)
    }

    /// Why the rule is not followed; nil when it is.
    var complaint: String? {
        if hasOwnCalendar { return "the rule counts by another calendar (RSCALE)" }
        if !times.isEmpty { return "the rule names times of day" }
        if !months.allSatisfy((1...12).contains) { return "the rule names a month that is none" }
        if !months.isEmpty, !monthDays.isEmpty, !someDateExists { return "no month has such a day" }
        switch frequency {
        case ICAL_YEARLY_RECURRENCE: return nil
        case ICAL_MONTHLY_RECURRENCE: return others.isEmpty ? monthly : "the rule can't be followed by months"
        case ICAL_WEEKLY_RECURRENCE, ICAL_DAILY_RECURRENCE:
            let isPlain = others.isEmpty && positions.isEmpty && !days.contains { Self.position($0) != 0 }
            return isPlain && (frequency == ICAL_DAILY_RECURRENCE || monthDays.isEmpty)
                ? nil : "the rule can't be followed by days and weeks"
        default: return "the rule recurs within a day"
        }
    }

    /// What can be in no month would be looked for in six thousand of them.
    private var monthly: String? {
        let places = days.map(Self.position)
        let isPlain = places.allSatisfy { $0 == 0 }
        if !places.allSatisfy((-5...5).contains) { return "no month has so many weeks" }
        if !isPlain, !monthDays.isEmpty { return "the rule names days twice" }
        if positions.isEmpty { return nil }
        let isSure =
            isPlain && !days.isEmpty && monthDays.isEmpty && positions.contains { (-4...4).contains($0) }
        return isSure ? nil : "the rule's BYSETPOS may lie in no month"
    }

    private var someDateExists: Bool {
        months.contains { month in
            monthDays.contains { LocalDate(year: 2000, month: month, day: abs($0)) != nil }
        }
    }

    private static func position(_ day: Int) -> Int { Int(icalrecurrencetype_day_position(Int16(day))) }
}
