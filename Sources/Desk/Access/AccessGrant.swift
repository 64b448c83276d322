public import Agreements
public import BusinessTime

/// Clause G: the customer gives access to a system, for one ticket, to named people and for a time. What
/// opens the system, a password or a key, is never part of it.
public struct AccessGrant: Hashable, Sendable {
    /// Days from its beginning to its end, and to its beginning, at most.
    public static let daysMax = 30
    /// Characters.
    public static let wordsMax = 500

    /// Within the ticket, from 1.
    public var number: Int
    /// Which system.
    public var system: String
    /// What for.
    public var purpose: String
    public var users: AccessUsers
    public var span: Span
    /// Who of the customer gave it.
    public var contact: Person.ID
    /// By which way the customer said so.
    public var said: Way

    public init(
        number: Int = 0, system: String, purpose: String, users: AccessUsers, span: Span, contact: Person.ID,
        said: Way
    ) {
        self.number = number
        self.system = system
        self.purpose = purpose
        self.users = users
        self.span = span
        self.contact = contact
        self.said = said
    }
}

/// Who at the desk may use an access: the people named, everybody of a group, everybody of a tier.
public struct AccessUsers: Hashable, Sendable {
    public static let peopleMax = 50

    public var people: [Person.ID]
    public var group: String?
    public var tier: TierLevel?

    public init(people: [Person.ID] = [], group: String? = nil, tier: TierLevel? = nil) {
        self.people = people
        self.group = group
        self.tier = tier
    }

    public var isEmpty: Bool { people.isEmpty && group == nil && tier == nil }

    /// `groups` are the person's; a tier has its groups from the agreement.
    public func admits(_ person: Person.ID, groups: Set<String>, under terms: PinnedTerms?) -> Bool {
        if people.contains(person) { return true }
        if let group, groups.contains(group) { return true }
        guard let tier else { return false }
        return !groups.isDisjoint(with: terms?.terms.escalation.groups(of: tier) ?? [])
    }
}

/// How an access ended.
public enum AccessEnding: String, CaseIterable, Hashable, Sendable {
    case expired, customer, desk
    /// With its ticket.
    case closed
}

/// What happened to an access.
public enum AccessFact: Hashable, Sendable {
    case given(AccessGrant)
    case used(grant: Int, purpose: String)
    /// Who may use it, and who gave it, are told that it ends soon.
    case reminded(grant: Int)
    case ended(grant: Int, AccessEnding, reason: String?)

    public var kind: Fact.Kind {
        switch self {
        case .given: .accessGiven
        case .used: .accessUsed
        case .reminded: .accessReminded
        case .ended: .accessEnded
        }
    }

    /// The grant's number within the ticket.
    public var grant: Int {
        switch self {
        case .given(let grant): grant.number
        case .used(let grant, _), .reminded(let grant), .ended(let grant, _, _): grant
        }
    }
}

/// What somebody wants done about an access.
public enum AccessOrder: Hashable, Sendable {
    /// The number is given by the ticket.
    case give(AccessGrant)
    /// `groups` are those that the person is in.
    case use(grant: Int, purpose: String, groups: Set<String>)
    case end(grant: Int, reason: String)
}

/// What people are told of an access, by its number.
public enum AccessNotice: Hashable, Sendable {
    case given(Int)
    case expiring(Int)
    case ended(Int)

    public var grant: Int {
        switch self {
        case .given(let grant), .expiring(let grant), .ended(let grant): grant
        }
    }
}
