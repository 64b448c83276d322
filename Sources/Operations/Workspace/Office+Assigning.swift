import Agreements
import Desk
import Storage

// Tickets that nobody has, given by the rule of their group to somebody of it who is on (clause E).
extension Office {
    /// After a ticket came to a group. What the rule says is a fact of the desk with its reason, decided in
    /// the transaction that brought the ticket: two mails at once never take the same turn.
    func assign(after decision: Decision, on desk: Dossier, in sitting: inout Sitting) throws -> Dossier {
        let (writer, ticket) = (sitting.writer, desk.ticket)
        guard ticket.comesToGroup(by: decision.new, before: decision.before?.ticket),
            let group = try writer.groups().first(where: { $0.name == ticket.group }),
            let rule = AssigningRule(rawValue: group.assigning), rule != .byHand
        else { return desk }
        let candidates = try candidates(of: group, rule, writer)
        let (now, known) = (sitting.now, sitting.on)
        var asked: [Person.ID: Bool] = [:]
        let given = try rule.assignment(of: group.name, among: candidates) { person in
            let answer = try known[person] ?? isOn(person, at: now, in: writer)
            asked[person] = answer
            return answer
        }
        sitting.on.merge(asked) { _, new in new }
        guard let given else { return desk }
        let after = try record(
            Command(.assign(given), by: .desk, way: .rule), on: desk, id: ticket.id, in: &sitting)
        if let person = given.person { try writer.note(turnOf: person.rawValue, inGroup: group.id) }
        return after
    }

    /// The group's people whose role has tickets given to it.
    private func candidates(
        of group: StoredGroup, _ rule: AssigningRule, _ reader: Reader
    ) throws -> [AssigningRule.Candidate] {
        let turns = try reader.turns(ofGroup: group.id)
        return try reader.members(of: group.id).compactMap { id in
            guard let person = try reader.person(id), person.kind == .agent, person.disabledAt == nil,
                let role = Role(rawValue: person.role), Capability.assign.roles.contains(role)
            else { return nil }
            let open = rule == .byLoad ? try reader.openTicketCount(assignedTo: id) : 0
            return AssigningRule.Candidate(Person.ID(id), open: open, lastTurn: turns[id] ?? 0)
        }
    }

    /// How a group gets tickets that nobody has, from now on: what lies there already stays as it is.
    public func set(_ rule: String, ofGroup name: String, by asker: Access.Asker) async throws {
        try Access.require(.groups, by: asker)
        guard let rule = AssigningRule(rawValue: rule) else {
            let known = AssigningRule.allCases.map(\.rawValue).joined(separator: ", ")
            throw Refusal(
                "assigning-unknown", clause: .escalation, field: "assigning",
                "There is no way of assigning \"\(rule.prefix(64))\".", remedy: "Choose one of: \(known).")
        }
        try await database.write { writer in
            try writer.set(assigning: rule.rawValue, ofGroup: try Self.group(name, writer))
        }
    }
}
