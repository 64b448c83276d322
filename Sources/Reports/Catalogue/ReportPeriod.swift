public import BusinessTime
public import Desk

/// The days a report looks at, both ends within.
public struct ReportPeriod: Hashable, Sendable {
    public let first: LocalDate
    public let last: LocalDate

    /// nil where the end comes first, the span is longer than ten years, or it lies outside the years in
    /// which Duly counts.
    public init?(_ first: LocalDate, _ last: LocalDate) {
        guard first <= last, last.days(since: first) <= Self.daysMax, first.year >= 2000, last.year <= 2100
        else { return nil }
        self.first = first
        self.last = last
    }

    static let daysMax = 3_660

    /// The choices that have a name.
    public enum Choice: String, CaseIterable, Sendable {
        case thisMonth = "this-month"
        case lastMonth = "last-month"
        case thisQuarter = "this-quarter"
        case lastQuarter = "last-quarter"
        case thisYear = "this-year"
        case lastYear = "last-year"

        public var words: String {
            switch self {
            case .thisMonth: "This month"
            case .lastMonth: "Last month"
            case .thisQuarter: "This quarter"
            case .lastQuarter: "Last quarter"
            case .thisYear: "This year"
            case .lastYear: "Last year"
            }
        }
    }

    public init(_ choice: Choice, today: LocalDate) {
        let month = Month(today)
        let quarter = month.adding(-((today.month - 1) % 3))
        let year = month.adding(1 - today.month)
        self =
            switch choice {
            case .thisMonth: Self(month, months: 1)
            case .lastMonth: Self(month.adding(-1), months: 1)
            case .thisQuarter: Self(quarter, months: 3)
            case .lastQuarter: Self(quarter.adding(-3), months: 3)
            case .thisYear: Self(year, months: 12)
            case .lastYear: Self(year.adding(-12), months: 12)
            }
    }

    private init(_ month: Month, months: Int) {
        first = month.first
        last = month.adding(months).first.adding(days: -1)
    }

    /// Whether a month begins within.
    public func hasBeginning(of month: CalendarMonth) -> Bool {
        first <= month.first && month.first <= last
    }

    /// As long, and just before: as many months where it has whole months, else as many days.
    public var before: ReportPeriod {
        if let months = wholeMonths { return Self(Month(first).adding(-months), months: months) }
        let days = last.days(since: first) + 1
        return Self(from: first.adding(days: -days), to: first.adding(days: -1))
    }

    /// Month by month, the first and the last cut to the period.
    public var months: [ReportPeriod] {
        var months: [ReportPeriod] = []
        var month = Month(first)
        while month.first <= last {
            let next = month.adding(1)
            months.append(Self(from: max(first, month.first), to: min(last, next.first.adding(days: -1))))
            month = next
        }
        return months
    }

    private init(from first: LocalDate, to last: LocalDate) {
        self.first = first
        self.last = last
    }

    private var wholeMonths: Int? {
        let next = last.adding(days: 1)
        guard first.day == 1, next.day == 1 else { return nil }
        return (next.year - first.year) * 12 + next.month - first.month
    }
}

/// A month by its number since year 0.
private struct Month {
    let number: Int

    init(_ date: LocalDate) { number = date.year * 12 + date.month - 1 }
    private init(number: Int) { self.number = number }

    func adding(_ count: Int) -> Month { Month(number: number + count) }

    var first: LocalDate {
        guard let date = LocalDate(year: number / 12, month: number % 12 + 1, day: 1) else {
            preconditionFailure("a month has a first day")
        }
        return date
    }
}
