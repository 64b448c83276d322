import Agreements
import BusinessTime

// Who has the ticket, on which tier, and what it is about.
extension Ticket {
    func classify(_ category: String, _ act: Act) throws(Refusal) -> [Fact] {
        try requireNotClosed("be classified")
        if let scope = act.terms?.terms.scope, !scope.categories.contains(category) {
            throw Refusal(
                "unknown-category", clause: .inScope, field: "category",
                "The agreement knows no category \"\(category)\".",
                remedy: "Choose one of: \(scope.categories.joined(separator: ", ")).")
        }
        // As the agreement spells it: a letter with an accent can be written in two ways.
        let category = act.terms?.terms.scope.categories.first { $0 == category } ?? category
        if category == self.category { return [] }
        return [act.fact(.classified(category: category))]
    }

    func assign(_ assignment: Assignment, _ act: Act) throws(Refusal) -> [Fact] {
        if act.isCustomer { try act.requireAgent(.escalation, "assign a ticket") }
        try requireNotClosed("be assigned")
        // A rule says anew that it finds nobody; what a person asks for and is so already is no fact.
        let isSame = assignment.person == assignee && assignment.group == group
        if isSame, act.by != .desk { return [] }
        return [act.fact(.assigned(assignment))]
    }

    /// Who has just answered in public what nobody has: they get it. Notices of the desk and what a program
    /// sends are nobody's.
    public func answerer(in new: [Fact]) -> Person.ID? {
        guard assignee == nil, merger == nil, closing == nil else { return nil }
        for fact in new {
            guard case .agent(let person) = fact.by else { continue }
            switch fact.what {
            case .replied, .informationRequested, .extended, .markedOutOfScope: return person
            default: continue
            }
        }
        return nil
    }

    func escalate(to level: TierLevel, _ reason: String, _ act: Act) throws(Refusal) -> [Fact] {
        try act.requireAgent(.escalation, "escalate by hand")
        try requireActive("be escalated")
        try act.require(reason: reason, .escalation)
        if level <= tier {
            throw Refusal(
                "not-higher", clause: .escalation, field: "to",
                "The ticket is on tier \(tier.rawValue) already.",
                remedy: "Choose a higher tier, or assign it within the tier.")
        }
        let groups = act.terms?.terms.escalation.groups(of: level) ?? []
        return [act.fact(.escalated(Escalated(to: level, cause: .byHand(reason: reason), groups: groups)))]
    }

    mutating func assigned(_ assignment: Assignment) {
        assignee = assignment.person
        if assignment.group != group { otherGroups = [] }
        group = assignment.group
    }

    mutating func escalated(_ escalation: Escalated) {
        tier = max(tier, escalation.to)
        alarms.escalated.append(escalation.cause)
        assignee = nil
        guard let first = escalation.groups.first else { return }
        let viewers = otherGroups + [group] + escalation.groups
        group = first
        var seen: Set<String> = [first]
        otherGroups = viewers.filter { seen.insert($0).inserted }
    }

    /// Moved up by a person, which can be a ground for an extension.
    var isEscalatedByHand: Bool {
        alarms.escalated.contains { cause in
            guard case .byHand = cause else { return false }
            return true
        }
    }

    mutating func lapsed(_ breach: Breach) { alarms.breaches.removeAll { $0 == breach } }

    mutating func warned(_ promise: Promise, _ percent: Int) {
        alarms.warned.append(Alarms.Warning(promise: promise, percent: percent))
    }
}
