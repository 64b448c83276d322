public import BusinessTime

/// Something that happened to a declared event.
public struct EventFact: Hashable, Sendable {
    public let what: What
    public let by: Actor
    public let happened: Instant
    public let recorded: Instant

    public init(_ what: What, by: Actor, happened: Instant, recorded: Instant) {
        self.what = what
        self.by = by
        self.happened = happened
        self.recorded = recorded
    }

    public enum What: Hashable, Sendable {
        case declared(ExclusionEvent.Declaration)
        /// It was over at that instant.
        case ended(at: Instant)
        case evidenceGiven(Evidence)
        case approved
        case refused(reason: String)
        /// By the desk, before it was approved.
        case withdrawn(reason: String)
        /// After it was approved: on all its tickets it is as if it never were.
        case takenBack(reason: String)
    }

    public enum Kind: String, CaseIterable, Hashable, Sendable {
        case declared, ended, evidenceGiven, approved, refused, withdrawn, takenBack
    }
}

extension EventFact.What {
    public var kind: EventFact.Kind {
        switch self {
        case .declared: .declared
        case .ended: .ended
        case .evidenceGiven: .evidenceGiven
        case .approved: .approved
        case .refused: .refused
        case .withdrawn: .withdrawn
        case .takenBack: .takenBack
        }
    }
}

/// What somebody wants done with an event.
public struct EventCommand: Hashable, Sendable {
    public let what: What
    public let by: Actor

    public init(_ what: What, by actor: Actor) {
        self.what = what
        by = actor
    }

    public enum What: Hashable, Sendable {
        case declare(ExclusionEvent.Declaration, evidence: [Evidence])
        case end(at: Instant)
        case giveEvidence([Evidence])
        case approve
        case refuse(reason: String)
        case withdraw(reason: String)
        case takeBack(reason: String)
    }
}
