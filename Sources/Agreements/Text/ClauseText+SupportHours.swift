import BusinessTime

extension ClauseText {
    static func supportHours(_ terms: Terms) -> ClauseText {
        let calendar = terms.hours.calendar
        var blocks: [Block] = [
            .plain("Support is open in these hours, by the local time of \(calendar.zone):"),
            .list(Wording.week(calendar.weekly)),
        ]
        if calendar.holidays.all.isEmpty {
            blocks.append(.plain("No holidays are agreed."))
        } else {
            blocks.append(.plain("Support is closed on these holidays:"))
            blocks.append(.list(calendar.holidays.all.map { "\(Wording.date($0.date)): \($0.name)" }))
        }
        if !calendar.special.isEmpty {
            blocks.append(.plain("On these dates other hours apply, whatever the lists above say:"))
            blocks.append(.list(special(calendar.special)))
        }
        blocks += calendar.amendments.flatMap(change)
        blocks.append(
            .plain(
                """
                An opening begins with its first second and ends before its last. When clocks are changed \
                for summer or winter, only time that really passes is counted.
                """))
        return ClauseText(.supportHours, "Support hours", blocks)
    }

    private static func special(_ days: [LocalDate: [OpeningSpan]]) -> [String] {
        days.sorted { $0.key < $1.key }.map { "\(Wording.date($0.key)): \(Wording.spans($0.value))" }
    }

    private static func change(_ amendment: CalendarAmendment) -> [Block] {
        let begin = "From \(Wording.date(amendment.from)) on"
        var blocks: [Block] = []
        if let weekly = amendment.weekly {
            blocks += [.plain("\(begin) the weekly hours are:"), .list(Wording.week(weekly))]
        }
        if let holidays = amendment.holidays {
            let days = holidays.all.map { "\(Wording.date($0.date)): \($0.name)" }
            blocks += [.plain("\(begin) the holidays are:"), .list(days.isEmpty ? ["none"] : days)]
        }
        if let special = amendment.special {
            let days = self.special(special)
            blocks += [
                .plain("\(begin) the dates with other hours are:"), .list(days.isEmpty ? ["none"] : days),
            ]
        }
        return blocks
    }
}
