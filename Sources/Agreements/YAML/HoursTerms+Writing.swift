import BusinessTime

extension HoursTerms {
    var tree: Tree {
        .fields([
            ("zone", .written(calendar.zone)),
            ("weekly", calendar.weekly.tree),
            ("holidays", calendar.holidays.tree),
            ("special", Tree.special(calendar.special)),
            ("amendments", .list(calendar.amendments.map(\.tree))),
            ("earliest_opening", .written(earliestOpening)),
            ("latest_closing", .written(latestClosing)),
        ])
    }
}

extension OpeningHours {
    var tree: Tree {
        .map(
            Weekday.allCases.compactMap { day in
                days[day].map { Tree.Entry(key: day.rawValue, value: .written(DayHours($0))) }
            })
    }
}

extension Holidays {
    var tree: Tree { .map(all.map { Tree.Entry(key: $0.date.description, value: .scalar($0.name)) }) }
}

extension Tree {
    static func special(_ days: [LocalDate: [OpeningSpan]]) -> Tree {
        .map(
            days.sorted { $0.key < $1.key }.map {
                Entry(key: $0.key.description, value: .written(DayHours($0.value)))
            })
    }
}

extension CalendarAmendment {
    var tree: Tree {
        .fields([
            ("from", .written(from)),
            ("weekly", weekly?.tree),
            ("holidays", holidays?.tree),
            ("special", special.map(Tree.special)),
        ])
    }
}
