extension ClauseText {
    static func exclusions(_ terms: Terms) -> ClauseText {
        ClauseText(
            .exclusions, "Exclusions",
            [
                .plain(
                    "Time in which support was kept from its work by one of these grounds does not count:"),
                .list(terms.exclusions.grounds),
                .plain(
                    """
                    The provider proposes an exclusion within 10 business days of the end of that time. A \
                    second person, a manager, approves it, and the customer is told the ground and the \
                    time. The customer may dispute it within 20 business days of being told. A manager who \
                    took no part answers within 5 business days; without an answer the dispute is upheld \
                    and the exclusion is as if it never were.
                    """),
            ])
    }
}
