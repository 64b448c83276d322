public import Agreements

/// What is owed, in each currency: more than one only where an amendment changed it, since nothing is
/// converted (clause K).
public struct Amounts: Hashable, Sendable, CustomStringConvertible {
    /// The statement's own currency first; another only where something is owed in it.
    public let each: [Money]

    init(in currency: Currency, _ payable: [Money]) {
        var sums: [Currency: Money] = [:]
        for money in payable {
            sums[money.currency] = (sums[money.currency] ?? .zero(money.currency)) + money
        }
        let own = sums.removeValue(forKey: currency) ?? .zero(currency)
        let others = sums.values.filter { $0.minorUnits != 0 }.sorted { $0.currency.code < $1.currency.code }
        each = own.minorUnits == 0 && !others.isEmpty ? others : [own] + others
    }

    public var isPositive: Bool { each.contains { $0.minorUnits > 0 } }

    /// "6.000 KWD and 18.00 EUR".
    public var description: String { each.map { "\($0)" }.joined(separator: " and ") }
}

extension Statement {
    public var totals: Amounts { Amounts(in: currency, lines.map(\.payable)) }
}

extension IssuedStatement {
    public var totals: Amounts { Amounts(in: currency, lines.map { Money($0.payable, $0.currency) }) }
}
