import Agreements
import BusinessTime
import Desk

/// Agreements of many kinds: amended, ended, begun again, in another currency.
struct CreditChoice {
    var random: SplitMix64

    private static let january = 1_767_222_000
    private static let codes = ["EUR", "JPY", "KWD"]

    mutating func versions() throws -> [SlowCredits.Version] {
        let code = random.one(of: Self.codes)
        let start = random.one(of: ["2026-01-01", "2026-02-10", "2026-03-31"])
        let claiming = random.one(of: CreditSchedule.Claiming.allCases)
        let first = try terms(code, start, number: 1, claiming)
        let begins = random.once(in: 2) ? Self.january : Self.january + random.number(0...60) * 86_400 + 3600
        var versions = [SlowCredits.Version(terms: first, from: begins, until: nil)]
        if random.once(in: 2) {
            let changes = Self.january + random.number(120...250) * 86_400 + random.number(0...86_399)
            // One agreement in three pauses between its versions, one in four goes on in another currency.
            let ended =
                random.once(in: 3) ? midnight(before: changes - random.number(1...50) * 86_400) : changes
            let next = random.once(in: 4) ? random.one(of: Self.codes) : code
            versions[0] = SlowCredits.Version(terms: first, from: begins, until: ended)
            versions.append(
                SlowCredits.Version(
                    terms: try terms(next, start, number: 2, claiming), from: changes, until: nil))
        }
        if random.once(in: 3), let last = versions.popLast() {
            let ends = Self.january + random.number(310...364) * 86_400
            versions.append(SlowCredits.Version(terms: last.terms, from: last.from, until: ends))
        }
        return versions
    }

    /// Midnight in Berlin in summer, as notice ends.
    private func midnight(before second: Int) -> Int { (second + 7200) / 86_400 * 86_400 - 7200 }

    private mutating func terms(
        _ code: String, _ start: String, number: Int, _ claiming: CreditSchedule.Claiming
    ) throws -> PinnedTerms {
        guard let currency = Currency(code), let effective = LocalDate(start) else {
            preconditionFailure("these are codes and dates")
        }
        let fee = Money(Int64(random.number(1...900_000)), currency)
        let (monthly, yearly) = (random.number(1...100), random.number(1...100))
        let perTicket = random.one(of: CreditSchedule.PerTicket.allCases)
        let isTarget = random.once(in: 6)
        let amount = Money(fee.minorUnits / 7 + 1, currency)
        let window = random.number(1...90)
        let pinned = try DeskTerms.demo { terms in
            terms.effective = effective
            terms.currency = currency
            terms.monthlyFee = fee
            terms.credits.monthlyCapPercent = monthly
            terms.credits.yearlyCapPercent = yearly
            terms.credits.perTicket = perTicket
            terms.credits.claiming = claiming
            terms.credits.claimWindowDays = window
            terms.credits.rows[1].bands[1].worth = .amount(amount)
            if isTarget { terms.resolve.binding = .target }
        }
        return PinnedTerms(
            version: AgreementVersion(agreement: "acme", number: number), terms: pinned.terms,
            calendar: pinned.calendar)
    }
}
