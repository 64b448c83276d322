extension ClauseText {
    static func customerDuties(_ terms: Terms) -> ClauseText {
        let duties = terms.duties
        var blocks: [Block] = [
            .plain(
                """
                The customer describes each inquiry fully and correctly, and gives access to the systems \
                that the provider needs to find the cause.
                """)
        ]
        let required = duties.required.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }
        if !required.isEmpty {
            blocks.append(.plain("These are always needed:"))
            blocks.append(.list(required.map { "\($0.key): \($0.value.joined(separator: "; "))" }))
        }
        blocks.append(
            .plain(
                """
                If something is missing, the provider asks for it and names it. From then on the times of \
                clause A stand still until the customer answers. The provider reminds the customer twice, \
                each time after \(Wording.days(duties.remindAfter)) without an answer, and may close the \
                inquiry \(Wording.days(duties.closeAfter)) after the second reminder. These days begin with \
                the day after, and end with the last closing of the last of them.
                """))
        return ClauseText(.customerDuties, "What the customer gives", blocks)
    }
}
