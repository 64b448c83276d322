public import BusinessTime

/// Clause J: how long what belongs to a closed ticket is kept.
public enum Retention {
    /// For tickets without a promise, until the desk says otherwise.
    public static let monthsWithoutPromise = 36

    /// The first instant at which it may be kept no longer: midnight after the day that lies so many months
    /// after the closing; the last day of a month that has no such day.
    public static func ends(closedAt: Instant, months: Int, in rules: ZoneRules) -> Instant? {
        let closed = rules.local(closedAt).date
        let month = closed.month - 1 + months
        let (year, number) = (closed.year + month / 12, month % 12 + 1)
        let days = (1...closed.day).reversed()
        guard let day = days.lazy.compactMap({ LocalDate(year: year, month: number, day: $0) }).first else {
            return nil
        }
        return rules.instant(of: day.adding(days: 1), .midnight)
    }
}

extension Ticket {
    /// When it came to its end for good; nil while it is worked on or can be reopened.
    public var endedAt: Instant? {
        if let closing { return closing.at }
        return switch state {
        case .closed, .outOfScope, .notInquiry: lastRecorded
        case .open, .waiting, .resolved, .merged: nil
        }
    }
}
