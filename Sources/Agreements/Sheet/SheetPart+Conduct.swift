extension SheetPart {
    static let channels = SheetPart(
        [.primaryChannel, .secondaryChannels], "Channels",
        [
            Group([
                SheetField(
                    "channels.support_addresses", "Support addresses", .lines(rows: 2),
                    hint: "A line for each."),
                SheetField(
                    "channels.portal", "Portal", hint: "Its address, with https://.", isOptional: true),
                SheetField("channels.phone", "Phone for urgent matters", isOptional: true),
            ]),
            Group("Hours of the chat", days("channels.chat_hours.")),
        ])

    static let scope = SheetPart(
        [.inScope, .outOfScope], "Scope",
        [
            Group([
                SheetField(
                    "scope.categories", "Categories", hint: "With commas; an inquiry begins with the first."),
                SheetField("scope.out_of_scope", "Not covered", .lines(rows: 3), hint: "A line for each."),
                SheetField("scope.offer", "What is offered for it", .lines(rows: 2)),
            ])
        ])

    static let escalation = SheetPart(
        [.escalation], "Escalation",
        TierLevel.allCases.map { tier in
            Group(
                "Tier \(tier.rawValue)",
                [
                    SheetField("escalation.tiers[\(tier.rawValue)].name", "Name"),
                    SheetField("escalation.tiers[\(tier.rawValue)].groups", "Groups", hint: "With commas."),
                    SheetField(
                        "escalation.tiers[\(tier.rawValue)].people", "People",
                        hint: "Names, with commas: who of the groups gets tickets first.", isOptional: true),
                ])
        } + [
            Group([
                SheetField(
                    "escalation.rules", "Rules", .lines(rows: 4),
                    hint: "Promise, share used or breach, tier: resolution: 80 % used: 2.", isOptional: true),
                SheetField(
                    "escalation.warnings", "Warnings", hint: "Shares of the time, like 50 %, 90 %.",
                    isOptional: true),
                .yesNo("escalation.quiet_when_closed", "Quiet outside support hours"),
                SheetField(
                    "escalation.breach_mail", "A broken promise is told by mail",
                    .choice([
                        SheetField.Choice(value: "no", label: "No"),
                        SheetField.Choice(value: "yes", label: "Yes, once for each"),
                    ]), hint: "To whoever asked.", isOptional: true),
            ])
        ])

    static let figures = SheetPart(
        [.metrics], "Figures",
        [
            Group([
                SheetField(
                    "figures.acknowledgment_target", "Acknowledgments kept", hint: "For example 95 %."),
                SheetField("figures.resolution_target", "Resolutions kept", hint: "For example 90 %."),
                SheetField("figures.satisfaction_target", "Satisfaction", hint: "From 1 to 5, like 4.20."),
                SheetField("figures.survey_after", "Survey after", hint: "Business time after a resolution."),
            ])
        ])

    static let duties = SheetPart(
        [.customerDuties], "What the customer gives",
        [
            Group([
                SheetField(
                    "duties.required", "By category", .lines(rows: 4),
                    hint: "A line for each, like technical: what was expected, and what happened.",
                    isOptional: true),
                SheetField(
                    "duties.remind_after", "Reminded after", hint: "Like 3 business days, end-of-nth."),
                SheetField("duties.close_after", "Closed after", hint: "After the second reminder."),
            ])
        ])

    static let exclusions = SheetPart(
        [.exclusions], "Exclusions",
        [Group([SheetField("exclusions.grounds", "Grounds", .lines(rows: 3), hint: "A line for each.")])])

    static let ending = SheetPart(
        [.termination], "Notice",
        [Group([SheetField("ending.notice", "Notice period", hint: "For example 30 calendar days.")])])

    static let legal = SheetPart(
        [.legal], "Law and data",
        [
            Group([
                SheetField("legal.governing_law", "Governing law", hint: "For example the law of Germany."),
                SheetField("legal.liability_limit", "Limit of liability", .lines(rows: 2)),
                SheetField("legal.data_protection", "Data protection", .lines(rows: 3)),
                SheetField("legal.retention", "Records are kept for", hint: "For example 36 months."),
                .choice(
                    "legal.remedy", "Credits are",
                    ["set-off": "Set off against damages", "sole": "The sole remedy"]),
            ])
        ])

    static let credits = SheetPart(
        [.credits], "Service credits",
        Promise.allCases.map { promise in
            Group(
                promise == .acknowledgment ? "A late acknowledgment is worth" : "A late resolution is worth",
                bySeverity("credits.rows[\(promise.rawValue)/") { path, severity in
                    SheetField(
                        "\(path)]", severity.heading, .lines(rows: 2),
                        hint: severity == .critical
                            ? "From how late on, and how much in all: 0 business hours: 5 %." : nil,
                        isOptional: true)
                })
        } + [
            Group([
                SheetField("credits.monthly_cap", "Most in a month", hint: "Of the monthly fee."),
                SheetField("credits.yearly_cap", "Most in a year", hint: "Of twelve monthly fees."),
                .choice(
                    "credits.per_ticket", "If both promises break",
                    ["both": "Both pay", "highest": "The higher pays"]),
                .choice(
                    "credits.claiming", "Credits are given",
                    ["automatic": "By themselves", "claimed": "When the customer claims them"]),
                SheetField("credits.claim_window", "Claimed within", hint: "For example 30 calendar days."),
                SheetField("credits.expiry", "Credits expire after", hint: "For example 12 months."),
            ])
        ])

    static let severities = SheetPart(
        [.severity], "Severities",
        Severity.allCases.sorted(by: >).map { severity in
            Group(
                severity.heading,
                [
                    SheetField(
                        "severities[\(severity.rawValue)].definition", "Definition", .lines(rows: 2),
                        hint: severity == .critical ? "A severity left empty is not used." : nil,
                        isOptional: true),
                    SheetField(
                        "severities[\(severity.rawValue)].example", "Example", .lines(rows: 2),
                        isOptional: true),
                ])
        })

    static let conditions = SheetPart(
        [], "Special conditions",
        [
            Group(
                nil, repeats: "conditions",
                [
                    SheetField(
                        "conditions[1].clause", "Clause", hint: "Its letter, like J.", isOptional: true),
                    SheetField(
                        "conditions[1].text", "Text", .lines(rows: 3),
                        hint: "Printed in the document. The program does not run it.", isOptional: true),
                    SheetField(
                        "conditions[1].handled_by_hand", "Handled by hand by",
                        hint: "The manager who answers for it; needed where the clause is executed.",
                        isOptional: true),
                ])
        ])
}

extension Severity {
    /// As the first word of a line.
    var heading: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}
