extension ClauseText {
    static func escalation(_ terms: Terms) -> ClauseText {
        let escalation = terms.escalation
        var blocks: [Block] = [
            .plain("Three tiers of the provider handle inquiries:"),
            .table(
                Table(
                    head: ["Tier", "Who", "Groups"],
                    rows: escalation.tiers.map {
                        [String($0.level.rawValue), $0.name, $0.groups.joined(separator: ", ")]
                    })),
            .plain(
                "Every inquiry begins in tier 1. A person of the provider may move it up, with a reason."
            ),
        ]
        if !escalation.rules.isEmpty {
            blocks.append(.plain("An inquiry moves up by itself:"))
            blocks.append(.list(escalation.rules.map(sentence)))
        }
        blocks.append(
            .plain(
                escalation.quietWhenClosed
                    ? "Moves and warnings that fall outside the support hours are made at the next opening."
                    : "Moves and warnings are made at any hour."))
        return ClauseText(.escalation, "Escalation", blocks)
    }

    /// Said beside any words of the clause, an organisation's own too, where people are named.
    func adding(peopleOf terms: Terms) -> ClauseText {
        let tiers = terms.escalation.tiers.filter { !$0.people.isEmpty }
        guard clause == .escalation, !tiers.isEmpty else { return self }
        var clause = self
        clause.blocks.append(
            .plain("Inquiries that a rule gives to a person go first to these people, while they are on:"))
        clause.blocks.append(
            .list(tiers.map { "in tier \($0.level.rawValue): \($0.people.joined(separator: ", "))" }))
        return clause
    }

    /// Said beside any words of the clause, an organisation's own too, where it is agreed.
    func adding(breachMailOf terms: Terms) -> ClauseText {
        guard clause == .escalation, terms.escalation.breachMail else { return self }
        var clause = self
        clause.blocks.append(
            .plain(
                """
                When the time for acknowledgment or resolution is over, the provider writes to whoever \
                asked, once for each: which promise was missed, what happens next, and whether clause K \
                gives a credit for it.
                """))
        return clause
    }

    private static func sentence(_ rule: EscalationRule) -> String {
        let target = Wording.tier(rule.to)
        let promise = rule.promise == .acknowledgment ? "acknowledgment" : "resolution"
        return switch rule.trigger {
        case .share(let percent): "to \(target) when \(percent) % of the time for \(promise) is used"
        case .breach: "to \(target) when the time for \(promise) is over"
        }
    }
}
