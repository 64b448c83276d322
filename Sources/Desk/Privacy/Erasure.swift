public import BusinessTime

/// The erasing of a person's texts (clause J): asked for by one, confirmed by another of the other side.
public struct Erasure: Hashable, Sendable {
    public struct ID: Identity {
        public let rawValue: Int64
        public init(rawValue: Int64) { self.rawValue = rawValue }

        /// For people, for example "P-3".
        public var title: String { "P-\(rawValue)" }
    }

    /// Who acts: it takes one of each.
    public enum Side: String, Hashable, Sendable, CaseIterable { case manager, administrator }

    /// What was erased, in numbers: the report of it holds nothing else.
    public struct Extent: Hashable, Sendable {
        public var tickets = 0
        /// Written by the person: gone.
        public var messages = 0
        /// Written by others: the person's name in them is replaced.
        public var rewritten = 0
        public var attachments = 0
        /// Mails as they arrived, and copies of mails that went out.
        public var mails = 0
        /// Reasons and the like that stand beside facts.
        public var reasons = 0

        public init() {}

        public static func + (left: Extent, right: Extent) -> Extent {
            var sum = left
            sum.tickets += right.tickets
            sum.messages += right.messages
            sum.rewritten += right.rewritten
            sum.attachments += right.attachments
            sum.mails += right.mails
            sum.reasons += right.reasons
            return sum
        }
    }

    public enum Outcome: Hashable, Sendable {
        case confirmed(by: Actor, at: Instant, Extent)
        case refused(by: Actor, at: Instant, reason: String)
        case withdrawn(by: Actor, at: Instant, reason: String)
    }

    public let id: ID
    public let person: Person.ID
    public let reason: String
    public let askedBy: Actor
    public let side: Side
    public let askedAt: Instant
    public internal(set) var outcome: Outcome?
    public internal(set) var lastRecorded: Instant

    public var isOpen: Bool { outcome == nil }
}

/// Something that happened to an erasure.
public struct ErasureFact: Hashable, Sendable {
    public let what: What
    public let by: Actor
    public let recorded: Instant

    public init(_ what: What, by: Actor, recorded: Instant) {
        self.what = what
        self.by = by
        self.recorded = recorded
    }

    public enum What: Hashable, Sendable {
        case asked(Person.ID, Erasure.Side, reason: String)
        /// Done in the same transaction.
        case confirmed(Erasure.Extent)
        case refused(reason: String)
        case withdrawn(reason: String)
    }

    public enum Kind: String, CaseIterable, Hashable, Sendable { case asked, confirmed, refused, withdrawn }
}

extension ErasureFact.What {
    public var kind: ErasureFact.Kind {
        switch self {
        case .asked: .asked
        case .confirmed: .confirmed
        case .refused: .refused
        case .withdrawn: .withdrawn
        }
    }
}

extension Erasure {
    /// Replays a stream; nil unless it begins with the asking.
    public init?(id: ID, facts: some Sequence<ErasureFact>) {
        var found: Erasure?
        for fact in facts {
            if case .asked(let person, let side, let reason) = fact.what, found == nil {
                found = Erasure(
                    id: id, person: person, reason: reason, askedBy: fact.by, side: side,
                    askedAt: fact.recorded, lastRecorded: fact.recorded)
            }
            found?.take(fact)
        }
        guard let found else { return nil }
        self = found
    }

    private mutating func take(_ fact: ErasureFact) {
        lastRecorded = max(lastRecorded, fact.recorded)
        switch fact.what {
        case .asked: break  // It made the erasure.
        case .confirmed(let extent): outcome = .confirmed(by: fact.by, at: fact.recorded, extent)
        case .refused(let reason): outcome = .refused(by: fact.by, at: fact.recorded, reason: reason)
        case .withdrawn(let reason): outcome = .withdrawn(by: fact.by, at: fact.recorded, reason: reason)
        }
    }
}
