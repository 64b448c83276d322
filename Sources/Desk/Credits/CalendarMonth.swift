public import BusinessTime

/// A month of the calendar, in which credits fall due together.
public struct CalendarMonth: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let year: Int
    /// 1 to 12.
    public let month: Int

    /// nil outside the years in which Duly counts: what is typed is not gone on from to where no date lies.
    public init?(year: Int, month: Int) {
        guard (1...12).contains(month), Self.years.contains(year) else { return nil }
        self.year = year
        self.month = month
    }

    private static let years = 2000...2100

    public init(of date: LocalDate) {
        year = date.year
        month = date.month
    }

    /// "2026-10".
    public init?(_ text: String) {
        guard text.count == 7, let date = LocalDate("\(text)-01"), Self.years.contains(date.year) else {
            return nil
        }
        self.init(of: date)
    }

    public var description: String { "\(year)-\(month < 10 ? "0" : "")\(month)" }

    public var first: LocalDate {
        guard let date = LocalDate(year: year, month: month, day: 1) else {
            preconditionFailure("a month has a first day")
        }
        return date
    }

    public var next: CalendarMonth { CalendarMonth(of: first.adding(days: 31)) }
    public var length: Int { next.first.days(since: first) }
    /// The statement is issued by then (clause K).
    public var statementDue: LocalDate { next.first.adding(days: 9) }

    public static func < (a: CalendarMonth, b: CalendarMonth) -> Bool {
        (a.year, a.month) < (b.year, b.month)
    }
}
