import BusinessTime

extension BusinessSeconds: Written {
    private static let units: [(name: String, seconds: Int64)] = [
        ("hour", 3600), ("minute", 60), ("second", 1),
    ]

    init?(written: String) {
        let words = written.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 3, words[1] == "business", let count = wholeNumber(words[0]),
            let unit = Self.units.first(where: { words[2] == $0.name || words[2] == $0.name + "s" })
        else { return nil }
        self.init(count * unit.seconds)
    }

    /// In the largest unit that divides it.
    var written: String {
        let unit = Self.units.first { count != 0 && count % $0.seconds == 0 } ?? Self.units[0]
        return counted(count / unit.seconds, "business \(unit.name)")
    }

    static var form: String {
        "a period of business time with its unit like 2 business hours or 30 business minutes"
    }
}

extension DayPeriod {
    /// "3 business days", or with its counting rule: "3 business days, same-time".
    /// - Parameter rule: the one meant where the text names none.
    init?(written: String, rule: DayRule) {
        let parts = written.split(separator: ",", maxSplits: 1)
        let words = (parts.first ?? "").split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 3, words[1] == "business", words[2] == "days" || words[2] == "day",
            let count = wholeNumber(words[0])
        else { return nil }
        guard parts.count == 2 else {
            self.init(count: Int(count), rule: rule)
            return
        }
        let counting = parts[1].drop { $0 == " " }.split(separator: " ", maxSplits: 2)
        guard let named = counting.first.flatMap({ DayRule(rawValue: String($0)) }) else { return nil }
        guard counting.count > 1 else {
            self.init(count: Int(count), rule: named)
            return
        }
        guard counting.count == 3, counting[1] == "of",
            let day = BusinessSeconds(written: String(counting[2]))
        else { return nil }
        self.init(count: Int(count), rule: named, day: day)
    }

    var written: String {
        let length = day.map { " of \($0.written)" } ?? ""
        return "\(counted(Int64(count), "business day")), \(rule.rawValue)\(length)"
    }

    static var form: String {
        "a period in business days like 3 business days, optionally followed by a comma and a counting rule"
            + " (same-time, end-of-nth, or n-times-day of 8 business hours)"
    }
}

extension Period: Written {
    init?(written: String) {
        if let time = BusinessSeconds(written: written) {
            self = .business(time)
        } else if let days = DayPeriod(written: written, rule: .sameTime) {
            self = .days(days)
        } else {
            return nil
        }
    }

    var written: String {
        switch self {
        case .business(let time): time.written
        case .days(let days): days.written
        }
    }

    static var form: String { "\(BusinessSeconds.form), or \(DayPeriod.form)" }
}

/// A number with its unit, where the terms keep the number alone.
protocol Unit: Written {
    init(number: Int)
    var number: Int { get }
    static var unit: String { get }
}

extension Unit {
    init?(written: String) {
        let parts = written.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[1] == Self.unit || parts[1] + "s" == Self.unit,
            let number = wholeNumber(parts[0])
        else { return nil }
        self.init(number: Int(number))
    }

    var written: String {
        number == 1 && Self.unit.hasSuffix("s") ? "1 \(Self.unit.dropLast())" : "\(number) \(Self.unit)"
    }

    static var form: String { "a whole number with its unit like 30 \(unit)" }
}

struct CalendarDays: Unit {
    let number: Int
    static let unit = "calendar days"
}

struct Months: Unit {
    let number: Int
    static let unit = "months"
}

struct Percent: Unit {
    let number: Int
    static let unit = "%"
}
