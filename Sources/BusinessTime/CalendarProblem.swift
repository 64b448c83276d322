/// Why a calendar's definition can't be counted by, with the remedy.
public enum CalendarProblem: Error, Hashable, Sendable {
    case yearsOutOfRange(ClosedRange<Int>)
    case zoneMismatch(definition: TimeZoneName, rules: TimeZoneName)
    case opensAtEndOfDay(day: String)
    case tooManySpans(day: String, count: Int)
    case neverOpens(after: Instant)

    /// More spans than this on one date is a mistake, not a contract.
    public static let spansPerDayMax = 48
    public static let years = 2000...2099
}

extension CalendarProblem: CustomStringConvertible {
    public var description: String {
        switch self {
        case .yearsOutOfRange(let years):
            "years \(years.lowerBound) to \(years.upperBound) are outside 2000 to 2099: choose inside"
        case .zoneMismatch(let definition, let rules):
            "the hours are in \(definition) but the zone rules are of \(rules): load those of \(definition)"
        case .opensAtEndOfDay(let day):
            "hours on \(day) open at 24:00: write 00:00 on the next day"
        case .tooManySpans(let day, let count):
            "\(day) has \(count) spans of hours: \(Self.spansPerDayMax) at most, join those that touch"
        case .neverOpens(let after):
            "the calendar does not open in the ten years after \(after): "
                + "give it weekly hours or special openings"
        }
    }
}
