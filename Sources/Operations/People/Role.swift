/// What a person is to the desk. `spec` rows of the access table are asked by role.
public enum Role: String, CaseIterable, Hashable, Sendable, Codable {
    case contact, tier1, tier2, manager, admin, sales

    /// Works tickets: reads what its groups hold.
    public var isStaff: Bool { self != .contact && self != .sales }
}
