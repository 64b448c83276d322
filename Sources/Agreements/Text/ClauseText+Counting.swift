import BusinessTime

extension ClauseText {
    /// Each counting rule that the terms use, spelled out once.
    static func counting(_ terms: Terms) -> [Block] {
        let periods =
            [terms.resolve.within] + terms.resolve.bySeverity.sorted { $0.key > $1.key }.map(\.value)
        var told: Set<String> = []
        let sentences = periods.map(sentence).filter { told.insert($0).inserted }
        return sentences.map(Block.plain)
    }

    private static func sentence(_ period: Period) -> String {
        switch period {
        case .business:
            "Hours and minutes are counted inside the support hours only; outside them the time stands still."
        case .days(let days):
            "\(businessDay) \(rule(days))"
        }
    }

    private static let businessDay = "A business day is a date on which support is open."

    private static func rule(_ days: DayPeriod) -> String {
        switch days.rule {
        case .sameTime:
            """
            Business days are counted from the instant at which the time begins, or from the next opening \
            if support is then closed, to the same time of day that many business days later. If support is \
            closed at that time, the end is: that day's opening if it has not opened yet, the beginning of \
            the break if it is in a break, and that day's closing if it has closed.
            """
        case .endOfNth:
            """
            Business days are counted from the day after the one on which the time begins. The time ends \
            with the last closing of the last of them.
            """
        case .nTimesDay:
            "A business day of a promise is \((days.day ?? 0).written), counted inside the support hours."
        }
    }
}
