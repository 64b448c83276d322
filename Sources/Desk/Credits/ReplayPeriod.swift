public import BusinessTime

/// A stretch of the past by its name: "2026", "2026-Q3" or "2026-10".
public struct ReplayPeriod: Hashable, Sendable, CustomStringConvertible {
    public let first: CalendarMonth
    public let last: CalendarMonth
    public let description: String

    /// nil for a text that names no period.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts[0].count == 4, let year = Int(parts[0]) else { return nil }
        var months = (first: 1, last: 12)
        if parts.count == 2, parts[1].count == 2, parts[1].first == "Q",
            let quarter = Int(parts[1].dropFirst()),
            (1...4).contains(quarter)
        {
            months = (3 * quarter - 2, 3 * quarter)
        } else if parts.count == 2, let month = CalendarMonth(text) {
            months = (month.month, month.month)
        } else if parts.count != 1 {
            return nil
        }
        guard let first = CalendarMonth(year: year, month: months.first),
            let last = CalendarMonth(year: year, month: months.last)
        else { return nil }
        self.first = first
        self.last = last
        description = text
    }

    /// From midnight to midnight in a zone; nil outside the range of instants.
    public func span(_ rules: ZoneRules) -> Span? {
        guard let from = rules.instant(of: first.first, .midnight),
            let to = rules.instant(of: last.next.first, .midnight)
        else { return nil }
        return Span(from: from, to: to)
    }
}
