public import Agreements

extension Report {
    static let creditsName = "credits-"

    /// Of one currency, since amounts of two are never added.
    public static func credits(_ currency: Currency) -> Report {
        let unit = Column.Unit.money(currency)
        return Report(
            creditsName + currency.code.lowercased(), "Credits in \(currency)",
            says:
                "What breaches come to on the statements of the months that begin in the period: all of it "
                + "is waiting, approved, refused, not claimed or cut by a cap. Disputed and issued are parts "
                + "of these. Without a decision a credit counts as approved when its statement is issued.",
            clause: .credits, question: .credits(currency),
            columns: [Column("Credits", unit, .all)]
                + CreditCount.Part.allCases.map { Column($0.words, unit, .keys([$0.rawValue])) },
            isMoreBetter: false
        ) { amounts in
            let parts = CreditCount.Part.allCases.map { amounts[$0.rawValue] ?? 0 }
            let whole = CreditCount.Part.allCases.filter(\.isOfWhole).reduce(0) {
                $0 + (amounts[$1.rawValue] ?? 0)
            }
            return [whole] + parts
        }
    }
}
