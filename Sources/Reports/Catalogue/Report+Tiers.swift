import Agreements

extension Report {
    static let tiers = Report(
        "tiers", "Tiers and escalations",
        says: "Tickets received in the period, by the tier that had them last, and how many were escalated.",
        clause: Clause("E"), question: .tiers,
        columns: [Column("Escalated", .share, .keys((1...3).map { "\($0)+" }))]
            + zip(1..., ["First", "Second", "Third"]).map { tier, name in
                Column("\(name) tier", .count, .keys(["\(tier)", "\(tier)+"]))
            } + [Column("Tickets", .count, .all)],
        isMoreBetter: false
    ) { counts in
        let tiers = (1...3).map { (counts["\($0)"] ?? 0) + (counts["\($0)+"] ?? 0) }
        let escalated = (1...3).reduce(0) { $0 + (counts["\($1)+"] ?? 0) }
        let all = tiers.reduce(0, +)
        return [share(escalated, of: all)] + tiers + [all]
    }
}
