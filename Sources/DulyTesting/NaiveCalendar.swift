/// Dates counted month by month from 1970, the way a child would.
public enum NaiveCalendar {
    public static func length(of month: Int, _ year: Int) -> Int {
        switch month {
        case 2: return year % 400 == 0 || (year % 4 == 0 && year % 100 != 0) ? 29 : 28
        case 4, 6, 9, 11: return 30
        default: return 31
        }
    }

    /// Days from 1970-01-01 to the first of a month.
    public static func days(to year: Int, _ month: Int) -> Int {
        var days = 0
        for past in 1970..<year {
            for month in 1...12 { days += length(of: month, past) }
        }
        for past in 1..<month { days += length(of: past, year) }
        return days
    }

    /// "2026-12-25" of a day counted from 1970-01-01.
    public static func text(_ day: Int) -> String {
        var (year, month, left) = (1970, 1, day)
        while left >= length(of: month, year) {
            left -= length(of: month, year)
            (year, month) = month == 12 ? (year + 1, 1) : (year, month + 1)
        }
        func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(year)-\(padded(month))-\(padded(left + 1))"
    }
}
