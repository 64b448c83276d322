public import Agreements
public import BusinessTime

/// Which agreement's terms a ticket is held to, decided at receipt.
public enum Pinning: Hashable, Sendable {
    case version(AgreementVersion)
    /// Several remain: the earliest acknowledgment deadline applies until an agent chooses.
    case candidates([AgreementVersion])
    /// No agreement in force at receipt.
    case noPromise(reason: String)
}

/// How a ticket began. The fact's `happened` is the receipt.
public struct Receipt: Hashable, Sendable {
    public var requester: Person.ID
    public var organisation: Organisation.ID?
    public var message: Message.Reference
    public var pinning: Pinning
    public var severity: Severity
    public var category: String
    public var tier: TierLevel
    public var group: String
    /// Opened by an agent of the desk's own accord: outside adherence.
    public var openedByAgent: Bool
    /// The ticket this one was split from.
    public var splitFrom: Ticket.ID?
    /// For a split: the first public answer after the split message, given before the split.
    public var answer: EarlierAnswer?

    public init(
        requester: Person.ID, organisation: Organisation.ID?, message: Message.Reference, pinning: Pinning,
        severity: Severity, category: String, tier: TierLevel, group: String,
        openedByAgent: Bool = false, splitFrom: Ticket.ID? = nil, answer: EarlierAnswer? = nil
    ) {
        self.requester = requester
        self.organisation = organisation
        self.message = message
        self.pinning = pinning
        self.severity = severity
        self.category = category
        self.tier = tier
        self.group = group
        self.openedByAgent = openedByAgent
        self.splitFrom = splitFrom
        self.answer = answer
    }
}

/// A public answer that was given in the ticket a message was split from.
public struct EarlierAnswer: Hashable, Sendable {
    public var message: Message.Reference
    public var by: Actor
    public var at: Instant

    public init(message: Message.Reference, by: Actor, at: Instant) {
        self.message = message
        self.by = by
        self.at = at
    }
}

/// A late answer to "who is this": the version in force at receipt applies, from receipt.
public struct Identification: Hashable, Sendable {
    public var requester: Person.ID
    public var organisation: Organisation.ID
    public var pinning: Pinning

    public init(requester: Person.ID, organisation: Organisation.ID, pinning: Pinning) {
        self.requester = requester
        self.organisation = organisation
        self.pinning = pinning
    }
}

/// Who has the ticket.
public struct Assignment: Hashable, Sendable {
    public var person: Person.ID?
    public var group: String
    public var reason: String?

    public init(person: Person.ID?, group: String, reason: String? = nil) {
        self.person = person
        self.group = group
        self.reason = reason
    }
}

public struct Escalated: Hashable, Sendable {
    public enum Cause: Hashable, Sendable {
        case byHand(reason: String)
        case share(Promise, percent: Int)
        case breach(Promise)
    }

    public var to: TierLevel
    public var cause: Cause
    /// The groups of that tier when it happened: the first gets the ticket, the others see it. Empty where
    /// the agreement names none, and the ticket stays where it is.
    public var groups: [String]

    public init(to: TierLevel, cause: Cause, groups: [String] = []) {
        self.to = to
        self.cause = cause
        self.groups = groups
    }
}

/// A public message to the customer.
public struct Reply: Hashable, Sendable {
    public var message: Message.Reference
    /// Written or chosen by a named person, so that it acknowledges once delivered.
    public var acknowledges: Bool
    /// Shown at once to a customer with an account, or spoken: no delivery is awaited.
    public var displayed: Bool
    /// The message holds the answer, fix or workaround: delivered, it resolves.
    public var resolves: ResolutionKind?

    public init(
        message: Message.Reference, acknowledges: Bool, displayed: Bool, resolves: ResolutionKind? = nil
    ) {
        self.message = message
        self.acknowledges = acknowledges
        self.displayed = displayed
        self.resolves = resolves
    }
}

public struct CustomerReply: Hashable, Sendable {
    public var message: Message.Reference
    /// Out of office and other robots: stored, and changes nothing.
    public var automatic: Bool

    public init(message: Message.Reference, automatic: Bool) {
        self.message = message
        self.automatic = automatic
    }
}

/// Clause G: names what is missing and pauses the clocks once accepted or displayed.
public struct InformationRequest: Hashable, Sendable {
    public var missing: [String]
    /// The system to which access is asked for.
    public var access: String?
    public var message: Message.Reference
    public var displayed: Bool

    public init(missing: [String], access: String? = nil, message: Message.Reference, displayed: Bool) {
        self.missing = missing
        self.access = access
        self.message = message
        self.displayed = displayed
    }

    /// All that is missing, in words.
    public var named: [String] { missing + (access.map { ["Access to \($0)"] } ?? []) }
}

/// Clause A.2: more time, with a ground of the agreement and a notice to the customer.
public struct Extension: Hashable, Sendable {
    public var number: Int
    public var ground: String
    public var reason: String
    public var added: BusinessSeconds
    public var notice: Message.Reference
    public var displayed: Bool

    public init(
        number: Int, ground: String, reason: String, added: BusinessSeconds, notice: Message.Reference,
        displayed: Bool
    ) {
        self.number = number
        self.ground = ground
        self.reason = reason
        self.added = added
        self.notice = notice
        self.displayed = displayed
    }
}

/// Clause H: a span that is not counted, once another manager approves.
public struct Exclusion: Hashable, Sendable {
    public var number: Int
    public var span: Span
    public var ground: String
    public var reason: String
    /// The declared event that it is part of.
    public var event: ExclusionEvent.ID?
    public var evidence: [Evidence]

    public init(
        number: Int, span: Span, ground: String, reason: String, event: ExclusionEvent.ID? = nil,
        evidence: [Evidence] = []
    ) {
        self.number = number
        self.span = span
        self.ground = ground
        self.reason = reason
        self.event = event
        self.evidence = evidence
    }
}

/// What a customer can dispute and the desk can reverse.
public enum Mark: Hashable, Sendable {
    case exclusion(number: Int)
    case outOfScope
    case notInquiry
    case severityReduction
}

public enum ResolutionKind: String, CaseIterable, Hashable, Sendable {
    case answer, fix, workaround
}

public enum ClosingReason: String, CaseIterable, Hashable, Sendable {
    case windowOver = "window-over"
    case noAnswer = "no-answer"
    case notInquiry = "not-inquiry"
    case outOfScope = "out-of-scope"
}
