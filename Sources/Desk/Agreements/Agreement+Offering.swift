import Agreements
import BusinessTime

extension Agreement {
    /// A second agreement for the same customer and scope wants a manager's confirmation (clause "head").
    static func acceptingBeside(
        _ others: [AgreementVersion], by actor: Actor
    ) throws(Refusal) -> [AgreementFact.What] {
        guard case .agent = actor else { throw .managersAccept }
        return others.isEmpty ? [] : [.besideAccepted(others.sorted())]
    }

    static func offering(
        _ offer: Offer, _ agreement: Agreement?, _ context: AgreementContext, now: Instant
    ) throws(Refusal) -> AgreementFact.What {
        let others = context.beside.filter { agreement?.acceptedBeside.contains($0) != true }
        guard others.isEmpty else { throw .secondAgreement(others) }
        try checkOffer(offer, agreement, holding: context.version, now: now)
        return .offered(offer)
    }

    private static func checkOffer(
        _ offer: Offer, _ agreement: Agreement?, holding: AgreementVersion?, now: Instant
    ) throws(Refusal) {
        if let open = agreement?.offering, open.isOpen, now < open.offer.expires { throw .offerIsOpen }
        let before = max(holding?.number ?? 0, agreement?.versions.last?.offering.offer.version ?? 0)
        guard offer.version > before else { throw .versionTaken(offer.version) }
        for side in Side.allCases where !offer.signatories.contains(where: { $0.side == side }) {
            throw .nobodySigns(side)
        }
        let days = offer.expires.wallSeconds(since: now) / 86_400
        guard offer.expires > now, days <= Offer.openDaysMax else { throw .badExpiry }
    }
}
