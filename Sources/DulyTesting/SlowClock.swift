import Agreements
import BusinessTime
import Desk

/// One promise of a ticket, its deadline found second by second: the time promised from the start, and every
/// change of it in the order of the facts.
struct SlowClock {
    let promise: Promise
    let start: Int
    let pauses: [SlowPause]
    private(set) var severity: Severity
    private(set) var deadline: Int?

    private let ticket: SlowTicket
    private let terms: Terms
    private let calendar: SlowCalendar
    private var seconds = 0
    /// What periods in days came to.
    private var days: [(period: DayPeriod, seconds: Int)] = []
    private var added = 0
    private var counted: [Int] = []
    private var isRaised = false

    /// Both clocks, each that can start.
    static func all(of ticket: SlowTicket, _ terms: Terms, _ calendar: SlowCalendar) -> [SlowClock] {
        let first = SlowClock(.acknowledgment, ticket.receivedAt, ticket, terms, calendar)
        var start: Int? = ticket.receivedAt
        if terms.resolve.from == .acknowledgment {
            start = [ticket.acknowledged?.happened, first?.deadline].compactMap { $0 }.min()
        }
        let second = start.flatMap { SlowClock(.resolution, $0, ticket, terms, calendar) }
        return [first, second].compactMap { $0 }
    }

    private init?(
        _ promise: Promise, _ start: Int, _ ticket: SlowTicket, _ terms: Terms, _ calendar: SlowCalendar
    ) {
        (self.promise, self.start, self.ticket, self.terms, self.calendar) =
            (promise, start, ticket, terms, calendar)
        pauses = ticket.pauses(promise)
        severity = ticket.firstSeverity
        guard let seconds = promised(severity) else { return nil }
        self.seconds = seconds
        for event in events.sorted(by: { $0.number < $1.number }) where isOpen(before: event) { take(event) }
        deadline = [reckoned, ticket.held.filter { $0.promise == promise }.map(\.at).min()]
            .compactMap { $0 }.min()
    }

    private enum What {
        case severity(SlowTicket.Change)
        case longer(SlowTicket.Longer)
        case void(SlowTicket.Longer)
        case reopened
    }

    private struct Event {
        let number: Int
        let at: Int
        let what: What
    }

    private var events: [Event] {
        var found: [Event] = []
        for change in ticket.changes where !change.isUndone {
            found.append(Event(number: change.moment.number, at: change.at, what: .severity(change)))
        }
        if promise == .acknowledgment { return found }
        for longer in ticket.longer {
            guard let notified = longer.notified else { continue }
            found.append(Event(number: notified.number, at: notified.helping, what: .longer(longer)))
            guard let void = longer.void else { continue }
            found.append(Event(number: void.number, at: void.recorded, what: .void(longer)))
        }
        for resolved in ticket.resolutions where !resolved.isOverruled {
            guard let ended = resolved.ended else { continue }
            found.append(Event(number: ended.number, at: ended.at, what: .reopened))
        }
        return found
    }

    private var reckoned: Int? {
        if let same = days.first(where: { $0.seconds == seconds }) {
            return calendar.deadline(same.period, from: start, pauses: pauses)
        }
        return calendar.deadline(after: seconds, from: start, pauses: pauses)
    }

    private mutating func promised(_ severity: Severity) -> Int? {
        guard promise == .resolution else { return Int(terms.acknowledge.within(severity).count) }
        switch terms.resolve.within(severity) {
        case .business(let time): return Int(time.count)
        case .days(let period):
            guard let end = calendar.deadline(period, from: start) else { return nil }
            let time = calendar.elapsed(from: start, to: end)
            days.append((period, time))
            return time
        }
    }

    private func elapsed(_ instant: Int) -> Int {
        instant > start ? calendar.elapsed(from: start, to: instant, pauses: pauses) : 0
    }

    /// What is kept or broken already is not moved.
    private func isOpen(before event: Event) -> Bool {
        let done = promise == .acknowledgment ? ticket.acknowledged : ticket.standing?.moment
        if let done, done.number < event.number { return false }
        return reckoned.map { event.at <= $0 } ?? true
    }

    private mutating func take(_ event: Event) {
        let least = elapsed(event.at) + Int(terms.acknowledge.within(severity).count)
        switch event.what {
        case .severity(let change): take(change, event.at)
        case .longer(let longer):
            seconds += longer.added
            added += longer.added
            counted.append(longer.number)
        case .void(let longer):
            guard counted.contains(longer.number) else { return }
            let after = min(seconds, max(seconds - longer.added, least))
            added += after - seconds
            seconds = after
        case .reopened:
            if isRaised || seconds >= least { return }
            isRaised = true
            seconds = least
        }
    }

    private mutating func take(_ change: SlowTicket.Change, _ at: Int) {
        severity = change.to
        guard let new = promised(change.to) else { return }
        if change.to < change.from {
            seconds = new + added
        } else {
            let tenth = (new + 9) / 10
            seconds = min(seconds, max(new, elapsed(at) + tenth))
        }
    }
}
