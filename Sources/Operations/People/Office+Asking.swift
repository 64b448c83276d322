public import Desk
public import Storage

// People as they ask, and tickets as they are asked about.
extension Access.Asker {
    /// nil for an account that is closed, or whose role the desk doesn't know.
    public init?(_ person: StoredPerson, _ means: Means, in reader: Reader) throws {
        guard person.disabledAt == nil, let role = Role(rawValue: person.role) else { return nil }
        let groups = try reader.groups(of: person.id)
        let names = try reader.groups().filter { groups.contains($0.id) }.map(\.name)
        self.init(person: Person.ID(person.id), role: role, groups: Set(names), means: means)
        guard role == .contact else { return }
        customer = person.organisation.map { Organisation.ID($0) }
        if person.seesOrganisation { rights.insert(.organisation) }
        if person.seesAgreement { rights.insert(.agreement) }
        if person.seesBooks { rights.insert(.books) }
    }

    /// The same as a condition of the store.
    public func visibility(in reader: Reader) throws -> Visibility {
        switch role {
        case .manager, .admin: .all
        case .tier1, .tier2: .groups(try reader.groups(of: person.rawValue))
        case .contact:
            .contact(
                person.rawValue, organisation: customer?.rawValue, seesAll: rights.contains(.organisation))
        case .sales: .none
        }
    }
}

extension Office {
    /// Whose a ticket is, to ask `Access` about.
    public func thing(_ ticket: Ticket, in reader: Reader) throws -> Access.Thing {
        .ticket(
            Access.TicketPlace(
                groups: Set(try knownGroups(of: ticket, reader).map(\.name)), customer: ticket.organisation,
                requester: ticket.requester))
    }

    /// Groups of the desk that have or see it: the first has it.
    func knownGroups(of ticket: Ticket, _ reader: Reader) throws -> [StoredGroup] {
        let all = try reader.groups()
        return ([ticket.group] + ticket.otherGroups).compactMap { name in all.first { $0.name == name } }
    }
}
