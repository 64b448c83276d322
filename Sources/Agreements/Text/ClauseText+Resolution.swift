import BusinessTime

extension ClauseText {
    static func resolution(_ terms: Terms, _ calendar: WorkingCalendar) -> ClauseText {
        let promise = terms.resolve
        let other =
            promise.bySeverity.isEmpty
            ? "" : ", unless the table of clause A.1 gives its severity another time"
        let blocks: [Block] =
            [
                .plain(
                    """
                    The provider \(promise.binding == .commitment ? "resolves" : "aims to resolve") every \
                    inquiry within \(Wording.period(promise.within))\(other). \(start(promise.from))
                    """),
                .plain(binding(promise.binding)),
                .plain(
                    """
                    An inquiry is resolved by a message to the customer that holds the answer, the \
                    correction, or a way around the trouble that the customer has accepted.
                    """),
            ] + counting(terms) + [.plain(WorkedExample(terms, calendar).sentences)]
            + extensions(promise.extensions) + [reopening(promise.reopenWithin)]
        return ClauseText(.resolution, "Resolution", blocks)
    }

    private static func start(_ start: ResolutionTerms.Start) -> String {
        switch start {
        case .acknowledgment:
            """
            The time runs from the acknowledgment. If an inquiry is not acknowledged in time, it runs from \
            the end of the time of clause A.1, so that an unanswered inquiry must be resolved all the same.
            """
        case .receipt: "The time runs from receipt."
        }
    }

    private static func binding(_ binding: ResolutionTerms.Binding) -> String {
        switch binding {
        case .commitment: "This is a commitment. If it is not kept, clause K applies."
        case .target: "This is a target. It is measured and reported, and missing it gives no credits."
        }
    }

    private static func extensions(_ terms: ExtensionTerms) -> [Block] {
        guard !terms.grounds.isEmpty else {
            return [.plain("The provider can't extend this time without the customer's consent.")]
        }
        return [
            .plain(
                """
                For an inquiry that is complex or has been moved to a higher tier, the provider may extend \
                the time by at most \(terms.maxEach.written) at once and \(terms.maxTotal.written) in all. \
                It counts only if the customer is told, with the ground and the new time, before the old \
                time is over. That a time is running out, or is over, is itself no ground. The grounds are:
                """),
            .list(terms.grounds),
        ]
    }

    private static func reopening(_ days: DayPeriod) -> Block {
        .plain(
            """
            If the customer writes again within \(Wording.days(days)) of the resolution, the inquiry is \
            open again and goes on with the time that was left, or with the time of clause A.1 where less \
            was left. These days end with the last closing of the last of them; the day of the resolution \
            is not counted.
            """)
    }
}
