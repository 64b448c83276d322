import Agreements
import BusinessTime
import Desk
import Storage

// Tickets that nobody has, given by the rule of their group to somebody of it who is on (clause E).
extension Office {
    /// After a ticket came to a group. What the rule says is a fact of the desk with its reason, decided in
    /// the transaction that brought the ticket: two mails at once never take the same turn.
    func assign(after decision: Decision, on desk: Dossier, in sitting: inout Sitting) throws -> Dossier {
        let (writer, ticket) = (sitting.writer, desk.ticket)
        guard ticket.comesToGroup(by: decision.new, before: decision.before?.ticket),
            let group = try writer.groups().first(where: { $0.name == ticket.group })
        else { return desk }
        return try give(desk, of: group, in: &sitting) ?? desk
    }

    /// Who answers first has it, if they are of the group where it lies: tier 1, which keeps the view of what
    /// it has moved up, does not take it back by a word to the customer.
    func give(
        _ desk: Dossier, toAnswererOf decision: Decision, way: Way, in sitting: inout Sitting
    ) throws -> Dossier {
        guard let person = desk.ticket.answerer(in: decision.new),
            try isOf(desk.ticket.group, person, sitting.writer)
        else { return desk }
        let given = Assignment(person: person, group: desk.ticket.group, reason: "first to answer")
        return try record(
            Command(.assign(given), by: .agent(person), way: way), on: desk, id: desk.ticket.id, in: &sitting)
    }

    /// A group that nobody is in, or that nobody has made, is everybody's.
    private func isOf(_ group: String, _ person: Person.ID, _ reader: Reader) throws -> Bool {
        guard let found = try reader.groups().first(where: { $0.name == group }) else { return true }
        let members = try reader.members(of: found.id)
        return members.isEmpty || members.contains(person.rawValue)
    }

    /// By the rule of its group; nil where a person is to decide.
    private func give(
        _ desk: Dossier, of group: StoredGroup, in sitting: inout Sitting
    ) throws -> Dossier? {
        guard let rule = AssigningRule(rawValue: group.assigning), rule != .byHand else { return nil }
        let (writer, now, known) = (sitting.writer, sitting.now, sitting.on)
        var asked: [Person.ID: Bool] = [:]
        let named = Set(desk.terms?.terms.escalation.people(of: desk.ticket.tier) ?? [])
        let candidates = try candidates(of: group, rule, named: named, writer)
        let given = try rule.assignment(of: group.name, among: candidates) { person in
            let answer = try known[person] ?? isOn(person, at: now, in: writer)
            asked[person] = answer
            return answer
        }
        sitting.on.merge(asked) { _, new in new }
        guard let given else { return nil }
        // That nobody is on still is said once.
        if given.person == nil, desk.ticket.isLeft(by: desk.facts) { return nil }
        let after = try record(
            Command(.assign(given), by: .desk, way: .rule), on: desk, id: desk.ticket.id, in: &sitting)
        if let person = given.person { try writer.note(turnOf: person.rawValue, inGroup: group.id) }
        return after
    }

    /// Tickets handed out in one transaction.
    static let handOutBatch = 100

    /// Gives what came while nobody of its group was on, what breaks next first, as soon as somebody is.
    ///
    /// - Returns: how many were handed out.
    public func handOut() async throws -> Int {
        let now = clock()
        var count = 0
        for group in try await database.read({ try $0.groups() }) {
            while try await database.read({ try self.hasSomebody(for: group, at: now, $0) }) {
                let batch = try await database.write { writer in
                    var sitting = Sitting(writer: writer, now: now)
                    let batch = try self.handOut(group.id, in: &sitting)
                    try self.mail(sitting.news, now: now, writer)
                    return batch
                }
                count += batch
                if batch < Self.handOutBatch { break }
            }
        }
        return count
    }

    /// Whether something is left there and one of those who could get it is on: looked at without the writer.
    private func hasSomebody(for group: StoredGroup, at now: Instant, _ reader: Reader) throws -> Bool {
        guard let rule = AssigningRule(rawValue: group.assigning), rule != .byHand,
            try !reader.leftTickets(ofGroup: group.id, limit: 1).isEmpty
        else { return false }
        return try candidates(of: group, .inTurn, named: [], reader).contains {
            try isOn($0.person, at: now, in: reader)
        }
    }

    private func handOut(_ id: Int64, in sitting: inout Sitting) throws -> Int {
        // Its rule may have changed meanwhile.
        guard let group = try sitting.writer.groups().first(where: { $0.id == id }) else { return 0 }
        var count = 0
        for ticket in try sitting.writer.leftTickets(ofGroup: id, limit: Self.handOutBatch) {
            guard let desk = try dossier(Ticket.ID(ticket), in: sitting.writer) else { continue }
            if try give(desk, of: group, in: &sitting) != nil { count += 1 }
        }
        return count
    }

    /// The group's people whose role has tickets given to it. Whom the agreement names and who is gone, or in
    /// another group, is none.
    private func candidates(
        of group: StoredGroup, _ rule: AssigningRule, named: Set<String>, _ reader: Reader
    ) throws -> [AssigningRule.Candidate] {
        let turns = try reader.turns(ofGroup: group.id)
        return try reader.members(of: group.id).compactMap { id in
            guard let person = try reader.person(id), person.kind == .agent, person.disabledAt == nil,
                let role = Role(rawValue: person.role), Capability.assign.roles.contains(role)
            else { return nil }
            let open = rule == .byLoad ? try reader.openTicketCount(assignedTo: id) : 0
            return AssigningRule.Candidate(
                Person.ID(id), open: open, lastTurn: turns[id] ?? 0, isNamed: named.contains(person.name))
        }
    }

    /// How a group gets tickets that nobody has, from now on. What lies there already stays as it is, but for
    /// what a rule left there: that is handed out.
    public func set(_ rule: String, ofGroup name: String, by asker: Access.Asker) async throws {
        try Access.require(.groups, by: asker)
        guard let rule = AssigningRule(rawValue: rule) else {
            let known = AssigningRule.allCases.map(\.rawValue).joined(separator: ", ")
            throw Refusal(
                "assigning-unknown", clause: .escalation, field: "assigning",
                "There is no way of assigning \"\(rule.prefix(64))\".", remedy: "Choose one of: \(known).")
        }
        try await database.write { [wakeUp] writer in
            let id = try Self.group(name, writer)
            let before = try writer.groups().first { $0.id == id }?.assigning ?? ""
            if before == rule.rawValue { return }
            try writer.set(assigning: rule.rawValue, ofGroup: id)
            try self.note(
                .assigningChanged(from: before, to: rule.rawValue), ofGroup: id, by: asker.actor, writer)
            writer.afterCommit(wakeUp)
        }
    }
}
