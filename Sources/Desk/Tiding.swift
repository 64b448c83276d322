/// What a ticket has to tell somebody at the desk besides its promises. It goes as soon as it no longer
/// holds: of replies when one is answered, of an assignment when somebody else has the ticket.
public struct Tiding: Hashable, Sendable {
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        case replied, reopened, assigned, escalated, disputed, objected

        /// Also on a ticket that is resolved: somebody has to decide.
        public var outlivesResolution: Bool { self == .disputed || self == .objected }
    }

    public enum Audience: Hashable, Sendable {
        case person(Person.ID)
        /// Whoever is in the group that has the ticket.
        case group
        case managers
    }

    public let kind: Kind
    public let to: Audience
    /// The fact that says so, by its number in the ticket, from 1.
    public let fact: Int
}

extension Ticket {
    /// What is to be told as it stands; `facts` are the ticket's own.
    public func tidings(of facts: [Fact]) -> [Tiding] {
        let isOpen = isActive && merger == nil
        let all = [replied, reopened(facts), assigned(facts), escalated(facts)] + opposed(facts)
        return all.compactMap(\.self).filter { isOpen || $0.kind.outlivesResolution }
    }

    private var holder: Tiding.Audience { assignee.map { .person($0) } ?? .group }

    private var replied: Tiding? {
        unanswered.map { Tiding(kind: .replied, to: holder, fact: $0.fact) }
    }

    private func reopened(_ facts: [Fact]) -> Tiding? {
        Self.last(facts) { if case .reopened = $0 { true } else { false } }.map {
            Tiding(kind: .reopened, to: holder, fact: $0)
        }
    }

    /// Who took it themself knows.
    private func assigned(_ facts: [Fact]) -> Tiding? {
        guard let assignee, let last = Self.last(facts, { if case .assigned = $0 { true } else { false } }),
            facts[last - 1].by != .agent(assignee)
        else { return nil }
        return Tiding(kind: .assigned, to: .person(assignee), fact: last)
    }

    /// Until somebody of the higher tier has it.
    private func escalated(_ facts: [Fact]) -> Tiding? {
        guard assignee == nil,
            let last = Self.last(facts, { if case .escalated = $0 { true } else { false } })
        else { return nil }
        return Tiding(kind: .escalated, to: .group, fact: last)
    }

    private func opposed(_ facts: [Fact]) -> [Tiding?] {
        let (marks, objection) = (pendingDisputes, pendingObjection)
        if marks.isEmpty, objection == nil { return [] }
        let disputed = Self.last(facts) { what in
            if case .disputed(let mark, _) = what { marks.contains(mark) } else { false }
        }
        let objected = Self.last(facts) { if case .objected = $0 { true } else { false } }
        return [
            disputed.map { Tiding(kind: .disputed, to: .managers, fact: $0) },
            objection == nil ? nil : objected.map { Tiding(kind: .objected, to: .managers, fact: $0) },
        ]
    }

    private static func last(_ facts: [Fact], _ isMeant: (Fact.What) -> Bool) -> Int? {
        facts.lastIndex { isMeant($0.what) }.map { $0 + 1 }
    }
}
