public import Agreements
public import BusinessTime

/// One promise of one ticket, counted: counted time = (opening and life) less pauses.
///
/// A clock is a fold over facts and pinned terms; nothing of it is stored.
public struct Clock: Sendable {
    public let promise: Promise
    /// From here the business time is counted. For a resolution not yet started it is the latest start.
    public let start: Instant
    /// Business time promised, with every change of severity, extension and reopening.
    public let budget: BusinessSeconds
    /// The last instant at which the promise is still kept; nil while an open pause or a calendar that never
    /// opens again keeps it from being reached.
    public let deadline: Instant?
    public let doneAt: Instant?
    /// The severity that counts for this promise: that in force when it was decided.
    public let severity: Severity
    /// In order of their beginning; the last may be open.
    public let pauses: [Pause]
    /// What changed the budget, in order.
    public let steps: [Step]
    public let ended: End?
    /// When the customer was identified, if that was after the receipt.
    public let identifiedAt: Instant?
    public let calendar: WorkingCalendar
    let paused: SpanSet

    /// From then on the promise is neither kept nor broken.
    public struct End: Hashable, Sendable {
        public let ending: Standing.Ending
        public let at: Instant
    }

    /// A change of the time promised.
    public struct Step: Hashable, Sendable {
        public enum Cause: Hashable, Sendable {
            case severity(from: Severity, to: Severity)
            case extended(number: Int, ground: String)
            case voided(number: Int)
            case reopened
        }

        public let at: Instant
        public let cause: Cause
        public let before: BusinessSeconds
        public let after: BusinessSeconds
    }

    /// Kept, if done at this instant. Its counterpart is `isBroken(at:)`: of what is done one is true.
    public func isKept(doneAt: Instant) -> Bool {
        guard let deadline else { return true }
        return doneAt <= deadline
    }

    /// Not done, and now past the deadline; or done past it.
    public func isBroken(at now: Instant) -> Bool {
        guard let deadline, now > deadline else { return false }
        return !(doneAt.map(isKept) ?? false)
    }

    /// Business time counted from the start up to an instant.
    public func elapsed(to instant: Instant) -> BusinessSeconds {
        guard instant > start else { return 0 }
        return calendar.elapsed(from: start, to: instant, excluding: paused)
    }

    /// Business time left at an instant; zero once the deadline is past.
    public func left(at instant: Instant) -> BusinessSeconds {
        let used = elapsed(to: instant)
        return used < budget ? budget - used : 0
    }

    /// The share of the promised time that is used, in thousandths; above 1000 past the deadline.
    public func shareUsed(at instant: Instant) -> Int {
        guard budget.count > 0 else { return instant > start ? 1000 : 0 }
        let (scaled, overflow) = elapsed(to: instant).count.multipliedReportingOverflow(by: 1000)
        return overflow ? .max : Int(scaled / budget.count)
    }

    /// When this percentage of the promised time is used up; nil where that is never reached.
    public func instant(share percent: Int) -> Instant? {
        let seconds = (budget.count * Int64(percent) + 99) / 100
        return calendar.deadline(after: BusinessSeconds(seconds), from: start, excluding: paused)
    }

    /// The instant after which nothing can decide the promise any more: done, or ended.
    var lifeEnd: Instant? {
        guard let ended else { return doneAt }
        return min(doneAt ?? ended.at, ended.at)
    }
}
