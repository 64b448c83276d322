public import Agreements
public import BusinessTime

/// The answer that kept or missed the first promise.
public struct Acknowledgment: Hashable, Sendable {
    public let message: Message.Reference?
    public let by: Actor
    public internal(set) var moment: Moment

    public var at: Instant { moment.inFavour }
}

/// A public message of the desk on its way to the customer.
public struct SentMessage: Hashable, Sendable {
    /// The number of the fact that sent it.
    public let number: Int
    public let message: Message.Reference
    public let by: Actor
    public let writtenAt: Instant
    public let acknowledges: Bool
    /// The message resolves once it is delivered.
    public let resolves: ResolutionKind?
    /// Accepted by our sending server, or displayed.
    public internal(set) var delivered: Moment?
    public internal(set) var failure: String?

    public var deliveredAt: Instant? { delivered?.inFavour }
}

/// A message of the customer.
public struct HeardMessage: Hashable, Sendable {
    public let message: Message.ID
    public let at: Instant
}

/// A severity set after receipt.
public struct SeverityChange: Hashable, Sendable {
    public let from: Severity
    public let to: Severity
    public let by: Actor
    public let reason: String?
    public let moment: Moment
    public internal(set) var dispute: Dispute?
    /// A dispute upheld or a reversal: as if it never were.
    public internal(set) var isReversed = false

    public var isReduction: Bool { to < from }
    /// A raise counts when it happened, a reduction when it was recorded if that was late.
    public var at: Instant { isReduction ? moment.inFavour : moment.against }
}

/// A request for what is missing (clause G): a pause, once it reached the customer.
public struct Wait: Hashable, Sendable {
    public let missing: [String]
    /// The system to which access is asked for, where one is.
    public let access: String?
    public let message: Message.Reference
    public let by: Actor
    public internal(set) var accepted: Moment?
    /// When the customer answered, or the wait ended otherwise.
    public internal(set) var to: Instant?
    /// When the reminders went out.
    public internal(set) var reminders: [Instant] = []

    public var from: Instant? { accepted?.inFavour }
}

/// An extension of the resolution (clause A.2) and what became of it.
public struct Lengthening: Hashable, Sendable {
    public let what: Extension
    public let by: Actor
    public let made: Moment
    public internal(set) var notified: Moment?
    public internal(set) var voided: Moment?
    public internal(set) var voidReason: String?
}

/// An exclusion (clause H) from proposal to decision.
public struct ExcludedSpan: Hashable, Sendable {
    public internal(set) var what: Exclusion
    public let proposedBy: Actor
    public internal(set) var approvedBy: Actor?
    /// When the customer was told of the approval.
    public internal(set) var approvedAt: Instant?
    public internal(set) var refusedFor: String?
    public internal(set) var dispute: Dispute?
    public internal(set) var isReversed = false

    public var isInForce: Bool { approvedAt != nil && !isReversed }
    public var isOpen: Bool { approvedAt == nil && refusedFor == nil && !isReversed }
}

/// Out of scope (clause C.2), or not an inquiry at all.
public struct Marking: Hashable, Sendable {
    public let reason: String
    public let by: Actor
    public let at: Instant
    public internal(set) var dispute: Dispute?
}

/// The customer's objection to a mark; it changes no clock until it is answered.
public struct Dispute: Hashable, Sendable {
    public let reason: String
    public let by: Actor
    public let at: Instant
    public internal(set) var answer: Answer?

    public struct Answer: Hashable, Sendable {
        public let upheld: Bool
        public let reason: String
        public let at: Instant
    }

    public var isPending: Bool { answer == nil }
}

/// A resolution and what became of it.
public struct Resolution: Hashable, Sendable {
    public let message: Message.Reference
    public let kind: ResolutionKind
    public let by: Actor
    public internal(set) var moment: Moment
    public internal(set) var reopenedAt: Instant?
    /// The number of the fact that reopened it.
    public internal(set) var reopenedBy: Int?
    /// "Thanks": since then the reopening never counted.
    public internal(set) var cancelledAt: Instant?
    public internal(set) var objection: Dispute?

    /// When the resolution ceased to stand; nil while it stands.
    public var endedAt: Instant? { cancelledAt == nil ? reopenedAt : nil }
    /// An upheld objection: the time it stood resolved counts after all.
    public var isOverruled: Bool { objection?.answer?.upheld == true }
}

public struct Closing: Hashable, Sendable {
    public let reason: ClosingReason
    public let at: Instant
}

/// A merge joins the conversation, not the promises.
public struct Merger: Hashable, Sendable {
    public let into: Ticket.ID
    public let at: Instant
    let factsBefore: Int
    /// What was fulfilled before; undoing the merge goes back to it.
    let acknowledgmentBefore: Acknowledgment?
    let resolutionsBefore: [Resolution]
}

/// What the alarm has done already, so that it does each once.
public struct Alarms: Hashable, Sendable {
    public internal(set) var warned: [Warning] = []
    public internal(set) var escalated: [Escalated.Cause] = []
    public internal(set) var breaches: [Breach] = []
    /// How often each promise broke, what no longer stands included.
    public internal(set) var breachCounts: [Promise: Int] = [:]
    /// Breaches under an earlier agreement version: choosing another never erases them.
    public internal(set) var heldBreaches: [Breach] = []

    public struct Warning: Hashable, Sendable {
        public let promise: Promise
        public let percent: Int
    }
}

/// A promise not done by its deadline, dated by the deadline.
public struct Breach: Hashable, Sendable {
    public let promise: Promise
    public let at: Instant
}
