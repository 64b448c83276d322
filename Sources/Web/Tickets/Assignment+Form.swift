import Agreements
import Desk
import Operations
import Storage

extension Assignment {
    /// Only to people who work at the desk and see the ticket where it then lies. Sent are `person`, with
    /// nothing in it for nobody, and `group`, without which it stays in its own.
    init(_ fields: Fields, _ sight: TicketSight) throws(Desk.Refusal) {
        let group = fields["group"].isEmpty ? sight.ticket.group : fields["group"]
        guard group == sight.ticket.group || sight.groups.contains(group) else {
            throw TicketOrder.unknown("group", fields, sight.groups)
        }
        guard fields.has("person") || fields.has("group") else {
            throw Desk.Refusal(
                "person-missing", clause: .escalation, field: "person", "Nobody is named.",
                remedy: "Send the number of a person at the desk, or nothing in it to take it from all.")
        }
        guard !fields["person"].isEmpty else {
            self.init(person: nil, group: group)
            return
        }
        let number = Int64(try TicketOrder.number(fields, "person"))
        guard let person = sight.agents.first(where: { $0.id == number && $0.disabledAt == nil }) else {
            throw Desk.Refusal(
                "person-unknown", clause: .escalation, field: "person",
                "Nobody at the desk has the number \(number).", remedy: "Choose somebody of the list.")
        }
        let groups = group == sight.ticket.group ? [group] + sight.ticket.otherGroups : [group]
        let known = groups.filter(sight.groups.contains)
        guard
            known.isEmpty || person.seesEveryGroup
                || known.contains(where: { sight.members[$0]?.contains(number) == true })
        else {
            throw Desk.Refusal(
                "person-elsewhere", clause: .escalation, field: "person",
                "\(person.name) is not in \(group) and would not see the ticket.",
                remedy: "Choose somebody of \(group), or give it to a group of theirs with it.")
        }
        self.init(person: Person.ID(number), group: group)
    }
}

extension StoredPerson {
    var seesEveryGroup: Bool { role == Role.manager.rawValue || role == Role.admin.rawValue }
}
