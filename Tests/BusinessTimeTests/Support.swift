import BusinessTime
import DulyTesting
import Testing

/// A compiled calendar that is asked and answers in local time, "2026-11-23 16:50".
struct Wall {
    let calendar: WorkingCalendar

    init(
        _ weekly: OpeningHours = office, zone: String = "Europe/Berlin", holidays: [String] = [],
        special: [String: [OpeningSpan]] = [:], amendments: [CalendarAmendment] = [],
        years: ClosedRange<Int> = 2010...2028
    ) throws {
        let rules = try ZoneFiles.rules(zone)
        let definition = CalendarDefinition(
            zone: rules.name, weekly: weekly, holidays: named(holidays),
            special: Dictionary(uniqueKeysWithValues: special.map { (day($0), $1) }), amendments: amendments)
        calendar = try WorkingCalendar(definition, rules: rules, years: years)
    }

    func at(_ text: String) -> Instant {
        let parts = text.split(separator: " ")
        guard let time = LocalTime(String(parts[1])),
            let instant = calendar.rules.instant(of: day(String(parts[0])), time)
        else { preconditionFailure("not a local time: \(text)") }
        return instant
    }

    func text(_ instant: Instant?) -> String {
        guard let instant else { return "never" }
        let local = calendar.rules.local(instant)
        return "\(local.date) \(local.time)"
    }

    /// Business time after a local time, as local time.
    func after(_ seconds: BusinessSeconds, _ start: String) -> String {
        text(calendar.deadline(after: seconds, from: at(start)))
    }

    func days(_ count: Int, _ start: String) -> String { days(count, .sameTime, start) }

    func days(_ count: Int, _ rule: DayRule, _ start: String, day: BusinessSeconds? = nil)
        -> String
    {
        text(calendar.deadline(DayPeriod(count: count, rule: rule, day: day), from: at(start)))
    }

    func pauses(_ spans: (String, String)...) -> SpanSet {
        SpanSet(spans.map { Span(from: at($0.0), to: at($0.1)) })
    }

    func elapsed(_ start: String, _ end: String) -> BusinessSeconds {
        calendar.elapsed(from: at(start), to: at(end))
    }
}

func day(_ text: String) -> LocalDate {
    guard let date = LocalDate(text) else { preconditionFailure("not a date: \(text)") }
    return date
}

func span(_ opens: String, _ closes: String) -> OpeningSpan {
    guard let opens = LocalTime(opens), let closes = LocalTime(closes) else {
        preconditionFailure("not hours: \(opens) \(closes)")
    }
    return OpeningSpan(opens: opens, closes: closes)
}

func hours(_ days: [Weekday], _ spans: OpeningSpan...) -> OpeningHours {
    OpeningHours(days: Dictionary(uniqueKeysWithValues: days.map { ($0, spans) }))
}

func named(_ dates: [String]) -> Holidays {
    Holidays(dates.map { Holiday(date: day($0), name: "holiday of \($0)") })
}

let workdays: [Weekday] = [.mon, .tue, .wed, .thu, .fri]
let office = hours(workdays, span("09:00", "18:00"))
let nights = hours(workdays, span("22:00", "06:00"))
