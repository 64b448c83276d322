/// How much an inquiry weighs. The desk sets it; the customer may state impact.
public enum Severity: String, CaseIterable, Comparable, Hashable, Sendable, Codable {
    case low, normal, high, critical

    private var rank: Int { Severity.allCases.firstIndex(of: self)! }

    public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
}
