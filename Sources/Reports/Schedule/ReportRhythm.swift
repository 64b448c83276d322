public import BusinessTime

/// When a report is mailed by itself: every week on a day, or every month on its first, at an hour.
public struct ReportRhythm: Hashable, Sendable {
    public enum Every: Hashable, Sendable {
        case week(Weekday)
        case month

        /// "mon" to "sun", or "month".
        public init?(_ word: String) {
            if word == "month" {
                self = .month
            } else if let day = Weekday(rawValue: word) {
                self = .week(day)
            } else {
                return nil
            }
        }

        public var word: String {
            switch self {
            case .week(let day): day.rawValue
            case .month: "month"
            }
        }
    }

    public let every: Every
    /// 0 to 23, of the local day.
    public let hour: Int

    public init?(_ every: Every, hour: Int) {
        guard (0...23).contains(hour) else { return nil }
        self.every = every
        self.hour = hour
    }

    /// The first time after an instant; nil where the zone's table ends.
    public func due(after instant: Instant, in rules: ZoneRules) -> Instant? {
        var date = rules.local(instant).date
        // A month has 31 days at most, and a zone may skip a day.
        for _ in 0...62 {
            if isDay(date), let due = moment(on: date, in: rules), due > instant { return due }
            date = date.adding(days: 1)
        }
        return nil
    }

    /// What is reported at a due instant: the seven days or the month before its day.
    public func period(dueAt instant: Instant, in rules: ZoneRules) -> ReportPeriod {
        let date = rules.local(instant).date
        switch every {
        case .month: return ReportPeriod(.lastMonth, today: date)
        case .week:
            guard let week = ReportPeriod(date.adding(days: -7), date.adding(days: -1)) else {
                preconditionFailure("seven days are a period")
            }
            return week
        }
    }

    private func isDay(_ date: LocalDate) -> Bool {
        switch every {
        case .week(let day): date.weekday == day
        case .month: date.day == 1
        }
    }

    private func moment(on date: LocalDate, in rules: ZoneRules) -> Instant? {
        LocalTime(secondOfDay: hour * 3600).flatMap { rules.instant(of: date, $0) }
    }
}
