/// An amount in whole minor units; never a floating number.
public struct Money: Hashable, Sendable {
    public let currency: Currency
    public let minorUnits: Int64

    public init(_ minorUnits: Int64, _ currency: Currency) {
        self.minorUnits = minorUnits
        self.currency = currency
    }

    public static func zero(_ currency: Currency) -> Money { Money(0, currency) }

    /// No fee of an agreement is larger. Shares and sums of amounts within it always fit.
    public static let minorUnitsMax: Int64 = 1_000_000_000_000_000
}

extension Money {
    /// This amount times `part / whole`, rounded half up on the absolute value
    /// to a whole minor unit (clause K).
    public func share(_ part: Int64, of whole: Int64) -> Money {
        precondition(whole > 0, "A share is of something")
        let product = Int128(minorUnits) * Int128(part)
        let rounded = (2 * product.magnitude + UInt128(whole)) / (2 * UInt128(whole))
        return Money(Int64(product < 0 ? -Int128(rounded) : Int128(rounded)), currency)
    }

    /// The fee of a part month: fee x days / days of the month.
    public func forPart(days: Int, ofMonth length: Int) -> Money { share(Int64(days), of: Int64(length)) }

    public static func + (left: Money, right: Money) -> Money {
        precondition(left.currency == right.currency, "Amounts of two currencies are never added")
        return Money(left.minorUnits + right.minorUnits, left.currency)
    }

    public static func - (left: Money, right: Money) -> Money { left + -right }

    /// The exact reversal.
    public static prefix func - (money: Money) -> Money { Money(-money.minorUnits, money.currency) }
}

extension Money: CustomStringConvertible {
    /// "1200.00 EUR", "-15000 JPY", "0.250 KWD".
    public var description: String {
        let digits = decimalText(minorUnits.magnitude, decimals: currency.decimals)
        return "\(minorUnits < 0 ? "-" : "")\(digits) \(currency)"
    }
}

/// A whole number written with its last digits behind a point: 450 with 2 decimals is "4.50".
func decimalText(_ magnitude: UInt64, decimals: Int) -> String {
    if decimals == 0 { return String(magnitude) }
    var digits = String(magnitude)
    let missing = decimals + 1 - digits.count
    if missing > 0 { digits = String(repeating: "0", count: missing) + digits }
    return "\(digits.dropLast(decimals)).\(digits.suffix(decimals))"
}

extension Money {
    /// As people type it: digits, with no more decimals than the currency has.
    public init?(typed text: String, _ currency: Currency) {
        let digits = scaledNumber(text[...], decimals: currency.decimals, digitsMax: 12)
        guard let digits, digits <= Self.minorUnitsMax else { return nil }
        self.init(digits, currency)
    }
}
