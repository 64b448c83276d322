extension Rules {
    static let escalation: [Rule] = [
        Rule(
            "E", at: "escalation.tiers", "there must be the tiers 1, 2 and 3 in this order",
            remedy: "write all three"
        ) {
            $0.escalation.tiers.map(\.level) == TierLevel.allCases
        },
        Rule("E", "a tier must have a group that staffs it", remedy: "name at least one group") {
            $0.escalation.tiers.paths("escalation.tiers", ".groups") { $0.groups.isEmpty }
        },
        Rule("E", "a person of a tier must be named once, by a name", remedy: "take the second one out") {
            $0.escalation.tiers.paths("escalation.tiers", ".people") {
                Set($0.people).count < $0.people.count || $0.people.contains { $0.isEmpty }
            }
        },
        Rule(
            "E", "a tier may name up to \(Tier.peopleMax) people", remedy: "make a group of them and name it"
        ) {
            $0.escalation.tiers.paths("escalation.tiers", ".people") { $0.people.count > Tier.peopleMax }
        },
        Rule("E", "a rule's share must be 1 to 99 % of the time", remedy: "write like 80 % used, or breach") {
            $0.escalation.rules.paths("escalation.rules", ".when") {
                guard case .share(let percent) = $0.trigger else { return false }
                return !(1...99).contains(percent)
            }
        },
        Rule("E", "a rule must move a ticket up, to tier 2 or 3", remedy: "write `to: 2` or `to: 3`") {
            $0.escalation.rules.paths("escalation.rules", ".to") { $0.to == .tier1 }
        },
        Rule("E", "a rule must stand once", remedy: "take the second one out") {
            $0.escalation.rules.pathsOfRepeats("escalation.rules")
        },
        Rule(
            "E", "warnings must be shares of 1 to 99 %, each larger than the one before", remedy: "sort them"
        ) {
            let shares = $0.escalation.warnings
            return shares.indices.filter {
                !(1...99).contains(shares[$0]) || ($0 > 0 && shares[$0] <= shares[$0 - 1])
            }
            .map { "escalation.warnings[\($0 + 1)]" }
        },
    ]
}
