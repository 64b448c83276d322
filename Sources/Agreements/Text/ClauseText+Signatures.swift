extension ClauseText {
    static func signatures(_ terms: Terms) -> ClauseText {
        ClauseText(
            .signatures, "Signatures",
            [
                .plain("By signing, both parties agree to everything above."),
                .signature(party: terms.provider.name, signatories: terms.provider.signatories),
                .signature(party: terms.customer.name, signatories: terms.customer.signatories),
            ])
    }
}
