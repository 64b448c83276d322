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

    private static func sentence(_ rule: EscalationRule) -> String {
        let target = Wording.tier(rule.to)
        let promise = rule.promise == .acknowledgment ? "acknowledgment" : "resolution"
        return switch rule.trigger {
        case .share(let percent): "to \(target) when \(percent) % of the time for \(promise) is used"
        case .breach: "to \(target) when the time for \(promise) is over"
        }
    }
}
