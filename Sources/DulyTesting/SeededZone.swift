public import BusinessTime

/// A zone with its file and its clock changes, read once.
public struct SeededZone: Sendable {
    public let name: TimeZoneName
    public let tzif: [UInt8]
    public let naive: NaiveZone
    /// Days on which clocks change, 2000 to 2099.
    private let changeDays: [Int]

    /// Half-hour changes, odd offsets, a lost day, winter as the exception, changes at and before midnight.
    public static let names = [
        "Australia/Lord_Howe", "America/St_Johns", "Pacific/Apia", "Africa/Casablanca", "Asia/Tehran",
        "America/Sao_Paulo", "Asia/Kathmandu", "Europe/Dublin", "Europe/Berlin", "America/New_York", "UTC",
        "Asia/Kolkata", "Pacific/Chatham", "Asia/Gaza", "America/Nuuk", "Antarctica/Troll", "Pacific/Fakaofo",
        "Africa/Cairo",
    ]

    public static func all() throws -> [SeededZone] {
        try names.compactMap(TimeZoneName.init).map { try SeededZone($0) }
    }

    public init(_ name: TimeZoneName) throws {
        self.name = name
        tzif = try ZoneFiles.bytes(of: name)
        naive = NaiveZone(tzif: tzif, years: 1999...2101)
        changeDays = naive.changes.map { $0.at / 86_400 }
            .filter { $0 > Self.days.lowerBound && $0 < Self.days.upperBound }
    }

    /// Where windows may be centered: 2000-02-01 to 2099-11-01.
    private static let days = 10_988...47_421

    func day(using random: inout SplitMix64) -> Int {
        if !changeDays.isEmpty, random.once(in: 2) {
            // Lost days first: Apia skipped 2011-12-30, day 15338.
            if let lost = changeDays.first(where: { (15_330...15_345).contains($0) }), random.once(in: 2) {
                return lost
            }
            return random.one(of: changeDays)
        }
        return random.number(Self.days)
    }
}

/// Seeded opening hours in whole minutes: office hours, split days, night shifts, around the clock, and
/// worse.
public enum SeededHours {
    private static func span(_ opens: Int, _ closes: Int) -> OpeningSpan {
        OpeningSpan(
            opens: LocalTime(secondOfDay: opens * 60) ?? .midnight,
            closes: LocalTime(secondOfDay: closes * 60) ?? .endOfDay)
    }

    public static func weekly(using random: inout SplitMix64) -> OpeningHours {
        var hours = OpeningHours.never
        switch random.number(0...6) {
        case 0: return .always
        case 1: for day in Weekday.allCases.prefix(5) { hours[day] = [span(540, 1080)] }
        case 2: for day in Weekday.allCases.prefix(5) { hours[day] = [span(480, 720), span(780, 1020)] }
        case 3: for day in Weekday.allCases { hours[day] = [span(1320, 360)] }
        case 4:
            for day in Weekday.allCases.prefix(4) { hours[day] = [span(360, 840), span(840, 1320)] }
            hours[.fri] = [span(360, 780)]
        default:
            for day in Weekday.allCases where !random.once(in: 4) { hours[day] = Self.day(using: &random) }
            if hours.days.isEmpty { hours[.wed] = [span(600, 601)] }
        }
        return hours
    }

    public static func day(using random: inout SplitMix64) -> [OpeningSpan] {
        switch random.number(0...5) {
        case 0: return []
        case 1: return [span(540, 780)]
        // The hours in which clocks change.
        case 2: return [span(random.number(0...90), random.number(91...240)), span(600, 900)]
        case 3: return [span(random.number(1200...1439), random.number(0...480))]
        default:
            let times = (0..<random.number(1...3) * 2).map { _ in random.number(0...1439) }.sorted()
            return stride(from: 0, to: times.count, by: 2)
                .filter { times[$0] < times[$0 + 1] }.map { span(times[$0], times[$0 + 1]) }
        }
    }
}
