public import Agreements
public import BusinessTime

/// How a promise stands at an instant.
public enum Standing: Hashable, Sendable {
    case notStarted
    case running(left: BusinessSeconds)
    /// The clock stands still; `left` is what will remain when it goes on.
    case paused(Pause, left: BusinessSeconds)
    case kept(at: Instant)
    /// Not done by the deadline. `over` is business time past it so far, or until it was done.
    case broken(over: BusinessSeconds, doneAt: Instant?)
    case ended(Ending)

    public enum Ending: String, Hashable, Sendable {
        case noAnswer = "no-answer"
        case outOfScope = "out-of-scope"
        case notInquiry = "not-inquiry"
        case noPromise = "no-promise"
        case merged
    }
}

/// A span in which a clock stands still: who, when and why.
public struct Pause: Hashable, Sendable {
    public enum Ground: Hashable, Sendable {
        case waitingForCustomer(missing: [String])
        case excluded(number: Int, ground: String)
        case resolved
    }

    public let ground: Ground
    public let clause: Clause
    public let by: Actor
    public let from: Instant
    /// nil while it lasts.
    public let to: Instant?

    public init(ground: Ground, clause: Clause, by: Actor, from: Instant, to: Instant?) {
        self.ground = ground
        self.clause = clause
        self.by = by
        self.from = from
        self.to = to
    }
}
