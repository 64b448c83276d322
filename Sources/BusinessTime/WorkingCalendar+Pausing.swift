extension WorkingCalendar {
    /// Business time outside the pauses; the pauses count once however they overlap.
    public func elapsed(from start: Instant, to end: Instant, excluding pauses: SpanSet) -> BusinessSeconds {
        guard start < end else { return 0 }
        let life = Span(from: start, to: end)
        return pauses.spans.reduce(elapsed(from: start, to: end)) { left, pause in
            guard let part = pause.intersection(life) else { return left }
            return left - elapsed(from: part.from, to: part.to)
        }
    }

    /// When a period of business time ends that is not counted during the pauses. A pause that begins at the
    /// deadline leaves it. nil when the calendar never gets there.
    public func deadline(
        after period: BusinessSeconds, from start: Instant, excluding pauses: SpanSet
    ) -> Instant? {
        guard period > 0 else { return period == 0 ? nextRunning(atOrAfter: start, pauses: pauses) : nil }
        var needed = period
        var due = deadline(after: period, from: start)
        for pause in pauses.spans where pause.to > start {
            guard let reached = due, pause.from < reached else { break }
            // Until the deadline is reached the whole pause is time to make up for.
            needed = needed + elapsed(from: max(pause.from, start), to: pause.to)
            due = deadline(after: needed, from: start)
        }
        return due
    }

    /// The first instant at which the clock runs.
    private func nextRunning(atOrAfter start: Instant, pauses: SpanSet) -> Instant? {
        var next = nextOpening(atOrAfter: start)
        for pause in pauses.spans where pause.to > start {
            guard let open = next, pause.from <= open else { break }
            if pause.contains(open) { next = nextOpening(atOrAfter: pause.to) }
        }
        return next
    }
}
