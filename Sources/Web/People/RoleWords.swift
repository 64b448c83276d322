import Operations

/// Roles for people.
enum RoleWords {
    static func words(_ role: Role) -> String {
        switch role {
        case .contact: "Contact of a customer"
        case .tier1: "Agent, tier 1"
        case .tier2: "Agent, tier 2"
        case .manager: "Manager"
        case .admin: "Administrator"
        case .sales: "Sales"
        }
    }

    /// A role that this Duly doesn't know keeps its own word.
    static func words(_ role: String) -> String { Role(rawValue: role).map(words) ?? role }

    /// Of those who work at the desk.
    static let staff = Role.allCases.filter { $0 != .contact }
}
