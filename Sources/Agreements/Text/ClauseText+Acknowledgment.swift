extension ClauseText {
    static func acknowledgment(_ terms: Terms) -> ClauseText {
        let promise = terms.acknowledge
        let other =
            promise.bySeverity.isEmpty ? "" : ", unless the table below gives its severity another time"
        var blocks: [Block] = [
            .plain(
                """
                The provider acknowledges every inquiry within \(promise.within.written) of its \
                receipt\(other). Only time within the support hours of clause D counts.
                """),
            .plain(
                """
                An inquiry is received when the provider's first server has taken the message, or when the \
                call is answered or the first message of a chat arrives. It is acknowledged when a named \
                person of the provider has answered it, on whatever way in.
                """),
            .plain("An acknowledgment at the very end of the time is in time; one second later it is not."),
        ]
        if !promise.bySeverity.isEmpty { blocks.append(.table(levels(terms))) }
        blocks.append(automatic(promise.automatic))
        return ClauseText(.acknowledgment, "Acknowledgment", blocks)
    }

    private static func automatic(_ counts: Bool) -> Block {
        counts
            ? .bold(
                """
                The automatic receipt of a message counts as its acknowledgment. It is reported apart from \
                answers by people.
                """
            )
            : .plain("An automatic receipt is sent as a courtesy. It is no acknowledgment.")
    }

    /// What is promised for each defined severity, the gravest first.
    static func levels(_ terms: Terms) -> Table {
        Table(
            head: ["Severity", "Acknowledged within", "Resolved within"],
            rows: terms.severities.map(\.severity).sorted(by: >).map {
                [
                    $0.rawValue, terms.acknowledge.within($0).written,
                    Wording.period(terms.resolve.within($0)),
                ]
            })
    }
}
