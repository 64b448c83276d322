extension WorkingCalendar {
    /// Every second from `start` to `end` with its reason; the counted lines sum to `elapsed`. Empty when
    /// `end` is not after `start`.
    public func account(from start: Instant, to end: Instant, excluding pauses: SpanSet) -> TimeAccount {
        guard start < end else { return TimeAccount(lines: []) }
        var lines: [TimeAccount.Line] = []
        var reached = start
        for opening in openings(in: Span(from: start, to: end)) {
            lines += closedLines(from: reached, to: opening.span.from)
            lines += openLines(opening, pauses: pauses)
            reached = opening.span.to
        }
        lines += closedLines(from: reached, to: end)
        return TimeAccount(lines: lines)
    }

    private func openLines(_ opening: Opening, pauses: SpanSet) -> [TimeAccount.Line] {
        var lines: [TimeAccount.Line] = []
        var reached = opening.span.from
        func add(_ reason: TimeAccount.Reason, to end: Instant) {
            guard reached < end else { return }
            lines.append(.init(span: Span(from: reached, to: end), reason: reason, date: opening.date))
            reached = end
        }
        for pause in pauses.clipped(to: opening.span).spans {
            add(.counted, to: pause.from)
            add(.paused, to: pause.to)
        }
        add(.counted, to: opening.span.to)
        return lines
    }

    /// One line for each holiday and special closing, and one for each stretch of plainly closed dates.
    private func closedLines(from start: Instant, to end: Instant) -> [TimeAccount.Line] {
        var lines: [TimeAccount.Line] = []
        var reached = start
        while reached < end {
            let date = rules.local(reached).date
            let next = min(end, endOfDate(date, at: reached))
            let reason = coverage.contains(reached) ? closedReason(on: date) : .closed
            if let last = lines.last, last.reason == reason, reason == .closed || last.date == date {
                lines[lines.count - 1] = .init(
                    span: Span(from: last.span.from, to: next), reason: reason, date: last.date)
            } else {
                lines.append(.init(span: Span(from: reached, to: next), reason: reason, date: date))
            }
            reached = next
        }
        return lines
    }

    /// The midnight after `instant`; outside the coverage one stretch.
    private func endOfDate(_ date: LocalDate, at instant: Instant) -> Instant {
        if instant < coverage.from { return coverage.from }
        if instant >= coverage.to { return .init(seconds: .max) }
        let label = date.adding(days: 1).label
        let midnight = rules.instant(label: label)
        // Where the hour before midnight comes twice, the first midnight may already be past.
        return midnight > instant ? midnight : instant.advanced(by: label - rules.label(at: instant))
    }

    private func closedReason(on date: LocalDate) -> TimeAccount.Reason {
        switch hours.day(date) {
        case .open, .closed: .closed
        case .holiday(let holiday): .holiday(holiday)
        case .specialClosing: .specialClosing
        }
    }
}
