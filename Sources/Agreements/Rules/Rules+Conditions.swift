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
        Rule(
            "sign", "a special condition must not speak of a clause that the program runs",
            remedy: "change that clause's terms, or name the manager in handled_by_hand"
        ) {
            $0.conditions.paths("conditions", ".text") { condition in
                condition.handledByHand == nil && !ClauseIndex.isExecuted(condition.clause)
                    && clauses(namedIn: condition.text).contains { ClauseIndex.isExecuted($0) }
            }
        },
    ]

    /// Those cited like "A.1" anywhere, or by a letter alone after the word "clause".
    static func clauses(namedIn text: String) -> [Clause] {
        let words = text.split { $0.isWhitespace || "(),;:".contains($0) }.map { word in
            String(word.reversed().drop { ".!?".contains($0) }.reversed())
        }
        return words.enumerated().compactMap { place, word in
            let clause = Clause(word)
            guard Clause.all.contains(clause) else { return nil }
            let isCited = place > 0 && ["clause", "clauses"].contains(words[place - 1].lowercased())
            return word.count > 1 || isCited ? clause : nil
        }
    }
}
