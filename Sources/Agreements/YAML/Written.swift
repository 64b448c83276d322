import BusinessTime

/// A value with one way to be written in the terms. Reading what was written gives the value back.
protocol Written {
    init?(written: String)
    var written: String { get }
    /// What to write, with an example; it ends the sentence "write ...".
    static var form: String { get }
}

/// Whole numbers in terms are at most this large; what is larger is a slip of the pen.
let writtenNumberMax: Int64 = 1_000_000_000

/// Digits only, without sign; nil above `writtenNumberMax`.
func wholeNumber(_ text: Substring) -> Int64? {
    let isPlain = (1...10).contains(text.utf8.count) && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    guard isPlain, let number = Int64(text), number <= writtenNumberMax else { return nil }
    return number
}

/// "4.20" as 420 hundredths when `decimals` is 2; fewer decimals may be written, never more.
func scaledNumber(_ text: Substring, decimals: Int, digitsMax: Int = 10) -> Int64? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2,
        parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
    else { return nil }
    let fraction = parts.count == 2 ? parts[1] : ""
    guard fraction.utf8.count <= decimals, parts[0].utf8.count <= digitsMax else { return nil }
    return Int64(parts[0] + fraction + String(repeating: "0", count: decimals - fraction.utf8.count))
}

/// "one" of one, "ones" of any other number.
func counted(_ count: Int64, _ one: String) -> String { "\(count) \(one)\(count == 1 ? "" : "s")" }

extension Written where Self: RawRepresentable & CaseIterable, RawValue == String {
    init?(written: String) { self.init(rawValue: written) }
    var written: String { rawValue }
    static var form: String { "one of: " + allCases.map(\.rawValue).joined(separator: ", ") }
}

extension Severity: Written {}
extension Promise: Written {}
extension ResolutionTerms.Start: Written {}
extension ResolutionTerms.Binding: Written {}
extension CreditSchedule.PerTicket: Written {}
extension CreditSchedule.Claiming: Written {}
extension LegalTerms.Remedy: Written {}

extension Currency: Written {
    init?(written: String) { self.init(written) }
    var written: String { code }
    static var form: String { "a currency's code of ISO 4217 like EUR" }
}

extension Money: Written {
    init?(written: String) {
        let parts = written.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 2, let currency = Currency(String(parts[1])) else { return nil }
        let isNegative = parts[0].hasPrefix("-")
        let digits = isNegative ? parts[0].dropFirst() : parts[0]
        guard let units = scaledNumber(digits, decimals: currency.decimals, digitsMax: 15) else { return nil }
        self.init(isNegative ? -units : units, currency)
    }

    var written: String { description }
    static var form: String { "an amount with its currency like 1200.00 EUR" }
}

extension LocalDate: Written {
    init?(written: String) { self.init(written) }
    var written: String { description }
    static var form: String { "a date like 2026-12-25" }
}

extension LocalTime: Written {
    init?(written: String) { self.init(written) }
    var written: String { description }
    static var form: String { "a time of day like 09:00" }
}

extension TimeZoneName: Written {
    init?(written: String) { self.init(written) }
    var written: String { description }
    static var form: String { "a zone of the tz database like Europe/Berlin" }
}

extension TierLevel: Written {
    init?(written: String) {
        guard let number = Int(written), let level = TierLevel(rawValue: number) else { return nil }
        self = level
    }

    var written: String { String(rawValue) }
    static var form: String { "a tier: 1, 2 or 3" }
}
