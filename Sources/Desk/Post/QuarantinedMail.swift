public import BusinessTime

/// A mail that the desk keeps in sight instead of taking it in, until a person says what it is.
public struct QuarantinedMail: Hashable, Sendable {
    /// Its number in the inbox.
    public struct ID: Identity {
        public let rawValue: Int64
        public init(rawValue: Int64) { self.rawValue = rawValue }
    }

    /// Why it is kept.
    public enum Cause: String, CaseIterable, Hashable, Sendable {
        /// It names no sender, or none that can be read.
        case noSender = "no-sender"
        /// A report on a message that the desk did not send.
        case unknownReport = "unknown-report"
        /// A program's answer that belongs to no ticket.
        case autoReply = "auto-reply"
        /// The desk's own mail, or one from the desk's own address, that came back.
        case ownMail = "own-mail"
        /// It says that it is an agent's, and nothing proves it.
        case unprovenAgent = "unproven-agent"
        /// An agent forwarded it, and the original sender can't be read.
        case unreadableForward = "unreadable-forward"
        /// For whoever runs the mail server.
        case postmaster
        /// Its bytes are gone from the store.
        case lost
        /// The desk could not take it in.
        case failed
    }

    public enum Standing: Hashable, Sendable {
        case waiting
        /// It went the way it would have gone.
        case released
        /// It went to this ticket.
        case attached(Ticket.ID)
        case discarded
    }

    public let id: ID
    public private(set) var cause: Cause
    public private(set) var standing = Standing.waiting

    /// nil where nothing ever kept it.
    public init?(_ id: ID, _ facts: some Sequence<QuarantineFact>) {
        var mail: QuarantinedMail?
        for fact in facts {
            if case .kept(let cause) = fact.what, mail == nil { mail = QuarantinedMail(id: id, cause: cause) }
            mail?.evolve(fact)
        }
        guard let mail else { return nil }
        self = mail
    }

    private init(id: ID, cause: Cause) {
        self.id = id
        self.cause = cause
    }

    private mutating func evolve(_ fact: QuarantineFact) {
        switch fact.what {
        // One that was let go and could not be taken in comes back.
        case .kept(let cause): (self.cause, standing) = (cause, .waiting)
        case .released: standing = .released
        case .attached(let ticket): standing = .attached(ticket)
        case .discarded: standing = .discarded
        }
    }

    /// What a person says about it, or the refusal.
    public func decide(_ what: QuarantineFact.What, by actor: Actor, at now: Instant) throws(Refusal)
        -> QuarantineFact
    {
        switch (what, standing) {
        case (.kept, _): break
        case (.released, .discarded), (.attached, .discarded): break
        case (_, .waiting): break
        default:
            throw Refusal(
                "not-waiting", "Somebody has decided about this mail already.",
                remedy: "Open it again: it says who did what, and where it went.")
        }
        if case .discarded(let reason) = what, reason.isBlank {
            throw Refusal(
                "reason-missing", field: "reason", "A reason is needed.",
                remedy: "Say in a sentence why this is no mail for the desk; it stays in the list.")
        }
        return QuarantineFact(what, by: actor, recorded: now)
    }
}

/// What happened to a mail in quarantine. Facts are appended, never changed.
public struct QuarantineFact: Hashable, Sendable {
    public enum What: Hashable, Sendable {
        case kept(QuarantinedMail.Cause)
        case released
        case attached(Ticket.ID)
        case discarded(reason: String)
    }

    public let what: What
    public let by: Actor
    public let recorded: Instant

    public init(_ what: What, by actor: Actor, recorded: Instant) {
        self.what = what
        by = actor
        self.recorded = recorded
    }
}

extension QuarantineFact {
    public enum Kind: String, CaseIterable, Hashable, Sendable { case kept, released, attached, discarded }
}

extension QuarantineFact.What {
    public var kind: QuarantineFact.Kind {
        switch self {
        case .kept: .kept
        case .released: .released
        case .attached: .attached
        case .discarded: .discarded
        }
    }
}
