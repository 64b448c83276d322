extension ClauseText {
    static func inScope(_ terms: Terms) -> ClauseText {
        ClauseText(
            .inScope, "What support covers",
            [
                .plain(
                    """
                    Support covers inquiries about the provider's products and services in these \
                    categories. Every inquiry is given one of them.
                    """),
                .list(terms.scope.categories),
            ])
    }
}
