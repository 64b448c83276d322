public import BusinessTime

/// When a fact happened and when the desk learnt of it, and which of the two counts.
///
/// A fact recorded more than five minutes after it happened counts at its happening where that is against the
/// provider, and at its recording where that is for him, unless the customer confirms it.
public struct Moment: Hashable, Sendable {
    /// Wall seconds after which a fact is late.
    public static let lateAfter: Int64 = 300

    /// The fact's number in the ticket, from 1.
    public let number: Int
    public let happened: Instant
    public let recorded: Instant
    public internal(set) var confirmed = false

    init(number: Int, happened: Instant, recorded: Instant) {
        self.number = number
        self.happened = happened
        self.recorded = recorded
    }

    public var isLate: Bool { recorded.wallSeconds(since: happened) > Moment.lateAfter }

    /// What counts where an earlier moment helps the provider: an answer, a pause, an extension.
    public var inFavour: Instant { isLate && !confirmed ? recorded : happened }

    /// What counts where an earlier moment costs the provider: a receipt, a customer's answer.
    public var against: Instant { happened }

    /// The customer confirms what happened then and was recorded then.
    mutating func confirm(_ late: Moment) {
        if happened == late.happened, recorded == late.recorded { confirmed = true }
    }
}
