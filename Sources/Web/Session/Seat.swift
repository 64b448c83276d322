import BusinessTime
import Desk
import Operations
import Storage

/// A person of the desk as one request sees them: what they may do, and what they see in lists.
struct Seat: Sendable {
    let asker: Access.Asker
    let visibility: Visibility

    /// nil for an account that is closed, or whose role the desk doesn't know.
    init?(_ person: StoredPerson, _ means: Access.Asker.Means, _ reader: Storage.Reader) throws {
        guard person.disabledAt == nil, let role = Role(rawValue: person.role) else { return nil }
        let groups = try reader.groups(of: person.id)
        let names = try reader.groups().filter { groups.contains($0.id) }.map(\.name)
        asker = Access.Asker(person: Person.ID(person.id), role: role, groups: Set(names), means: means)
        switch role {
        case .manager, .admin: visibility = .all
        case .tier1, .tier2: visibility = .groups(groups)
        case .contact, .sales: visibility = .requester(person.id)
        }
    }
}
