extension ClauseText {
    static func metrics(_ terms: Terms) -> ClauseText {
        let figures = terms.figures
        return ClauseText(
            .metrics, "Figures",
            [
                .plain("The parties measure support by three figures:"),
                .table(
                    Table(
                        head: ["Figure", "Target"],
                        rows: [
                            [
                                "Promises of acknowledgment kept",
                                BasisPoints(number: figures.acknowledgmentTarget).written,
                            ],
                            [
                                "Promises of resolution kept",
                                BasisPoints(number: figures.resolutionTarget).written,
                            ],
                            [
                                "Mean rating by the customer, 1 to 5",
                                Rating(number: figures.satisfactionTarget).written,
                            ],
                        ])),
                .plain(
                    """
                    A figure of promises is the number kept divided by the number kept or broken, of those \
                    whose time ended in the period. Ratings are asked for \(figures.surveyAfter.written) \
                    after a resolution. Missing a target gives no credits by itself.
                    """),
            ])
    }
}
