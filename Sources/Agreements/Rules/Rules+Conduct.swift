import BusinessTime

extension Rules {
    /// Clauses F to J: figures, what the customer gives, exclusions, the end, and the law.
    static let conduct: [Rule] = [
        Rule("F", "a target must be more than 0 and at most 100 %", remedy: "write a percentage like 95 %") {
            [
                ("figures.acknowledgment_target", $0.figures.acknowledgmentTarget),
                ("figures.resolution_target", $0.figures.resolutionTarget),
            ].filter { !(1...10_000).contains($0.1) }.map(\.0)
        },
        Rule(
            "F", at: "figures.satisfaction_target", "a mean rating must be 1 to 5",
            remedy: "write one like 4.20"
        ) {
            (100...500).contains($0.figures.satisfactionTarget)
        },
        Rule(
            "F", at: "figures.survey_after", "the survey must go out within 1000 business hours",
            remedy: "write a period like 9 business hours"
        ) {
            $0.figures.surveyAfter >= 0 && $0.figures.surveyAfter <= .hours(1000)
        },
        Rule(
            "G", "what must be given must belong to a category of clause C.1",
            remedy: "use one of its categories"
        ) {
            terms in
            terms.duties.required.keys.filter { !terms.scope.categories.contains($0) }.sorted()
                .map { "duties.required.\($0)" }
        },
        Rule(
            "G", "reminders and closing must be 1 to 250 business days by end-of-nth",
            remedy: "write 3 business days, end-of-nth"
        ) {
            [("duties.remind_after", $0.duties.remindAfter), ("duties.close_after", $0.duties.closeAfter)]
                .filter { !isLegalPeriod($0.1) }.map(\.0)
        },
        Rule("H", at: "exclusions.grounds", "there must be a ground of exclusion", remedy: "name one") {
            !$0.exclusions.grounds.isEmpty
        },
        Rule("H", "a ground must be named once", remedy: "take the second one out") {
            $0.exclusions.grounds.pathsOfRepeats("exclusions.grounds")
        },
        Rule(
            "I", at: "ending.notice", "notice must be 1 to 730 calendar days",
            remedy: "write 30 calendar days"
        ) {
            (1...730).contains($0.ending.noticeDays)
        },
        Rule("J", at: "legal.retention", "retention must be 1 to 360 months", remedy: "write like 36 months")
        {
            (1...360).contains($0.legal.retentionMonths)
        },
    ]
}
