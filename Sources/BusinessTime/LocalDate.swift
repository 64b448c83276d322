/// A calendar date without a zone, in the proleptic Gregorian calendar.
public struct LocalDate: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01.
    let dayNumber: Int

    /// Wide enough for every date Duly meets, narrow enough that seconds never overflow.
    static let dayNumbers = -1_000_000_000...1_000_000_000

    init(dayNumber: Int) {
        self.dayNumber = min(max(dayNumber, Self.dayNumbers.lowerBound), Self.dayNumbers.upperBound)
    }

    /// The date of a label: local seconds written as if they were UTC.
    init(label: Int64) {
        let (quotient, remainder) = label.quotientAndRemainder(dividingBy: 86_400)
        self.init(dayNumber: Int(remainder < 0 ? quotient - 1 : quotient))
    }

    /// nil when there is no such date, or the year is outside 1 to 9999.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1 else { return nil }
        guard day <= Self.daysIn(month: month, of: year) else { return nil }
        dayNumber = Self.dayNumber(year: year, month: month, day: day)
    }

    /// Reads "2026-12-25" and nothing looser.
    public init?(_ iso: String) {
        let bytes = Array(iso.utf8)
        guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D,
            let year = decimal(bytes[0..<4]), let month = decimal(bytes[5..<7]),
            let day = decimal(bytes[8..<10])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    public var year: Int { civil.year }
    public var month: Int { civil.month }
    public var day: Int { civil.day }

    public var weekday: Weekday { Weekday.allCases[weekdayIndex] }

    /// 0 is Monday.
    var weekdayIndex: Int {
        let index = (dayNumber + 3) % 7
        return index < 0 ? index + 7 : index
    }

    /// Midnight at the beginning of this date, as a label.
    var label: Int64 { Int64(dayNumber) * 86_400 }

    public func adding(days: Int) -> LocalDate {
        let step = min(max(days, 2 * Self.dayNumbers.lowerBound), 2 * Self.dayNumbers.upperBound)
        return LocalDate(dayNumber: dayNumber + step)
    }

    public func days(since earlier: LocalDate) -> Int { dayNumber - earlier.dayNumber }

    public static func < (left: LocalDate, right: LocalDate) -> Bool { left.dayNumber < right.dayNumber }

    static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    static func daysIn(month: Int, of year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Counts from March, so that the leap day is the last of its year.
    static func dayNumber(year: Int, month: Int, day: Int) -> Int {
        let marchYear = month > 2 ? year : year - 1
        let monthFromMarch = month > 2 ? month - 3 : month + 9
        let leapDays = floorDivide(marchYear, 4) - floorDivide(marchYear, 100) + floorDivide(marchYear, 400)
        return marchYear * 365 + leapDays + (153 * monthFromMarch + 2) / 5 + day - 1 - 719_468
    }

    private var civil: (year: Int, month: Int, day: Int) {
        let shifted = dayNumber + 719_468
        let era = floorDivide(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    }
}

func floorDivide(_ number: Int, _ divisor: Int) -> Int {
    let (quotient, remainder) = number.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
}

/// Digits only; nil for anything else.
func decimal(_ bytes: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for byte in bytes {
        guard byte >= 0x30, byte <= 0x39, value < 100_000_000 else { return nil }
        value = value * 10 + Int(byte - 0x30)
    }
    return bytes.isEmpty ? nil : value
}
