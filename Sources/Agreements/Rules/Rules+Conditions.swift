extension Rules {
    static let conditions: [Rule] = [
        Rule("sign", "a special condition must name a clause of the text", remedy: "write one like A.2 or K")
        {
            $0.conditions.paths("conditions", ".clause") { !Clause.all.contains($0.clause) }
        },
        Rule(
            "sign", "a special condition must not touch a clause that the program runs",
            remedy: "change that clause's terms, or name the manager in handled_by_hand"
        ) {
            $0.conditions.paths("conditions") { condition in
                ClauseIndex.isExecuted(condition.clause) && condition.handledByHand == nil
            }
        },
    ]
}
