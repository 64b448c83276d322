extension WorkingCalendar {
    /// When a period in business days ends. nil when the calendar never gets there, when the count is
    /// negative (for `endOfNth`: below one), or when `nTimesDay` lacks the length of its day.
    public func deadline(_ days: DayPeriod, from start: Instant) -> Instant? {
        guard days.count >= 0 else { return nil }
        switch days.rule {
        case .sameTime:
            return sameTime(after: days.count, from: start)
        case .endOfNth:
            return endOfNth(days.count, from: start)
        case .nTimesDay:
            guard let day = days.day, day > 0 else { return nil }
            let seconds = BusinessSeconds.clamped(day.count, times: Int64(days.count))
            return deadline(after: BusinessSeconds(seconds), from: start)
        }
    }

    /// With pauses: the deadline without them is turned into business seconds from the start, and the clock
    /// runs those seconds outside the pauses. Pauses that take no business time before the deadline leave
    /// it, even where it is an opening.
    public func deadline(_ days: DayPeriod, from start: Instant, excluding pauses: SpanSet) -> Instant? {
        guard let due = deadline(days, from: start), !pauses.isEmpty else {
            return deadline(days, from: start)
        }
        let seconds = elapsed(from: start, to: due)
        guard elapsed(from: start, to: due, excluding: pauses) < seconds else { return due }
        return deadline(after: seconds, from: start, excluding: pauses)
    }

    /// The date a start counts from: the business date when open, else the local date.
    public func startDate(of start: Instant) -> LocalDate {
        guard isOpen(at: start) else { return rules.local(start).date }
        return LocalDate(dayNumber: Int(table.days[table.last(openedBy: start.seconds)]))
    }

    private func sameTime(after count: Int, from start: Instant) -> Instant? {
        guard let first = opening(atOrAfter: start) else { return nil }
        let counted = Instant(seconds: max(start.seconds, table.entries[first].opens))
        guard count > 0 else { return covered(counted.seconds) }
        let date = LocalDate(dayNumber: Int(table.days[first]))
        guard let place = table.businessDays.place(of: count, after: date) else { return nil }
        // After midnight in a night shift this is more than a day: the night of the Nth business date.
        let timeOfDay = rules.label(at: counted) - date.label
        let target = rules.instant(label: table.businessDays.date(at: place).label + timeOfDay)
        return due(nearest: target.seconds, on: place, from: start)
    }

    /// The target itself when it is open on that day, else the day's opening after which nothing came before
    /// it, or the closing before it.
    private func due(nearest target: Int64, on place: Int, from start: Instant) -> Instant? {
        let openings = openings(at: place)
        guard let first = openings.first, reaches(first, from: start) else { return nil }
        guard let last = openings.last(where: { table.entries[$0].opens <= target }) else {
            return covered(table.entries[first].opens)
        }
        return covered(min(target, table.closing(of: last)))
    }

    private func endOfNth(_ count: Int, from start: Instant) -> Instant? {
        guard covers(start), let place = table.businessDays.place(of: count, after: startDate(of: start)),
            let last = openings(at: place).last, reaches(last, from: start)
        else { return nil }
        return covered(table.closing(of: last))
    }

    private func openings(at place: Int) -> [Int] {
        let day = Int32(table.businessDays.date(at: place).dayNumber)
        return table.businessDays.openings(at: place).filter { table.days[$0] == day }
    }
}
