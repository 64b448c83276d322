extension ClauseText {
    static func availability(_ terms: Terms) -> ClauseText {
        let portal = terms.channels.portal.map { " and through the portal at \($0)" } ?? ""
        return ClauseText(
            .availability, "Availability",
            [
                .plain(
                    """
                    Support is available in the hours of clause D, by e-mail to \
                    \(Wording.list(terms.channels.supportAddresses, "or"))\(portal). Messages may be sent \
                    at any hour; those that arrive outside the hours are counted from the next opening.
                    """),
                .plain(
                    """
                    The parties may adjust the hours to the customer's needs, between \
                    \(terms.hours.earliestOpening) and \(terms.hours.latestClosing), when both confirm it. \
                    An adjustment applies to inquiries received after it is confirmed and has begun; for \
                    those already received it applies only if both say so and no time becomes shorter.
                    """),
            ])
    }
}
