extension Escalation {
    init(_ section: Section) {
        self.init(
            tiers: section.list("tiers") {
                Tier(
                    level: $0.value("tier", or: .tier1), name: $0.text("name"), groups: $0.texts("groups"),
                    people: $0.node(ifPresent: "people") == nil ? [] : $0.texts("people"))
            },
            rules: section.list("rules") {
                EscalationRule(
                    promise: $0.value("promise", or: .acknowledgment), trigger: $0.value("when", or: .breach),
                    to: $0.value("to", or: .tier2))
            },
            warnings: section.values("warnings", or: Percent(number: 50)).map(\.number),
            quietWhenClosed: section.value("quiet_when_closed", or: YesNo(true)).isYes,
            breachMail: section.node(ifPresent: "breach_mail") != nil
                && section.value("breach_mail", or: YesNo(false)).isYes)
    }
}
