public import Agreements
public import BusinessTime

/// Something that happened to a ticket. Facts are appended, never changed; all state is a fold over them.
public struct Fact: Hashable, Sendable {
    public let what: What
    public let by: Actor
    public let way: Way
    /// When it happened. Counts for clocks, but see the rule of late facts.
    public let happened: Instant
    /// When the desk learnt of it; never runs backwards within a ticket.
    public let recorded: Instant

    public init(_ what: What, by: Actor, way: Way, happened: Instant, recorded: Instant) {
        self.what = what
        self.by = by
        self.way = way
        self.happened = happened
        self.recorded = recorded
    }

    public enum What: Hashable, Sendable {
        case received(Receipt)
        case identified(Identification)
        case classified(category: String)
        case severitySet(Severity, reason: String?)
        case assigned(Assignment)
        case escalated(Escalated)
        case acknowledged(by: Message.Reference?)
        case replied(Reply)
        case customerReplied(CustomerReply)
        case noted(Message.Reference)
        /// What the customer wrote last asks for nothing: nobody waits for an answer.
        case neededNoAnswer
        /// Our sending server accepted the message, or the portal showed it to a customer with an account.
        case delivered(Message.ID)
        /// The customer's server refused the message, or ours could not send it.
        case deliveryFailed(Message.ID, reason: String, ours: Bool)
        case informationRequested(InformationRequest)
        case informationProvided(flagged: Bool)
        case reminded(count: Int)
        case extended(Extension)
        case extensionNotified(number: Int)
        case extensionVoided(number: Int, reason: String)
        case excluded(Exclusion)
        case evidenceGiven(exclusion: Int, Evidence)
        case exclusionApproved(number: Int)
        case exclusionRefused(number: Int, reason: String)
        /// A draft of a separate agreement was begun for what is out of scope, by its short name.
        case separateAgreementBegun(String)
        case markedOutOfScope(reason: String, notice: Message.Reference)
        case disputed(Mark, reason: String)
        case disputeAnswered(Mark, upheld: Bool, reason: String)
        /// The mark is as if it never were.
        case reversed(Mark, reason: String)
        case resolved(Message.Reference, kind: ResolutionKind)
        case reopened(by: Message.ID?)
        /// "Thanks": the last reopening never counted, unless the customer objects.
        case noFurtherRequest
        case objected(reason: String)
        case objectionAnswered(upheld: Bool, reason: String)
        case closed(reason: ClosingReason)
        /// Access to a system of the customer's (G).
        case access(AccessFact)
        case merged(into: Ticket.ID)
        case unmerged
        case absorbed(Ticket.ID)
        case released(Ticket.ID)
        case split(into: Ticket.ID, message: Message.ID)
        case linked(Ticket.ID, reason: String)
        case rated(score: Int, comment: Message.Reference?)
        case markedNotInquiry(reason: String)
        case agreementChosen(AgreementVersion, reason: String)
        case warned(Promise, percent: Int)
        /// Dated by the deadline, whenever the alarm ran.
        case broken(Promise)
        /// A breach of that date no longer stands: an exclusion, or an answer that was in time after all.
        case lapsed(Promise, at: Instant)
        /// New zone data moved an open deadline.
        case deadlineMoved(Promise, from: Instant, to: Instant, zoneVersion: String)
        case erased(Person.ID)
        /// The customer confirms a late fact by its number: it counts when it happened.
        case confirmed(fact: Int)
    }
}
