import BusinessTime

/// How values are said in sentences.
enum Wording {
    static func period(_ period: Period) -> String {
        switch period {
        case .business(let time): time.written
        case .days(let days): self.days(days)
        }
    }

    static func days(_ days: DayPeriod) -> String { counted(Int64(days.count), "business day") }

    /// "a, b and c".
    static func list(_ words: [String], _ last: String = "and") -> String {
        guard let final = words.last, words.count > 1 else { return words.first ?? "" }
        return "\(words.dropLast().joined(separator: ", ")) \(last) \(final)"
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ]

    static func date(_ date: LocalDate) -> String { "\(date.day) \(months[date.month - 1]) \(date.year)" }

    static func weekday(_ day: Weekday) -> String {
        switch day {
        case .mon: "Monday"
        case .tue: "Tuesday"
        case .wed: "Wednesday"
        case .thu: "Thursday"
        case .fri: "Friday"
        case .sat: "Saturday"
        case .sun: "Sunday"
        }
    }

    static func moment(_ instant: Instant, _ rules: ZoneRules) -> String {
        let local = rules.local(instant)
        return "\(weekday(local.date.weekday)) \(date(local.date)) at \(local.time)"
    }

    static func spans(_ spans: [OpeningSpan]) -> String {
        if spans.isEmpty { return "closed" }
        return list(spans.map { "\($0.opens) to \($0.closes)\($0.isOverMidnight ? " of the next day" : "")" })
    }

    /// Weekdays in a row with the same hours become one line: "Monday to Friday: 09:00 to 18:00".
    static func week(_ hours: OpeningHours) -> [String] {
        var groups: [(first: Weekday, last: Weekday, spans: [OpeningSpan])] = []
        for day in Weekday.allCases {
            if let group = groups.last, group.spans == hours[day] {
                groups[groups.count - 1].last = day
            } else {
                groups.append((day, day, hours[day]))
            }
        }
        return groups.map { group in
            let days =
                group.first == group.last
                ? weekday(group.first) : "\(weekday(group.first)) to \(weekday(group.last))"
            return "\(days): \(spans(group.spans))"
        }
    }

    /// "5 % of the monthly fee", "50.00 EUR".
    static func worth(_ worth: CreditSchedule.Worth) -> String {
        switch worth {
        case .basisPoints: "\(worth.written) of the monthly fee"
        case .amount(let money): money.description
        }
    }

    static func tier(_ level: TierLevel) -> String { "tier \(level.rawValue)" }

    static func promise(_ promise: Promise) -> String {
        switch promise {
        case .acknowledgment: "Acknowledgment (A.1)"
        case .resolution: "Resolution (A.2)"
        }
    }
}
