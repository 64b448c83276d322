/// How a group gives tickets that nobody has to somebody of it (clause E).
public enum AssigningRule: String, CaseIterable, Hashable, Sendable {
    /// People take them, or give them to each other.
    case byHand = "by-hand"
    /// To whoever had none by the rule for the longest.
    case inTurn = "in-turn"
    /// To whoever has the fewest that are open; equal ones in turn.
    case byLoad = "by-load"

    /// Somebody of the group who could get a ticket.
    public struct Candidate: Hashable, Sendable {
        public let person: Person.ID
        /// Open tickets that they have; asked by load alone.
        public let open: Int
        /// The place of their newest one by the rule, counted up in the group; 0 for none yet.
        public let lastTurn: Int64
        /// Whether the agreement names them for the ticket's tier (clause E): they go before the others.
        public let isNamed: Bool

        public init(_ person: Person.ID, open: Int = 0, lastTurn: Int64 = 0, isNamed: Bool = false) {
            self.isNamed = isNamed
            self.person = person
            self.open = open
            self.lastTurn = lastTurn
        }
    }

    /// Who gets it, with the reason as the timeline says it; nobody where none of them is on. Nil where a
    /// person is to decide.
    ///
    /// - Parameter isOn: whether somebody works now; asked in the order of the rule, until one does.
    public func assignment(
        of group: String, among candidates: [Candidate], isOn: (Person.ID) throws -> Bool
    ) rethrows -> Assignment? {
        if self == .byHand { return nil }
        guard let chosen = try candidates.sorted(by: goesBefore).first(where: { try isOn($0.person) }) else {
            let why = candidates.isEmpty ? "nobody there takes tickets" : "nobody there is on now"
            return Assignment(person: nil, group: group, reason: why)
        }
        let reason = self == .byLoad ? "least open: \(chosen.open)" : "in turn"
        return Assignment(
            person: chosen.person, group: group,
            reason: chosen.isNamed ? reason + ", among those whom the agreement names" : reason)
    }

    private func goesBefore(_ one: Candidate, _ other: Candidate) -> Bool {
        if one.isNamed != other.isNamed { return one.isNamed }
        if self == .byLoad, one.open != other.open { return one.open < other.open }
        return (one.lastTurn, one.person.rawValue) < (other.lastTurn, other.person.rawValue)
    }
}

extension Ticket {
    /// Whether the rule of its group found nobody for it, and nobody has decided anything since: it is handed
    /// out once somebody of the group is on.
    public func isLeft(by facts: [Fact]) -> Bool {
        guard assignee == nil, isActive, merger == nil else { return false }
        for fact in facts.reversed() {
            guard case .assigned(let given) = fact.what else { continue }
            return fact.by == .desk && given.person == nil && given.group == group
        }
        return false
    }

    /// Whether the rule of its group is asked after these facts: it came to the group with nobody. Whoever
    /// has it keeps it, and what a person takes from all within the group stays with nobody.
    public func comesToGroup(by new: [Fact], before: Ticket?) -> Bool {
        guard assignee == nil, isActive, merger == nil else { return false }
        return new.contains { fact in
            switch fact.what {
            case .received: true
            // Where the agreement names no group for the tier, it stays with those who moved it up.
            case .escalated: group != before?.group
            case .assigned(let given): given.group != before?.group
            default: false
            }
        }
    }
}
