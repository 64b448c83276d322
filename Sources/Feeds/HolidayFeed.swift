import BusinessTime

/// Reads the holidays of an iCalendar file (RFC 5545), as states and calendars publish them.
///
/// Only what lasts whole days counts. What was cancelled is left out, and what recurs is spread over the
/// years asked for. Whoever wrote the feed, reading it ends soon and takes little memory.
public enum HolidayFeed {
    public static let byteCountMax = 1 << 20
    public static let lineBytesMax = 8192
    public static let eventCountMax = 5000
    public static let ruleCountMax = 100
    /// Rules whose parts contradict each other: finding that out costs a tenth of a second each.
    public static let idleRuleCountMax = 5
    /// Dates of all events together, with those of rules that lie before the years asked for.
    public static let dateCountMax = 20_000
    /// Days in a row of one event.
    public static let eventDaysMax = 62
    public static let nameLengthMax = 200
    public static let yearCountMax = 20
    /// A rule may begin no earlier, since it is counted from its beginning.
    public static let firstRuleYear = 1900

    /// The proposed holidays in the order of their dates, one for each date.
    public static func read(_ bytes: [UInt8], years: ClosedRange<Int>) throws(FeedProblem)
        -> [ProposedHoliday]
    {
        guard years.count <= yearCountMax, years.lowerBound >= 2000, years.upperBound < 2100 else {
            throw FeedProblem(
                nil, "the years \(years.lowerBound) to \(years.upperBound) can't be read",
                remedy: "ask for at most \(yearCountMax) years from 2000 to 2099")
        }
        let events = try FeedEvent.all(in: try FeedLine.all(in: bytes))
        var spreading = Spreading(years: years, moved: FeedEvent.moved(of: events))
        for event in events { try spreading.add(event) }
        return merged(spreading.holidays)
    }

    /// One per date: the same name once, other names behind it.
    private static func merged(_ holidays: [ProposedHoliday]) -> [ProposedHoliday] {
        var names: [LocalDate: (names: [String], line: Int)] = [:]
        for holiday in holidays {
            let known = names[holiday.date] ?? ([], holiday.line)
            let isKnown = known.names.contains { $0.lowercased() == holiday.name.lowercased() }
            names[holiday.date] = (known.names + (isKnown ? [] : [holiday.name]), known.line)
        }
        return names.sorted { $0.key < $1.key }.map {
            ProposedHoliday(
                date: $0.key, name: String($0.value.names.joined(separator: " / ").prefix(nameLengthMax)),
                line: $0.value.line)
        }
    }
}
