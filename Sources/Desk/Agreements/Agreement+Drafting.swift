public import Agreements
public import BusinessTime

extension Agreement {
    /// A draft's text is bounded, as its file is.
    static let draftMax = 256 * 1024

    static func nextNumber(_ agreement: Agreement?, holding: AgreementVersion?) -> Int {
        max(holding?.number ?? 0, agreement?.versions.map(\.number).max() ?? 0) + 1
    }

    static func drafting(
        _ yaml: String, _ agreement: Agreement?, _ context: AgreementContext
    ) throws(Refusal) -> AgreementFact.What {
        if let draft = agreement?.draft { throw .draftExists(draft.version) }
        guard yaml.utf8.count <= draftMax else { throw .draftTooLong }
        let number = nextNumber(agreement, holding: context.version)
        return .drafted(DraftText(version: number, yaml: yaml))
    }

    /// An amendment begins with the terms that are agreed.
    static func amending(
        _ agreement: Agreement?, _ context: AgreementContext
    ) throws(Refusal) -> AgreementFact.What {
        guard let pinned = context.terms else { throw .nothingInForce }
        return try drafting(pinned.terms.yaml, agreement, context)
    }

    static func revising(_ yaml: String, _ agreement: Agreement?) throws(Refusal) -> [AgreementFact.What] {
        guard let draft = agreement?.draft else { throw .noDraft }
        guard yaml.utf8.count <= draftMax else { throw .draftTooLong }
        return draft.yaml == yaml ? [] : [.revised(DraftText(version: draft.version, yaml: yaml))]
    }

    /// The draft as it would be offered; refused with everything that is to be mended in it.
    static func offer(
        days: Int, _ agreement: Agreement?, _ context: AgreementContext, now: Instant
    ) throws(Refusal) -> Offer {
        guard let draft = agreement?.draft else { throw .noDraft }
        guard (1...Offer.openDaysMax).contains(days) else { throw .badExpiry }
        let signed: SignedAgreement
        do {
            signed = try AgreementDraft.signed(
                draft.yaml, zones: context.zones,
                amending: context.terms.map {
                    let text = AgreementText($0.terms, calendar: $0.calendar)
                    return ($0.version.number, SignedAgreement(terms: $0.terms, text: text))
                })
        } catch {
            throw .draftHasProblems(error.all)
        }
        guard let rules = context.zones(signed.terms.hours.calendar.zone) else { throw .noDraft }
        return Offer(
            signed, version: nextNumber(agreement, holding: context.version), rules: rules,
            expires: now.advanced(by: Int64(days) * 86_400))
    }
}

extension Offer {
    /// What is offered when these terms are sent for signature.
    public init(_ signed: SignedAgreement, version: Int, rules: ZoneRules, expires: Instant) {
        // A zone can skip a whole date; the agreement then begins with the next that exists.
        let begins = (0...3).lazy.compactMap {
            rules.instant(of: signed.terms.effective.adding(days: $0), .midnight)
        }.first
        self.init(
            version: version, digest: signed.hash, template: signed.text.template,
            signatories: Self.signatories(of: signed.terms), effective: begins ?? .latest, expires: expires)
    }
}
