public import BusinessTime

/// A seeded calendar in a seeded zone, seen through a window of days around something that may go wrong.
public struct CalendarWorld: Sendable {
    public let definition: CalendarDefinition
    public let tzif: [UInt8]
    public let slow: SlowCalendar
    /// Years that hold the window, so that compiling is cheap.
    public let years: ClosedRange<Int>

    static let daysBefore = 8
    static let daysAfter = 22

    public func calendar() throws -> WorkingCalendar {
        try WorkingCalendar(
            definition, rules: ZoneRules(name: definition.zone, tzif: tzif), years: years)
    }

    /// Draws the world: half the windows lie on a clock change, the others anywhere from 2000 to 2099.
    public init(in zone: SeededZone, using random: inout SplitMix64) {
        let center = zone.day(using: &random)
        let firstDay = center - Self.daysBefore
        let days = Self.daysBefore + Self.daysAfter
        let dates = (firstDay...firstDay + days).compactMap { LocalDate(NaiveCalendar.text($0)) }
        definition = Self.definition(in: zone.name, dates: dates, using: &random)
        tzif = zone.tzif
        slow = SlowCalendar(definition, zone: zone.naive, firstDay: firstDay, days: days)
        let range = CalendarProblem.years
        let years = [dates[0].year - 1, dates[dates.count - 1].year + 1]
        self.years = max(range.lowerBound, years[0])...min(range.upperBound, years[1])
    }

    private static func definition(
        in zone: TimeZoneName, dates: [LocalDate], using random: inout SplitMix64
    ) -> CalendarDefinition {
        var definition = CalendarDefinition(zone: zone, weekly: SeededHours.weekly(using: &random))
        if random.once(in: 2) { definition.holidays = holidays(dates, using: &random) }
        if random.once(in: 2) { definition.special = special(dates, using: &random) }
        while random.once(in: 3) {
            var amendment = CalendarAmendment(from: random.one(of: dates))
            if random.once(in: 2) { amendment.weekly = SeededHours.weekly(using: &random) }
            if random.once(in: 3) { amendment.holidays = holidays(dates, using: &random) }
            if random.once(in: 3) { amendment.special = special(dates, using: &random) }
            definition.amendments.append(amendment)
        }
        return definition
    }

    private static func holidays(_ dates: [LocalDate], using random: inout SplitMix64) -> Holidays {
        Holidays(
            (0..<random.number(1...6)).map { Holiday(date: random.one(of: dates), name: "holiday \($0)") })
    }

    private static func special(
        _ dates: [LocalDate], using random: inout SplitMix64
    ) -> [LocalDate: [OpeningSpan]] {
        var special: [LocalDate: [OpeningSpan]] = [:]
        for _ in 0..<random.number(1...5) { special[random.one(of: dates)] = SeededHours.day(using: &random) }
        return special
    }
}
