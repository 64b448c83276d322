extension Escalation {
    var tree: Tree {
        .fields([
            ("tiers", .list(tiers.map(\.tree))),
            ("rules", .list(rules.map(\.tree))),
            ("warnings", .list(warnings.map { .written(Percent(number: $0)) })),
            ("quiet_when_closed", .written(YesNo(quietWhenClosed))),
            ("breach_mail", breachMail ? .written(YesNo(true)) : nil),
        ])
    }
}

extension Tier {
    var tree: Tree {
        .fields([
            ("tier", .written(level)),
            ("name", .scalar(name)),
            ("groups", .texts(groups)),
            ("people", people.isEmpty ? nil : .texts(people)),
        ])
    }
}

extension EscalationRule {
    var tree: Tree {
        .fields([
            ("promise", .written(promise)),
            ("when", .written(trigger)),
            ("to", .written(to)),
        ])
    }
}
