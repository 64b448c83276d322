/// What lines of statements come to, and how many they are.
public struct CreditSum: Hashable, Sendable {
    /// In minor units.
    public private(set) var amounts: [CreditCount.Part: Int64] = [:]
    /// Lines that have such a part.
    public private(set) var lines: [CreditCount.Part: Int] = [:]
    /// Lines that have any.
    public private(set) var count = 0

    public init() {}

    mutating func add(line: [(part: CreditCount.Part, amount: Int64)]) {
        let parts = line.filter { $0.amount != 0 }
        if !parts.isEmpty { count += 1 }
        for (part, amount) in parts {
            amounts[part, default: 0] += amount
            lines[part, default: 0] += 1
        }
    }

    public mutating func add(_ other: CreditSum) {
        amounts.merge(other.amounts, uniquingKeysWith: +)
        lines.merge(other.lines, uniquingKeysWith: +)
        count += other.count
    }
}
