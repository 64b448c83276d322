/// A moment on the world's clock: whole POSIX seconds since 1970-01-01T00:00:00Z, without leap seconds.
public struct Instant: Hashable, Comparable, Sendable {
    public let seconds: Int64

    /// The range in which Duly counts: 2000-01-01T00:00:00Z to 2100-01-01T00:00:00Z, both included.
    public static let earliest = Instant(seconds: 946_684_800)
    public static let latest = Instant(seconds: 4_102_444_800)

    public init(seconds: Int64) {
        self.seconds = seconds
    }

    public var isInRange: Bool { self >= .earliest && self <= .latest }

    public static func < (left: Instant, right: Instant) -> Bool { left.seconds < right.seconds }

    /// This many seconds later by the world's clock; stays at the ends of Int64 instead of overflowing.
    public func advanced(by wallSeconds: Int64) -> Instant {
        let (sum, overflow) = seconds.addingReportingOverflow(wallSeconds)
        if overflow { return Instant(seconds: wallSeconds < 0 ? .min : .max) }
        return Instant(seconds: sum)
    }

    /// Seconds by the world's clock from `earlier` to this instant, negative when `earlier` is later.
    public func wallSeconds(since earlier: Instant) -> Int64 {
        let (difference, overflow) = seconds.subtractingReportingOverflow(earlier.seconds)
        if overflow { return seconds < 0 ? .min : .max }
        return difference
    }
}

extension Instant: Codable {
    public init(from decoder: any Decoder) throws {
        seconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(seconds)
    }
}

extension Instant: CustomStringConvertible {
    /// ISO 8601 in UTC, "2026-12-24T09:00:00Z".
    public var description: String {
        let date = LocalDate(label: seconds)
        let second = Int(seconds - Int64(date.dayNumber) * 86_400)
        return "\(date)T\(twoDigits(second / 3600)):\(twoDigits(second / 60 % 60)):\(twoDigits(second % 60))Z"
    }
}

func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
}
