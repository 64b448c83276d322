public import BusinessTime

extension SlowCalendar {
    /// Days in business days by the rule's own words; nil when the window ends first.
    public func deadline(_ period: DayPeriod, from start: Int) -> Int? {
        switch period.rule {
        case .sameTime: sameTime(period.count, from: start)
        case .endOfNth: endOfNth(period.count, from: start)
        case .nTimesDay: deadline(after: period.count * Int(period.day?.count ?? 0), from: start)
        }
    }

    public func deadline(_ period: DayPeriod, from start: Int, pauses: [SlowPause]) -> Int? {
        guard let due = deadline(period, from: start), due < to else { return nil }
        let seconds = elapsed(from: start, to: due)
        if elapsed(from: start, to: due, pauses: pauses) == seconds { return due }
        return deadline(after: seconds, from: start, pauses: pauses)
    }

    private func sameTime(_ count: Int, from start: Int) -> Int? {
        guard let counted = nextOpening(from: start), let date = businessDate(at: counted) else { return nil }
        if count == 0 { return counted }
        guard let nth = businessDate(count, after: date) else { return nil }
        let label = counted + zone.offset(at: counted)
        let target = zone.instant(of: nth * 86_400 + (label - date * 86_400))
        if target >= from, target < to, businessDate(at: target) == nth { return target }
        let minutes = minutes(of: nth)
        guard let first = minutes.first else { return nil }
        guard let last = minutes.last(where: { $0 < target }) else { return first }
        return last + 60
    }

    private func endOfNth(_ count: Int, from start: Int) -> Int? {
        let date = businessDate(at: start) ?? Self.day(of: start + zone.offset(at: start))
        guard let nth = businessDate(count, after: date), let last = minutes(of: nth).last else { return nil }
        return last + 60
    }

    private static func day(of label: Int) -> Int { label / 86_400 }

    private func minutes(of date: Int) -> [Int] { minutesByDate[date] ?? [] }

    /// The Nth business date after a date, as far as it lies whole inside the window.
    private func businessDate(_ count: Int, after date: Int) -> Int? {
        var found = 0
        for day in businessDates where day > date {
            found += 1
            if found == count { return (day + 3) * 86_400 < to ? day : nil }
        }
        return nil
    }
}
