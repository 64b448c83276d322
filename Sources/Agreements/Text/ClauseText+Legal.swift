extension ClauseText {
    static func legal(_ terms: Terms) -> ClauseText {
        let legal = terms.legal
        let remedy =
            switch legal.remedy {
            case .sole: "Credits are the customer's only remedy for a broken promise of clause A."
            case .setOff: "Credits are set off against damages for the same breach; they do not replace them."
            }
        return ClauseText(
            .legal, "Law",
            [
                .plain(
                    "Each party complies with the law. This agreement is under \(legal.governingLaw)."
                ),
                .plain(
                    """
                    A party's liability under this agreement is limited to \(legal.liabilityLimit). The \
                    limit does not apply where the law forbids it, to harm to life, body or health, or to \
                    what was done on purpose or by gross negligence. \(remedy)
                    """),
                .plain(legal.dataProtection),
                .plain(
                    """
                    Inquiries and what belongs to them are kept for \
                    \(Months(number: legal.retentionMonths).written) after they are closed, unless the law \
                    asks for a longer time, and are then erased.
                    """),
            ])
    }
}
