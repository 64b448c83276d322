public import Agreements
public import BusinessTime

/// What somebody asks the desk to do. `decide` answers with facts or a refusal.
public struct Command: Hashable, Sendable {
    public var what: What
    public var by: Actor
    public var way: Way
    /// When it happened, if that was before now: a call logged afterwards, a receipt read from a header.
    public var happened: Instant?

    public init(_ what: What, by: Actor, way: Way, happened: Instant? = nil) {
        self.what = what
        self.by = by
        self.way = way
        self.happened = happened
    }

    public enum What: Hashable, Sendable {
        case receive(Receipt)
        case identify(Identification)
        case chooseAgreement(AgreementVersion, reason: String)
        case classify(category: String)
        case setSeverity(Severity, reason: String?)
        case assign(Assignment)
        case escalate(to: TierLevel, reason: String)
        /// Always sends a message.
        case acknowledge(Message.Reference, displayed: Bool)
        /// A conversation: the call was answered, the chat taken up by a named person.
        case converse(Message.Reference)
        case reply(Message.Reference, displayed: Bool)
        case customerReply(CustomerReply)
        case note(Message.Reference)
        /// What the customer wrote last asks for nothing.
        case needNoAnswer
        case messageAccepted(Message.ID)
        case messageFailed(Message.ID, reason: String, ours: Bool)
        case requestInformation(InformationRequest)
        /// "I have given this", said by the customer without a message: ends the pause, flags a manager.
        case provideInformation
        case extend(
            ground: String, reason: String, by: BusinessSeconds, notice: Message.Reference, displayed: Bool)
        case exclude(Span, ground: String, reason: String, evidence: [Evidence] = [])
        /// An approved event on this ticket.
        case excludeEvent(EventExclusion)
        /// Further files for an exclusion that waits for its approval or an answer.
        case giveEvidence(exclusion: Int, [Evidence])
        case approveExclusion(number: Int)
        case refuseExclusion(number: Int, reason: String)
        case beginSeparateAgreement(String)
        case markOutOfScope(reason: String, notice: Message.Reference)
        case dispute(Mark, reason: String)
        case answerDispute(Mark, upheld: Bool, reason: String)
        case reverse(Mark, reason: String)
        case resolve(Message.Reference, kind: ResolutionKind, displayed: Bool)
        case reopen(reason: String)
        case noFurtherRequest
        case object(reason: String)
        case answerObjection(upheld: Bool, reason: String)
        /// Access to a system of the customer's (G).
        case access(AccessOrder)
        case merge(into: Ticket.ID)
        case unmerge
        case absorb(Ticket.ID)
        case release(Ticket.ID)
        case split(into: Ticket.ID, message: Message.ID)
        case link(Ticket.ID, reason: String)
        case rate(score: Int, comment: Message.Reference?)
        case markNotInquiry(reason: String)
        case moveDeadlines(zoneVersion: String, before: [Promise: Instant])
        case erase(Person.ID)
        /// The customer confirms a fact that was recorded late, by its number in the ticket.
        case confirm(fact: Int)
        /// The alarm: writes everything that is due by now, dated when it fell due.
        case wake
    }
}
