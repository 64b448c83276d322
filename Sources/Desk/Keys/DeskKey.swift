public import BusinessTime

/// One of the desk's keys, with which evidence is signed. Its public half stays published for ever.
public struct DeskKey: Hashable, Sendable {
    /// How it took the place of the one before.
    public enum Beginning: Hashable, Sendable {
        case first
        /// The key before it signed that this one follows.
        case rotated(signature: [UInt8])
        /// The key before it was lost; a person says why, and nothing but the audit chain vouches for it.
        case replaced(reason: String)
    }

    /// From 1.
    public let number: Int
    /// 32 bytes, Ed25519.
    public let publicKey: [UInt8]
    public let beginning: Beginning
    public let from: Instant
    /// The first instant at which another one signs; nil for the key in use.
    public internal(set) var until: Instant?
}

/// What happened to the desk's keys. Facts are appended, never changed.
public struct KeyFact: Hashable, Sendable {
    public enum What: Hashable, Sendable {
        case made([UInt8])
        case rotated([UInt8], signature: [UInt8])
        case replaced([UInt8], reason: String)
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

/// The desk's keys in their order, folded from their facts.
public struct KeyRing: Hashable, Sendable {
    public private(set) var keys: [DeskKey] = []

    public init(_ facts: [KeyFact]) {
        for fact in facts { evolve(fact) }
    }

    /// The one that signs; nil before the desk was started for the first time.
    public var current: DeskKey? { keys.last }

    private mutating func evolve(_ fact: KeyFact) {
        let (publicKey, beginning): ([UInt8], DeskKey.Beginning) =
            switch fact.what {
            case .made(let key): (key, .first)
            case .rotated(let key, let signature): (key, .rotated(signature: signature))
            case .replaced(let key, let reason): (key, .replaced(reason: reason))
            }
        if !keys.isEmpty { keys[keys.count - 1].until = fact.recorded }
        keys.append(
            DeskKey(
                number: keys.count + 1, publicKey: publicKey, beginning: beginning, from: fact.recorded))
    }
}
