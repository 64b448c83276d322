import BusinessTime

extension Rules {
    static let money: [Rule] = [
        Rule("K", at: "credits.monthly_cap", "the monthly cap must be 1 to 100 %", remedy: "write like 25 %")
        {
            (1...100).contains($0.credits.monthlyCapPercent)
        },
        Rule("K", at: "credits.yearly_cap", "the yearly cap must be 1 to 100 %", remedy: "write like 15 %") {
            (1...100).contains($0.credits.yearlyCapPercent)
        },
        Rule("K", "a promise must have one row for a severity", remedy: "join the two rows") {
            $0.credits.rows.map { "\($0.promise) \($0.severity)" }.pathsOfRepeats("credits.rows")
        },
        Rule(
            "K", "a severity must be defined before a breach has a price",
            remedy: "define it, or take the row out"
        ) {
            terms in
            terms.credits.rows.paths("credits.rows", ".severity") { !terms.defines($0.severity) }
        },
        Rule(
            "K", "a row must have a band, and its first must begin at 0",
            remedy: "add `from: 0 business hours`"
        ) {
            $0.credits.rows.paths("credits.rows", ".bands") { $0.bands.first?.from != 0 }
        },
        Rule("K", "bands must ascend in duration", remedy: "sort them; each begins later than the one before")
        {
            $0.bandPaths(".from") { $0.from >= $1.from }
        },
        Rule("K", "a longer breach must not be worth less", remedy: "raise the band's worth") {
            terms in terms.bandPaths(".worth") { terms.worth($0) > terms.worth($1) }
        },
        Rule("K", "a band must begin within 1000 business hours", remedy: "write a shorter period") {
            $0.bandPaths(".from", eachWhere: { $0.from > .hours(1000) || $0.from < 0 })
        },
        Rule(
            "K", "a band must be worth 0 to 100 % of the fee, or an amount of the agreement's currency",
            remedy: "write like 5 %"
        ) { terms in
            terms.bandPaths(".worth", eachWhere: { !terms.isPayable($0.worth) })
        },
        Rule(
            "K", "a resolution that is a target only must have no credits",
            remedy: "take the row out, or write `binding: commitment`"
        ) { terms in
            terms.credits.rows.paths("credits.rows") {
                $0.promise == .resolution && terms.resolve.binding == .target
            }
        },
        Rule(
            "K", at: "credits.claim_window", "claims must be open for 1 to 365 calendar days",
            remedy: "write 30"
        ) {
            (1...365).contains($0.credits.claimWindowDays)
        },
        Rule(
            "K", at: "credits.expiry", "credits must last for 1 to 120 months", remedy: "write like 12 months"
        ) {
            (1...120).contains($0.credits.expiryMonths)
        },
    ]
}

extension Case {
    fileprivate typealias Band = CreditSchedule.Band

    /// Paths of bands that stand wrongly behind the one before.
    fileprivate func bandPaths(_ suffix: String, _ isBroken: (Band, Band) -> Bool) -> [String] {
        terms.credits.rows.enumerated().flatMap { row, value in
            value.bands.indices.dropFirst().filter { isBroken(value.bands[$0 - 1], value.bands[$0]) }
                .map { "credits.rows[\(row + 1)].bands[\($0 + 1)]\(suffix)" }
        }
    }

    fileprivate func bandPaths(_ suffix: String, eachWhere isBroken: (Band) -> Bool) -> [String] {
        terms.credits.rows.enumerated().flatMap { row, value in
            value.bands.paths("credits.rows[\(row + 1)].bands", suffix, where: isBroken)
        }
    }

    fileprivate func isPayable(_ worth: CreditSchedule.Worth) -> Bool {
        switch worth {
        case .basisPoints(let points): (0...10_000).contains(points)
        case .amount(let money):
            money.currency == terms.currency && (0...Money.minorUnitsMax).contains(money.minorUnits)
        }
    }

    /// In minor units, so that shares and amounts compare; nothing where it can't be paid anyway.
    fileprivate func worth(_ band: Band) -> Int64 {
        let feeIsSound = (0...Money.minorUnitsMax).contains(terms.monthlyFee.minorUnits)
        guard isPayable(band.worth), feeIsSound else { return 0 }
        return band.worth.amount(of: terms.monthlyFee).minorUnits
    }
}
