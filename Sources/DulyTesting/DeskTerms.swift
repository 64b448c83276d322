public import Agreements
import BusinessTime
public import Desk

/// Pinned terms for seeded desks and tests, built on the demo agreement.
public enum DeskTerms {
    /// The demo agreement as signed: 9:00 to 18:00 in Berlin, two hours and three days.
    public static func demo(_ change: (inout Terms) -> Void = { _ in }) throws -> PinnedTerms {
        var terms = Terms.demo
        change(&terms)
        let rules = try ZoneFiles.rules(of: terms.hours.calendar.zone)
        let calendar = try WorkingCalendar(terms.hours.calendar, rules: rules, years: 2026...2031)
        let version = AgreementVersion(agreement: "acme", number: 1)
        return PinnedTerms(version: version, terms: terms, calendar: calendar)
    }

    /// Several agreements that differ where clocks are counted.
    public static func all() throws -> [PinnedTerms] {
        let lunch = [OpeningSpan("08:00", "12:00"), OpeningSpan("13:00", "17:00")].compactMap { $0 }
        let night = [OpeningSpan("20:00", "04:00")].compactMap { $0 }
        return [
            try demo(),
            try demo {
                $0.resolve.from = .receipt
                $0.resolve.within = .business(.hours(6))
                $0.escalation.quietWhenClosed = false
                $0.acknowledge.automatic = true
            },
            try demo {
                for day in Weekday.allCases { $0.hours.calendar.weekly.days[day] = lunch }
                $0.resolve.within = .days(DayPeriod(count: 2, rule: .endOfNth))
            },
            try demo {
                for day in Weekday.allCases { $0.hours.calendar.weekly.days[day] = night }
                $0.resolve.within = .days(DayPeriod(count: 2, rule: .nTimesDay, day: .hours(8)))
            },
        ]
    }
}

extension OpeningSpan {
    fileprivate init?(_ opens: String, _ closes: String) {
        guard let opens = LocalTime(opens), let closes = LocalTime(closes) else { return nil }
        self.init(opens: opens, closes: closes)
    }
}
