import BusinessTime
import Testing

@testable import Agreements

@Suite("Money: whole minor units, half up on the absolute value")
struct MoneyTests {
    @Test("currencies are those of ISO 4217 with 0, 2 or 3 decimals")
    func currencies() {
        #expect(Currency("EUR")?.decimals == 2)
        #expect(Currency("JPY")?.decimals == 0)
        #expect(Currency("KWD")?.decimals == 3)
        #expect(Currency("eur") == nil)
        #expect(Currency("XXX") == nil)
        #expect(Currency("CLF") == nil)
        #expect(Currency.codes.allSatisfy { $0.count == 3 })
    }

    @Test(
        "a share is rounded once, half away from zero",
        arguments: [
            ("EUR", 120_000, 250, 3_000), ("EUR", 1, 5_000, 1), ("EUR", 1, 4_999, 0), ("EUR", -1, 5_000, -1),
            ("EUR", -1, 4_999, 0), ("JPY", 150_001, 1_000, 15_000), ("JPY", 150_005, 1_000, 15_001),
            ("KWD", 12_345, 333, 411), ("EUR", 0, 10_000, 0),
        ])
    func share(code: String, amount: Int64, points: Int64, expected: Int64) {
        let currency = Currency(code)!
        #expect(Money(amount, currency).share(points, of: 10_000) == Money(expected, currency))
    }

    @Test("the largest fee is reckoned without overflow")
    func large() {
        let most = Money(Money.minorUnitsMax, .euro)
        #expect(most.share(10_000, of: 10_000) == most)
        #expect(most.forPart(days: 30, ofMonth: 31).minorUnits == 967_741_935_483_871)
    }

    @Test("a reversal is the exact negative")
    func reversal() {
        let line = Money(12_345, .euro).share(333, of: 10_000)
        #expect(line + -line == .zero(.euro))
        #expect(line - line == .zero(.euro))
    }

    @Test("amounts are written with the decimals of their currency")
    func written() {
        #expect(Money(120_000, .euro).description == "1200.00 EUR")
        #expect(Money(-5, .euro).description == "-0.05 EUR")
        #expect(Money(15_000, Currency("JPY")!).description == "15000 JPY")
        #expect(Money(250, Currency("KWD")!).description == "0.250 KWD")
    }

    @Test(
        "amounts are read in one form",
        arguments: ["1.234 EUR", "1,000 EUR", "EUR 5", "5EUR", "1.5 JPY", "5 XYZ"])
    func refused(text: String) { #expect(Money(written: text) == nil) }

    @Test("a band holds from its first second on")
    func bands() {
        let credits = Terms.demo.credits
        #expect(credits.worth(.acknowledgment, .critical, duration: 0) == .basisPoints(200))
        #expect(credits.worth(.acknowledgment, .critical, duration: .hours(1) - 1) == .basisPoints(200))
        #expect(credits.worth(.acknowledgment, .critical, duration: .hours(1)) == .basisPoints(500))
        #expect(credits.worth(.resolution, .critical, duration: .hours(900)) == .basisPoints(1500))
        #expect(credits.worth(.resolution, .low, duration: .hours(900)) == nil)
        #expect(
            CreditSchedule.Worth.basisPoints(1500).amount(of: Terms.demo.monthlyFee) == Money(18_000, .euro))
        #expect(
            CreditSchedule.Worth.amount(Money(7, .euro)).amount(of: Terms.demo.monthlyFee) == Money(7, .euro))
    }
}
