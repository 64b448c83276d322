/// One question to a calendar, as the lines of `duly clock` ask it.
public enum ClockQuestion: Hashable, Sendable {
    case addSeconds(BusinessSeconds, pauses: SpanSet)
    case addDays(DayPeriod, pauses: SpanSet)
    case between(end: Instant, pauses: SpanSet)

    /// The calendar's answer for a clock that starts at `start`.
    public func answer(by calendar: WorkingCalendar, from start: Instant) -> ClockAnswer {
        switch self {
        case .addSeconds(let seconds, let pauses):
            .init(at: calendar.deadline(after: seconds, from: start, excluding: pauses), in: calendar)
        case .addDays(let period, let pauses):
            .init(at: calendar.deadline(period, from: start, excluding: pauses), in: calendar)
        case .between(let end, let pauses):
            .elapsed(calendar.elapsed(from: start, to: end, excluding: pauses))
        }
    }
}

public enum ClockAnswer: Hashable, Sendable {
    /// The deadline, and the next opening when it falls on closed time; nil when unreachable.
    case deadline(at: Instant?, nextOpen: Instant?)
    case elapsed(BusinessSeconds)

    init(at instant: Instant?, in calendar: WorkingCalendar) {
        self = .deadline(at: instant, nextOpen: instant.flatMap { calendar.nextOpening(atOrAfter: $0) })
    }
}

/// Why a line has no answer: the field, and what it should have been.
public struct ClockRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}
