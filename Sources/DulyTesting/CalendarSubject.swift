public import BusinessTime

/// What is compared with the slow calendar: the engine, or an engine with a planted mistake.
public struct CalendarSubject: Sendable {
    public var isOpen: @Sendable (Instant) -> Bool
    public var nextOpening: @Sendable (Instant) -> Instant?
    public var deadline: @Sendable (BusinessSeconds, Instant, SpanSet) -> Instant?
    public var daysDeadline: @Sendable (DayPeriod, Instant, SpanSet) -> Instant?
    public var elapsed: @Sendable (Instant, Instant, SpanSet) -> BusinessSeconds
    public var account: @Sendable (Instant, Instant, SpanSet) -> TimeAccount

    public init(_ calendar: WorkingCalendar) {
        isOpen = { calendar.isOpen(at: $0) }
        nextOpening = { calendar.nextOpening(atOrAfter: $0) }
        deadline = { seconds, start, pauses in
            pauses.isEmpty
                ? calendar.deadline(after: seconds, from: start)
                : calendar.deadline(after: seconds, from: start, excluding: pauses)
        }
        daysDeadline = { days, start, pauses in
            pauses.isEmpty
                ? calendar.deadline(days, from: start)
                : calendar.deadline(days, from: start, excluding: pauses)
        }
        elapsed = { start, end, pauses in
            pauses.isEmpty
                ? calendar.elapsed(from: start, to: end)
                : calendar.elapsed(from: start, to: end, excluding: pauses)
        }
        account = { calendar.account(from: $0, to: $1, excluding: $2) }
    }
}

extension CalendarSubject {
    /// What differs from the slow calendar, in words; nil when nothing does.
    public func difference(from slow: SlowCalendar, on asked: CalendarCase) -> String? {
        let start = Instant(seconds: Int64(asked.start))
        let pauses = SpanSet(
            asked.pauses.map {
                Span(from: Instant(seconds: Int64($0.from)), to: Instant(seconds: Int64($0.to)))
            })
        switch asked.question {
        case .standing:
            if isOpen(start) != slow.isOpen(at: asked.start) { return "open: \(isOpen(start))" }
            return Self.compare(nextOpening(start), slow.nextOpening(from: asked.start), slow)
        case .deadline(let seconds):
            let due = deadline(BusinessSeconds(Int64(seconds)), start, pauses)
            if let due, elapsed(start, due, pauses).count != Int64(seconds) {
                return "elapsed to the deadline \(due.seconds) is \(elapsed(start, due, pauses).count)"
            }
            return Self.compare(
                due, slow.deadline(after: seconds, from: asked.start, pauses: asked.pauses), slow)
        case .days(let period):
            let due = daysDeadline(period, start, pauses)
            let slowDue =
                asked.pauses.isEmpty
                ? slow.deadline(period, from: asked.start)
                : slow.deadline(period, from: asked.start, pauses: asked.pauses)
            return slowDue == nil ? nil : Self.compare(due, slowDue, slow)
        case .elapsed(let end):
            let counted = elapsed(start, Instant(seconds: Int64(end)), pauses).count
            let slowly = slow.elapsed(from: asked.start, to: end, pauses: asked.pauses)
            return counted == slowly ? nil : "counted \(counted), slowly \(slowly)"
        case .account(let end):
            let lines = account(start, Instant(seconds: Int64(end)), pauses)
            return Self.gap(in: lines, from: asked.start, to: end)
                ?? Self.compare(lines, slow.elapsed(from: asked.start, to: end, pauses: asked.pauses))
        }
    }

    /// A slow answer of nil only says that the window ended: the engine must not answer inside it.
    private static func compare(_ instant: Instant?, _ slow: Int?, _ calendar: SlowCalendar) -> String? {
        let seconds = instant.map { Int($0.seconds) }
        if let slow { return seconds == slow ? nil : "answered \(text(seconds)), slowly \(slow)" }
        guard let seconds, seconds < calendar.to else { return nil }
        return "answered \(seconds), slowly nothing up to \(calendar.to)"
    }

    private static func text(_ seconds: Int?) -> String { seconds.map { "\($0)" } ?? "nil" }

    private static func compare(_ account: TimeAccount, _ slow: Int) -> String? {
        Int(account.counted.count) == slow
            ? nil : "the account sums to \(account.counted.count), slowly \(slow)"
    }

    private static func gap(in account: TimeAccount, from start: Int, to end: Int) -> String? {
        var reached = start
        for line in account.lines {
            guard Int(line.span.from.seconds) == reached, !line.span.isEmpty else {
                return "the account has a hole at \(reached)"
            }
            reached = Int(line.span.to.seconds)
        }
        return reached == end || (account.lines.isEmpty && end <= start)
            ? nil : "the account ends at \(reached), not \(end)"
    }
}
