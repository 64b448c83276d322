/// How a period in business days is counted; the contract chooses.
public enum DayRule: String, Codable, Sendable, CaseIterable {
    /// N business days later at the same local time.
    case sameTime = "same-time"
    /// The last closing of the Nth business day after the start's day.
    case endOfNth = "end-of-nth"
    /// N times a fixed amount of business time.
    case nTimesDay = "n-times-day"
}

/// A period in business days.
public struct DayPeriod: Hashable, Sendable, Codable {
    public let count: Int
    public let rule: DayRule
    /// The length of a day; only `nTimesDay` reads it, and is unreachable without it.
    public let day: BusinessSeconds?

    public init(count: Int, rule: DayRule = .sameTime, day: BusinessSeconds? = nil) {
        self.count = count
        self.rule = rule
        self.day = day
    }
}
