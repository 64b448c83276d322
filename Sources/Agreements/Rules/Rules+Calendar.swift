import BusinessTime

extension Rules {
    static let calendar: [Rule] = [
        Rule(
            "A.3", at: "hours.latest_closing",
            "the bounds of adjusted hours must be a morning and a later evening",
            remedy: "write an earliest opening before the latest closing"
        ) {
            $0.hours.earliestOpening < $0.hours.latestClosing
        },
        Rule(
            "A.3", "weekly hours must lie inside the bounds for adjusted hours",
            remedy: "widen earliest_opening and latest_closing, or shorten the hours"
        ) { terms in
            terms.weeklyDays.filter { !$0.spans.allSatisfy(terms.isWithinBounds) }.map(\.path)
        },
        Rule("A.3", "hours of one day must not overlap", remedy: "join them or set them apart") { terms in
            terms.everyDay.filter { overlaps($0.spans) }.map(\.path)
        },
        Rule(
            "A.3", "changes of hours must stand in the order of their dates, from the effective date on",
            remedy: "sort them by `from`, one for a date"
        ) { terms in
            let dates = terms.hours.calendar.amendments.map(\.from)
            return dates.indices.filter {
                dates[$0] <= (($0 > 0) ? dates[$0 - 1] : terms.effective.adding(days: -1))
            }
            .map { "hours.amendments[\($0 + 1)].from" }
        },
        Rule("A.3", "a change of hours must change something", remedy: "name weekly, holidays or special") {
            $0.hours.calendar.amendments.paths("hours.amendments") {
                $0.weekly == nil && $0.holidays == nil && $0.special == nil
            }
        },
        Rule("A.3", "holidays must be at most 500", remedy: "keep those of the coming years") { terms in
            terms.hours.calendar.holidays.all.count <= 500 ? [] : ["hours.holidays"]
        },
        Rule("A.3", "special openings must be at most 500", remedy: "keep those of the coming years") {
            terms in
            terms.hours.calendar.special.count <= 500 ? [] : ["hours.special"]
        },
    ]

    /// Within one day; a night shift runs past its end.
    static func overlaps(_ spans: [OpeningSpan]) -> Bool {
        let sorted = spans.sorted { $0.opens < $1.opens }
        return zip(sorted, sorted.dropFirst()).contains { $0.isOverMidnight || $0.closes > $1.opens }
    }
}

extension Case {
    struct Day {
        let path: String
        let spans: [OpeningSpan]
    }

    var weeklyDays: [Day] { days(terms.hours.calendar.weekly, at: "hours.weekly") }

    var everyDay: [Day] {
        let special = terms.hours.calendar.special.sorted { $0.key < $1.key }
        return weeklyDays + special.map { Day(path: "hours.special.\($0.key)", spans: $0.value) }
            + (terms.channels.chatHours.map { days($0, at: "channels.chat_hours") } ?? [])
    }

    private func days(_ hours: OpeningHours, at path: String) -> [Day] {
        Weekday.allCases.map { Day(path: "\(path).\($0.rawValue)", spans: hours[$0]) }
    }

    func isWithinBounds(_ span: OpeningSpan) -> Bool { terms.hours.isWithinBounds(span) }
}
