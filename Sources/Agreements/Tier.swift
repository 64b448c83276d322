/// The three lines of support of clause E.
public enum TierLevel: Int, CaseIterable, Comparable, Hashable, Sendable, Codable {
    case tier1 = 1
    case tier2
    case tier3

    public static func < (a: TierLevel, b: TierLevel) -> Bool { a.rawValue < b.rawValue }
}

/// One line of support, and the groups and people that staff it.
public struct Tier: Hashable, Sendable {
    public static let peopleMax = 20

    public var level: TierLevel
    public var name: String
    public var groups: [String]
    /// Names of people who are in these groups and get the tier's tickets before the others; mostly none.
    public var people: [String]

    public init(level: TierLevel, name: String, groups: [String], people: [String] = []) {
        self.level = level
        self.name = name
        self.groups = groups
        self.people = people
    }
}
