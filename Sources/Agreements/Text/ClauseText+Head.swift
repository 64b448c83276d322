extension ClauseText {
    static func head(_ terms: Terms) -> ClauseText {
        ClauseText(
            .head, "Parties",
            [
                .plain("This agreement is made between two parties, called the provider and the customer."),
                .table(
                    Table(
                        head: ["", "Provider", "Customer"],
                        rows: rows(terms.provider, terms.customer))),
                .plain(
                    """
                    It is in force from \(Wording.date(terms.effective)), or from the day of the last \
                    signature if that is later. The customer pays \(terms.monthlyFee) a month for the \
                    support described here; taxes are added where the law asks for them. All amounts are in \
                    \(terms.currency).
                    """),
                .plain(
                    """
                    In this agreement an inquiry is any question, report or request about the provider's \
                    products that a person of the customer sends by one of the ways of clause B.
                    """),
            ])
    }

    private static func rows(_ provider: Party, _ customer: Party) -> [[String]] {
        [
            ["Name", provider.name, customer.name],
            ["Address", line(provider.address), line(customer.address)],
            ["E-mail", provider.email, customer.email],
            ["Address for notices", provider.noticeAddress, customer.noticeAddress],
            ["Telephone", provider.phone ?? "-", customer.phone ?? "-"],
        ]
    }

    private static func line(_ address: String) -> String {
        address.split(separator: "\n").joined(separator: ", ")
    }
}
