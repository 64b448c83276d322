import BusinessTime

extension Rules {
    static let promises: [Rule] = [
        Rule(
            "A.1", "the time to acknowledge must be more than nothing and within 1000 business hours",
            remedy: "write a period like 2 business hours"
        ) { terms in
            terms.acknowledgments.filter { !isReasonable($0.period) }.map(\.path)
        },
        Rule("A.1", "a severity must be defined before it has a promise", remedy: "define it, or take it out")
        {
            terms in
            terms.acknowledge.bySeverity.keys.filter { !terms.defines($0) }.sorted()
                .map { "acknowledge.by_severity.\($0.rawValue)" }
        },
        Rule(
            "A.2",
            "the time to resolve must be more than nothing, and within 1000 business hours or 250 days",
            remedy: "write a period like 3 business days"
        ) { terms in
            terms.resolutions.filter { !isReasonable($0.period) }.map(\.path)
        },
        Rule("A.2", "a severity must be defined before it has a promise", remedy: "define it, or take it out")
        {
            terms in
            terms.resolve.bySeverity.keys.filter { !terms.defines($0) }.sorted()
                .map { "resolve.by_severity.\($0.rawValue)" }
        },
        Rule(
            "A.2", "n-times-day must say how long a day is, and no other rule may",
            remedy: "write 3 business days, n-times-day of 8 business hours"
        ) { terms in
            terms.resolutions.filter { !saysItsDay($0.period) }.map(\.path)
        },
        Rule(
            "A.2", "a promise must be reachable in the support hours within the term of ten years",
            remedy: "shorten the period, or open more hours"
        ) { terms in
            (terms.acknowledgments + terms.resolutions).filter { !terms.reaches($0.period) }.map(\.path)
        },
        Rule("A.2", "a ground must be named once", remedy: "take the second one out") {
            $0.resolve.extensions.grounds.pathsOfRepeats("resolve.extensions.grounds")
        },
        Rule(
            "A.2", at: "resolve.extensions.max_each",
            "one extension must add more than nothing where grounds are named",
            remedy: "write a period, or take the grounds out"
        ) {
            $0.resolve.extensions.grounds.isEmpty || isReasonable(.business($0.resolve.extensions.maxEach))
        },
        Rule(
            "A.2", at: "resolve.extensions.max_total", "all extensions together must allow at least one",
            remedy: "raise max_total to max_each or more"
        ) {
            $0.resolve.extensions.maxTotal >= $0.resolve.extensions.maxEach
                && $0.resolve.extensions.maxTotal <= .hours(1000)
        },
        Rule(
            "A.2", at: "resolve.reopen_within",
            "the time in which a ticket reopens must be 1 to 250 business days by end-of-nth",
            remedy: "write 5 business days, end-of-nth"
        ) {
            isLegalPeriod($0.resolve.reopenWithin)
        },
    ]

    /// Periods in days other than promises are read as law reads them: the first day never counts.
    static func isLegalPeriod(_ days: DayPeriod) -> Bool {
        (1...250).contains(days.count) && days.rule == .endOfNth && days.day == nil
    }

    static func isReasonable(_ period: Period) -> Bool {
        switch period {
        case .business(let time): time > 0 && time <= .hours(1000)
        case .days(let days): (1...250).contains(days.count) && (days.day.map { $0 <= .hours(24) } ?? true)
        }
    }

    private static func saysItsDay(_ period: Period) -> Bool {
        guard case .days(let days) = period else { return true }
        return days.rule == .nTimesDay ? (days.day ?? 0) > 0 : days.day == nil
    }
}

extension Case {
    struct Promised {
        let path: String
        let period: Period
    }

    var acknowledgments: [Promised] {
        [Promised(path: "acknowledge.within", period: .business(terms.acknowledge.within))]
            + terms.acknowledge.bySeverity.sorted { $0.key > $1.key }.map {
                Promised(path: "acknowledge.by_severity.\($0.key.rawValue)", period: .business($0.value))
            }
    }

    var resolutions: [Promised] {
        [Promised(path: "resolve.within", period: terms.resolve.within)]
            + terms.resolve.bySeverity.sorted { $0.key > $1.key }.map {
                Promised(path: "resolve.by_severity.\($0.key.rawValue)", period: $0.value)
            }
    }

    /// Silent while there is no calendar, whose own problem is told, or the period is already refused.
    func reaches(_ period: Period) -> Bool {
        guard let calendar, let start, Rules.isReasonable(period) else { return true }
        switch period {
        case .business(let time): return calendar.deadline(after: time, from: start) != nil
        case .days(let days):
            if days.rule == .nTimesDay, days.day == nil { return true }
            return calendar.deadline(days, from: start) != nil
        }
    }
}
