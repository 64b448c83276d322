/// A date as a mail states it: the civil time where it was written and the offset from UTC.
public struct MailDate: Hashable, Sendable {
    /// Seconds since 1970-01-01T00:00:00Z.
    public let seconds: Int64
    /// Seconds east of UTC, as sent.
    public let offset: Int

    public init(seconds: Int64, offset: Int = 0) {
        self.seconds = seconds
        self.offset = offset
    }

    /// RFC 5322 date-time, with the obsolete and broken forms that occur; nil when no date can be made out.
    public init?(parsing text: String) {
        guard let date = MailDateScanner.scan(text) else { return nil }
        self = date
    }

    /// `2026-03-02T09:30:00+01:00`.
    public var iso8601: String {
        let (days, second) = (seconds + Int64(offset)).quotientAndRemainder(flooredBy: 86_400)
        let (year, month, day) = MailDate.civil(days)
        let minutes = abs(offset) / 60
        let zone = (offset < 0 ? "-" : "+") + padded(minutes / 60) + ":" + padded(minutes % 60)
        let clock = [second / 3600, second / 60 % 60, second % 60].map { padded(Int($0)) }.joined(
            separator: ":")
        return "\(padded(Int(year), 4))-\(padded(month))-\(padded(day))T\(clock)\(zone)"
    }

    /// `Mon, 02 Mar 2026 09:30:00 +0100`, the form of a Date field.
    public var rfc5322: String {
        let (days, second) = (seconds + Int64(offset)).quotientAndRemainder(flooredBy: 86_400)
        let (year, month, day) = MailDate.civil(days)
        let weekday = MailDate.weekdays[Int((days % 7 + 11) % 7)]
        let minutes = abs(offset) / 60
        let zone = (offset < 0 ? "-" : "+") + padded(minutes / 60) + padded(minutes % 60)
        let clock = [second / 3600, second / 60 % 60, second % 60].map { padded(Int($0)) }.joined(
            separator: ":")
        return
            "\(weekday), \(padded(day)) \(MailDate.months[month - 1]) "
            + "\(padded(Int(year), 4)) \(clock) \(zone)"
    }

    static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]

    /// Days since 1970-01-01 to a date of the Gregorian calendar (eras of 400 years, years from March).
    static func civil(_ days: Int64) -> (year: Int64, month: Int, day: Int) {
        let (era, dayOfEra) = (days + 719_468).quotientAndRemainder(flooredBy: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let day = Int(dayOfYear - (153 * shifted + 2) / 5 + 1)
        let month = Int(shifted < 10 ? shifted + 3 : shifted - 9)
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    static func days(year: Int, month: Int, day: Int) -> Int64 {
        let shiftedYear = Int64(month <= 2 ? year - 1 : year)
        let (era, yearOfEra) = shiftedYear.quotientAndRemainder(flooredBy: 400)
        let dayOfYear = Int64((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1)
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}

private func padded(_ number: Int, _ width: Int = 2) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

extension Int64 {
    fileprivate func quotientAndRemainder(flooredBy divisor: Int64) -> (Int64, Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
