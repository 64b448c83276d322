public import Agreements
public import BusinessTime

/// What must be mailed or told because of a fact: an effect as a value, carried out by somebody else.
public struct Notice: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        /// A public message that a person wrote: send it.
        case message(Message.ID)
        /// The automatic receipt, with the promises.
        case receipt
        case newTicket
        case customerReplied(Message.ID)
        case assigned
        case warning(Promise, percent: Int)
        case breach(Promise)
        /// The same to whoever asked, where the agreement says so (E).
        case breachMail(Promise)
        case breachLapsed(Promise)
        case escalation(to: TierLevel)
        case reminder(count: Int)
        case closing(ClosingReason)
        case severityReduced(to: Severity)
        case exclusionProposed(number: Int)
        case exclusionApproved(number: Int)
        case extensionVoided(number: Int)
        case informationClaimed
        case markReversed(Mark)
        case disputed(Mark)
        case disputeAnswered(Mark, upheld: Bool)
        case objected
        case objectionAnswered(upheld: Bool)
        case reopened
        case noFurtherRequest
        case deliveryFailed(Message.ID)
        case deadlineMoved(Promise, to: Instant)
        case access(AccessNotice)
        case ratedLow(score: Int)
    }

    public enum Audience: Hashable, Sendable {
        case requester
        case person(Person.ID)
        /// Somebody of the customer's, who need not have asked.
        case contact(Person.ID)
        case group(String)
        case tier(TierLevel)
        case managers
    }

    public let kind: Kind
    public let to: Audience
    public let clause: Clause
    /// An act the agreement demands: outside the hourly limit of automatic mail, one per fact.
    public let isRequired: Bool

    init(_ kind: Kind, to: Audience, _ clause: Clause, isRequired: Bool = false) {
        self.kind = kind
        self.to = to
        self.clause = clause
        self.isRequired = isRequired
    }
}

/// What follows from new facts for people. `ticket` is the ticket after the facts.
public func notices(for facts: [Fact], ticket: Ticket, terms: PinnedTerms?) -> [Notice] {
    let mailsBreaches = terms?.terms.escalation.breachMail == true
    return facts.flatMap { fact in
        ticket.notices(for: fact.what) + (mailsBreaches ? ticket.breachMails(for: fact.what) : [])
    }
}
