/// A clause of the agreement, by the letter and number that text, proofs and statements cite.
public struct Clause: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    /// For example `A.2`, `K`, `head` or `sign`.
    public let id: String

    public init(_ id: String) {
        self.id = id
    }

    public init(from decoder: any Decoder) throws {
        id = try decoder.singleValueContainer().decode(String.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(id)
    }

    public var description: String { id }

    public static func < (a: Clause, b: Clause) -> Bool { a.id < b.id }

    public static let acknowledgment = Clause("A.1")
    public static let resolution = Clause("A.2")
    public static let availability = Clause("A.3")
    public static let primaryChannel = Clause("B.1")
    public static let secondaryChannels = Clause("B.2")
    public static let inScope = Clause("C.1")
    public static let outOfScope = Clause("C.2")
    public static let supportHours = Clause("D")
    public static let escalation = Clause("E")
    public static let metrics = Clause("F")
    public static let customerDuties = Clause("G")
    public static let exclusions = Clause("H")
    public static let termination = Clause("I")
    public static let legal = Clause("J")
    public static let credits = Clause("K")
    public static let severity = Clause("severity")
    public static let head = Clause("head")
    public static let signatures = Clause("sign")

    /// Every clause, in the order of the text.
    public static let all: [Clause] = [
        .head, .acknowledgment, .resolution, .availability, .primaryChannel, .secondaryChannels, .inScope,
        .outOfScope, .supportHours, .escalation, .metrics, .customerDuties, .exclusions, .termination, .legal,
        .credits, .severity, .signatures,
    ]
}

extension Clause {
    /// The clause that a path of the terms belongs to.
    static func owning(_ path: String) -> Clause {
        let owner = owners.first { path == $0.prefix || path.hasPrefix($0.prefix + ".") }
        return path.contains(".signatories") ? .signatures : owner?.clause ?? .head
    }

    /// Longer prefixes first.
    private static let owners: [(prefix: String, clause: Clause)] = [
        ("channels.support_addresses", .primaryChannel), ("scope.categories", .inScope),
        ("channels", .secondaryChannels), ("scope", .outOfScope), ("acknowledge", .acknowledgment),
        ("resolve", .resolution), ("hours", .availability), ("escalation", .escalation),
        ("figures", .metrics), ("duties", .customerDuties), ("exclusions", .exclusions),
        ("ending", .termination), ("legal", .legal), ("credits", .credits), ("severities", .severity),
    ]
}
