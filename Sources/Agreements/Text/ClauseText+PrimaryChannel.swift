extension ClauseText {
    static func primaryChannel(_ terms: Terms) -> ClauseText {
        ClauseText(
            .primaryChannel, "E-mail",
            [
                .plain(
                    """
                    E-mail is the first way to reach support. The customer writes to \
                    \(Wording.list(terms.channels.supportAddresses, "or")). Each answer keeps the \
                    conversation together, so that the customer can simply reply.
                    """)
            ])
    }
}
