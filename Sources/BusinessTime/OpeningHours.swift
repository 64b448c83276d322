/// One stretch of opening hours within a week, half-open. When `closes <= opens` it closes on the next date.
public struct OpeningSpan: Hashable, Sendable, Codable {
    public let opens: LocalTime
    public let closes: LocalTime

    public init(opens: LocalTime, closes: LocalTime) {
        self.opens = opens
        self.closes = closes
    }

    public static let wholeDay = OpeningSpan(opens: .midnight, closes: .endOfDay)

    /// A night shift: it belongs to the date on which it opens.
    public var isOverMidnight: Bool { closes <= opens }

    /// Seconds from the date's midnight to the closing, over 86400 for a night shift.
    var closingSecond: Int { closes.secondOfDay + (isOverMidnight ? 86_400 : 0) }
}

/// The weekly hours: for each weekday the spans that open on it. A day without spans is closed.
public struct OpeningHours: Hashable, Sendable {
    public var days: [Weekday: [OpeningSpan]]

    public init(days: [Weekday: [OpeningSpan]] = [:]) {
        self.days = days
    }

    public static let never = OpeningHours()
    public static let always = OpeningHours(
        days: Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0, [.wholeDay]) }))

    public subscript(day: Weekday) -> [OpeningSpan] {
        get { days[day] ?? [] }
        set { days[day] = newValue }
    }
}

extension OpeningHours: Codable {
    public init(from decoder: any Decoder) throws {
        days = try decoder.singleValueContainer().decode([Weekday: [OpeningSpan]].self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(days)
    }
}
