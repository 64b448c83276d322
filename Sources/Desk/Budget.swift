import Agreements
import BusinessTime

/// The business time promised, and how changes of severity, extensions and reopenings move it.
///
/// All of them are sums over business seconds from the start, so that every later pause moves the deadline
/// by itself.
struct Budget {
    let promise: Promise
    let start: Instant
    let ticket: Ticket
    let terms: PinnedTerms
    let pauses: [Pause]
    let paused: SpanSet
    private(set) var seconds: BusinessSeconds
    private(set) var severity: Severity
    /// Periods in days that were promised, with what they come to in seconds.
    private var days: [(period: DayPeriod, seconds: BusinessSeconds)] = []
    private(set) var steps: [Clock.Step] = []
    private var isRaised = false

    init?(promise: Promise, start: Instant, ticket: Ticket, terms: PinnedTerms) {
        self.promise = promise
        self.start = start
        self.ticket = ticket
        self.terms = terms
        pauses = ticket.pauses(of: promise)
        paused =
            pauses.isEmpty
            ? .none : SpanSet(pauses.map { Span(from: $0.from, to: max($0.from, $0.to ?? .latest)) })
        severity = ticket.receipt.severity
        seconds = 0
        guard let seconds = promised(severity) else { return nil }
        self.seconds = seconds
        for change in changes.sorted(by: { $0.order < $1.order }) { apply(change) }
    }

    func clock(doneAt: Instant?, ended: Clock.End?) -> Clock {
        let held = ticket.alarms.heldBreaches.filter { $0.promise == promise }.map(\.at).min()
        let deadlines = [deadline, held].compactMap { $0 }
        return Clock(
            promise: promise, start: start, budget: seconds, deadline: deadlines.min(), doneAt: doneAt,
            severity: severity, pauses: pauses, steps: steps, ended: ended,
            identifiedAt: ticket.identifiedAt, calendar: terms.calendar, paused: paused)
    }

    /// A period in days that nothing changed keeps its own end: nine on Friday, not Thursday's closing,
    /// though no business time lies between.
    private var deadline: Instant? {
        if let same = days.first(where: { $0.seconds == seconds }) {
            return terms.calendar.deadline(same.period, from: start, excluding: paused)
        }
        return terms.calendar.deadline(after: seconds, from: start, excluding: paused)
    }

    /// What the terms promise for a severity, in business seconds from the start; days are turned into
    /// seconds without pauses.
    private mutating func promised(_ severity: Severity) -> BusinessSeconds? {
        switch promise {
        case .acknowledgment: return terms.terms.acknowledge.within(severity)
        case .resolution:
            switch terms.terms.resolve.within(severity) {
            case .business(let seconds): return seconds
            case .days(let days):
                guard let end = terms.calendar.deadline(days, from: start) else { return nil }
                let seconds = terms.calendar.elapsed(from: start, to: end)
                self.days.append((days, seconds))
                return seconds
            }
        }
    }

    private func elapsed(to instant: Instant) -> BusinessSeconds {
        guard instant > start else { return 0 }
        return terms.calendar.elapsed(from: start, to: instant, excluding: paused)
    }
}

// What moves the budget, in the order in which it counts.
extension Budget {
    private struct Change {
        enum What {
            case severity(SeverityChange)
            case notified(Lengthening)
            case voided(Lengthening)
            case reopened(Resolution)
        }

        let at: Instant
        let number: Int
        let what: What
        /// Facts count in the order in which they were recorded, so that what is decided stays decided.
        var order: Int { number }
    }

    private var changes: [Change] {
        var changes = ticket.severityChanges.filter { !$0.isReversed }.map {
            Change(at: $0.at, number: $0.moment.number, what: .severity($0))
        }
        guard promise == .resolution else { return changes }
        for extended in ticket.extensions {
            guard let notified = extended.notified else { continue }
            changes.append(Change(at: notified.inFavour, number: notified.number, what: .notified(extended)))
            guard let voided = extended.voided else { continue }
            changes.append(Change(at: voided.recorded, number: voided.number, what: .voided(extended)))
        }
        for resolution in ticket.resolutions {
            guard let at = resolution.endedAt, let number = resolution.reopenedBy, !resolution.isOverruled
            else { continue }
            changes.append(Change(at: at, number: number, what: .reopened(resolution)))
        }
        return changes
    }

    private mutating func apply(_ change: Change) {
        if isDecided(before: change) { return }
        switch change.what {
        case .severity(let new): set(new, at: change.at)
        case .notified(let extended): lengthen(extended, at: change.at)
        case .voided(let extended): void(extended, at: change.at)
        case .reopened: reopen(at: change.at)
        }
    }

    /// Kept or broken by what was known then: the standing, deadline and severity stay.
    private func isDecided(before change: Change) -> Bool {
        let doneBy =
            promise == .acknowledgment ? ticket.acknowledgment?.moment : ticket.standingResolution?.moment
        if let doneBy, doneBy.number < change.number { return true }
        guard let deadline else { return false }
        return deadline < change.at
    }

    private mutating func step(_ cause: Clock.Step.Cause, at: Instant, to after: BusinessSeconds) {
        if after != seconds { steps.append(Clock.Step(at: at, cause: cause, before: seconds, after: after)) }
        seconds = after
    }

    /// A raise gives the earlier of the old deadline and the later of two: the new terms from the start, and
    /// the change plus a tenth of the new time. A reduction gives the new terms and keeps extensions.
    private mutating func set(_ change: SeverityChange, at: Instant) {
        severity = change.to
        guard let new = promised(change.to) else { return }
        let cause = Clock.Step.Cause.severity(from: change.from, to: change.to)
        if change.isReduction {
            step(cause, at: at, to: new + addedByExtensions)
        } else {
            let tenth = BusinessSeconds((new.count + 9) / 10)
            step(cause, at: at, to: min(seconds, max(new, elapsed(to: at) + tenth)))
        }
    }

    private var addedByExtensions: BusinessSeconds {
        steps.reduce(0) { sum, step in
            switch step.cause {
            case .extended, .voided: sum + (step.after - step.before)
            case .severity, .reopened: sum
            }
        }
    }

    /// In time if the notice reached the customer at or before the deadline.
    private mutating func lengthen(_ extended: Lengthening, at: Instant) {
        let cause = Clock.Step.Cause.extended(number: extended.what.number, ground: extended.what.ground)
        step(cause, at: at, to: seconds + extended.what.added)
    }

    /// The notice came back: void from then, with at least the acknowledgment time left.
    private mutating func void(_ extended: Lengthening, at: Instant) {
        let counted = steps.contains { step in
            guard case .extended(let number, _) = step.cause else { return false }
            return number == extended.what.number
        }
        guard counted else { return }
        let without = seconds - extended.what.added
        let least = elapsed(to: at) + terms.terms.acknowledge.within(severity)
        step(.voided(number: extended.what.number), at: at, to: min(seconds, max(without, least)))
    }

    /// Goes on with what was left, raised once per ticket to the acknowledgment time.
    private mutating func reopen(at: Instant) {
        let least = elapsed(to: at) + terms.terms.acknowledge.within(severity)
        guard !isRaised, seconds < least else { return }
        isRaised = true
        step(.reopened, at: at, to: least)
    }
}
