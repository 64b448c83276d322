public import BusinessTime

/// A calendar painted minute by minute over a window of days, and read second by second where a minute is not
/// whole. It is slow, plain, and shares nothing with the engine but the calendar's definition.
public struct SlowCalendar: Sendable {
    /// UTC seconds.
    public let from: Int
    public let to: Int
    public let zone: NaiveZone

    /// For each minute of the window the business date that owns it as a day number, 0 where closed.
    let owner: [Int32]
    let businessDates: [Int]
    /// The beginnings of the minutes each business date owns, in order.
    let minutesByDate: [Int: [Int]]

    /// The window is `days` long and begins at midnight UTC of day number `firstDay`. Hours are in whole
    /// minutes.
    public init(_ definition: CalendarDefinition, zone: NaiveZone, firstDay: Int, days: Int) {
        from = firstDay * 86_400
        to = (firstDay + days) * 86_400
        self.zone = zone.near(from, to)
        var owner = [Int32](repeating: 0, count: days * 1440)
        var openings: [(opens: Int, closes: Int, day: Int)] = []
        for day in firstDay - 3...firstDay + days + 3 where Self.exists(day, in: self.zone) {
            for span in Self.hours(of: definition, on: day) {
                let opens = self.zone.instant(of: day * 86_400 + span.opens.secondOfDay)
                let nextDay = span.closes.secondOfDay <= span.opens.secondOfDay ? 1 : 0
                let closes = self.zone.instant(of: (day + nextDay) * 86_400 + span.closes.secondOfDay)
                openings.append((opens, closes, day))
            }
        }
        // Whoever opened first keeps the minute.
        for opening in openings.sorted(by: { ($0.opens, $0.day) < ($1.opens, $1.day) }) {
            var minute = max(0, (opening.opens - from) / 60)
            let end = min(owner.count, (opening.closes - from) / 60)
            while minute < end {
                if owner[minute] == 0 { owner[minute] = Int32(opening.day) }
                minute += 1
            }
        }
        var minutes: [Int: [Int]] = [:]
        for (i, day) in owner.enumerated() where day != 0 {
            minutes[Int(day), default: []].append(from + i * 60)
        }
        self.owner = owner
        minutesByDate = minutes
        businessDates = minutes.keys.sorted()
    }

    /// A date exists when one of its hours is ever shown by the wall's clock.
    private static func exists(_ day: Int, in zone: NaiveZone) -> Bool {
        (0..<24).contains { !zone.occurrences(of: day * 86_400 + $0 * 3600).isEmpty }
    }

    static func hours(of definition: CalendarDefinition, on day: Int) -> [OpeningSpan] {
        guard let date = LocalDate(NaiveCalendar.text(day)) else { return [] }
        var (weekly, holidays, special) = (definition.weekly, definition.holidays.all, definition.special)
        let dates = definition.amendments.map(\.from).sorted()
        for from in Set(dates).sorted() where from <= date {
            for amendment in definition.amendments where amendment.from == from {
                weekly = amendment.weekly ?? weekly
                holidays = amendment.holidays?.all ?? holidays
                special = amendment.special ?? special
            }
        }
        if let spans = special[date] { return spans }
        if holidays.contains(where: { $0.date == date }) { return [] }
        let names: [Weekday] = [.thu, .fri, .sat, .sun, .mon, .tue, .wed]
        return weekly.days[names[day % 7]] ?? []
    }

    /// The business date that owns an instant of the window, nil when closed.
    public func businessDate(at instant: Int) -> Int? {
        let day = owner[(instant - from) / 60]
        return day == 0 ? nil : Int(day)
    }

    public func isOpen(at instant: Int) -> Bool { businessDate(at: instant) != nil }

    /// The first open instant from `instant` on; nil when the window ends first.
    public func nextOpening(from instant: Int) -> Int? {
        var second = instant
        while second < to {
            if isOpen(at: second) { return second }
            second = second / 60 * 60 + 60
        }
        return nil
    }
}
