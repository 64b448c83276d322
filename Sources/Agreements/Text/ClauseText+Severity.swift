extension ClauseText {
    static func severity(_ terms: Terms) -> ClauseText {
        ClauseText(
            .severity, "Severities",
            [
                .plain(
                    """
                    The provider sets the severity of each inquiry by this table and shows it to the \
                    customer, who may state what the trouble does to the business. A severity is lowered \
                    only with a reason, which the customer is told and may dispute.
                    """),
                .table(
                    Table(
                        head: ["Severity", "Meaning", "Example"],
                        rows: terms.severities.sorted { $0.severity > $1.severity }.map {
                            [$0.severity.rawValue, $0.definition, $0.example]
                        })),
                .table(levels(terms)),
            ])
    }
}
