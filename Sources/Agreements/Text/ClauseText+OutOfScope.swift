extension ClauseText {
    static func outOfScope(_ terms: Terms) -> ClauseText {
        ClauseText(
            .outOfScope, "What support does not cover",
            [
                .plain("The following is outside this agreement and needs an agreement of its own:"),
                .list(terms.scope.outOfScope),
                .plain(terms.scope.offer),
                .plain(
                    """
                    The provider tells the customer, with the reason, when an inquiry is found to be \
                    outside. From then on the times of clause A no longer run for it. The customer may \
                    dispute this within 20 business days of being told; a person who took no part in the \
                    decision answers within 5 business days, and without an answer the dispute is upheld \
                    and the times run as if nothing had been said.
                    """),
            ])
    }
}
