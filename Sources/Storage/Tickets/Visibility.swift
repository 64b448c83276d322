/// Which tickets the asker may see at all.
public enum Visibility: Hashable, Sendable {
    case all
    /// An agent's groups, and tickets given to no group.
    case groups([Int64])
    /// A contact with the organisation-wide view.
    case organisation(Int64)
    /// A contact's own tickets.
    case requester(Int64)

    public func sees(_ ticket: TicketRow) -> Bool {
        switch self {
        case .all: true
        case .groups(let groups): ticket.group.map { groups.contains($0) } ?? true
        case .organisation(let id): ticket.organisation == id
        case .requester(let id): ticket.requester == id
        }
    }

    /// A condition on `ticket`, and its values bound from `$first`.
    func condition(from first: Int) -> (sql: String, values: [any Bindable]) {
        switch self {
        case .all: ("1 = 1", [])
        case .groups(let groups):
            ("ticket.group_id IN (\(placeholders(groups.count + 1, from: first)))", [Int64(0)] + groups)
        case .organisation(let id): ("ticket.organisation = $\(first)", [id])
        case .requester(let id): ("ticket.requester = $\(first)", [id])
        }
    }
}
