public import BusinessTime

/// Something outside the agreement that touches many tickets (clause H): declared by one, approved by
/// another, and then excluded on each ticket whose clock ran in its span.
public struct ExclusionEvent: Hashable, Sendable {
    public struct ID: Identity {
        public let rawValue: Int64
        public init(rawValue: Int64) { self.rawValue = rawValue }

        /// For people, for example "E-3".
        public var title: String { "E-\(rawValue)" }
    }

    /// What is said of it when it is declared.
    public struct Declaration: Hashable, Sendable {
        public var from: Instant
        /// nil while it lasts.
        public var to: Instant?
        public var ground: String
        /// What happened, for example "The carrier's line was down".
        public var reason: String
        public var scope: Scope

        public init(from: Instant, to: Instant?, ground: String, reason: String, scope: Scope) {
            self.from = from
            self.to = to
            self.ground = ground
            self.reason = reason
            self.scope = scope
        }
    }

    public enum Outcome: Hashable, Sendable {
        case approved(by: Actor, at: Instant)
        case refused(by: Actor, at: Instant, reason: String)
        case withdrawn(by: Actor, at: Instant, reason: String)
        /// After it was approved.
        case takenBack(by: Actor, at: Instant, reason: String)
    }

    public let id: ID
    public let declared: Declaration
    public let declaredBy: Actor
    public let declaredAt: Instant
    /// When it ended, and when the desk wrote that down: from then on it is proposed.
    public internal(set) var to: Instant?
    public internal(set) var proposedAt: Instant?
    /// Who declared it and who wrote down its end: neither approves it.
    public internal(set) var authors: [Actor]
    public internal(set) var evidence: [Evidence] = []
    public internal(set) var outcome: Outcome?
    public internal(set) var lastRecorded: Instant

    public var isOpen: Bool { outcome == nil }

    public var approvedBy: Actor? {
        if case .approved(let by, _) = outcome { by } else { nil }
    }

    /// Who took it back after it was approved, and why.
    public var takenBack: (by: Actor, reason: String)? {
        if case .takenBack(let by, _, let reason) = outcome { (by, reason) } else { nil }
    }

    /// What each ticket that it touches is to bear; nil while it lasts.
    public var exclusion: EventExclusion? {
        guard let to, let proposedAt, let last = authors.last else { return nil }
        return EventExclusion(
            event: id, span: Span(from: declared.from, to: to), ground: declared.ground,
            reason: declared.reason, evidence: evidence, proposedBy: last, proposedAt: proposedAt)
    }
}

extension ExclusionEvent {
    /// Which tickets it is about: those of all the named agreements and categories, received up to its end,
    /// whenever it was declared; and the tickets that were picked.
    public struct Scope: Hashable, Sendable {
        /// None means all.
        public var agreements: [String]
        /// None means all.
        public var categories: [String]
        public var tickets: [Ticket.ID]

        public init(agreements: [String] = [], categories: [String] = [], tickets: [Ticket.ID] = []) {
            self.agreements = agreements
            self.categories = categories
            self.tickets = tickets
        }

        /// Only what was picked.
        public var isPicked: Bool { agreements.isEmpty && categories.isEmpty }

        public func covers(_ id: Ticket.ID, agreement: String, category: String) -> Bool {
            if tickets.contains(id) { return true }
            if isPicked { return false }
            return (agreements.isEmpty || agreements.contains(agreement))
                && (categories.isEmpty || categories.contains(category))
        }
    }
}

/// What an event excludes on each ticket that it touches.
public struct EventExclusion: Hashable, Sendable {
    public let event: ExclusionEvent.ID
    public let span: Span
    public let ground: String
    public let reason: String
    public let evidence: [Evidence]
    public let proposedBy: Actor
    public let proposedAt: Instant

    public init(
        event: ExclusionEvent.ID, span: Span, ground: String, reason: String, evidence: [Evidence],
        proposedBy: Actor, proposedAt: Instant
    ) {
        self.event = event
        self.span = span
        self.ground = ground
        self.reason = reason
        self.evidence = evidence
        self.proposedBy = proposedBy
        self.proposedAt = proposedAt
    }
}
