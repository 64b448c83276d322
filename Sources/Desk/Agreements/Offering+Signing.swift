import Agreements
import BusinessTime

extension Offering {
    /// How many codes are mailed for one signature within an hour at most: nobody's mailbox is flooded
    /// through us. A new link begins anew.
    public static let codesMax = 10
    static let codesWithin: Int64 = 3_600

    func decide(
        _ what: AgreementCommand.What, by actor: Actor, now: Instant
    ) throws(Refusal) -> [AgreementFact.What] {
        try checkOpen(at: now)
        switch what {
        case .invite(let invitation):
            try checkAwaited(invitation.signatory)
            return [.invited(invitation)]
        case .open(let signatory):
            return opened[signatory] == nil ? [.opened(signatory: signatory)] : []
        case .sendCode(let signatory, let message):
            try checkAwaited(signatory)
            let lately = codesSent[signatory, default: []].filter {
                now < $0.advanced(by: Self.codesWithin)
            }
            guard lately.count < Self.codesMax else { throw .tooManyCodes }
            return [.codeSent(signatory: signatory, message: message)]
        case .sign(let signature): return try signing(signature, by: actor, now: now)
        case .decline(let signatory, let reason):
            try checkAwaited(signatory)
            return [.declined(signatory: signatory, reason: try Self.reason(reason))]
        case .withdraw(let reason): return [.withdrawn(reason: try Self.reason(reason))]
        case .draft, .amend, .revise, .acceptBeside, .offer, .offerDraft, .proposeAdjustment,
            .confirmAdjustment, .refuseAdjustment, .proposeHolidays, .acceptHolidays, .proposeMend,
            .consentToMend, .refuseMend, .noteNoticeMail, .putNoticeMailAside, .giveNotice,
            .agreeToWithdrawNotice, .wake:
            preconditionFailure("not about an offer")
        }
    }

    /// The last signature puts the version in force: from then on, or from its effective date if that is
    /// later.
    private func signing(
        _ signature: Signature, by actor: Actor, now: Instant
    ) throws(Refusal) -> [AgreementFact.What] {
        try checkAwaited(signature.signatory)
        guard signature.digest == offer.digest else { throw .otherDocument }
        let asked = offer.signatories[signature.signatory]
        guard Self.folded(signature.name) == Self.folded(asked.name) else { throw .otherName(asked.name) }
        if asked.side == .customer, signature.code == nil { throw .noCode }
        let isLast = signatures.count + 1 == offer.signatories.count
        let from = max(offer.effective, now)
        return [.signed(signature)] + (isLast ? [.inForce(version: offer.version, from: from)] : [])
    }

    /// A name is the same whatever its capitals and spaces.
    private static func folded(_ name: String) -> String {
        name.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private static func reason(_ text: String) throws(Refusal) -> String {
        guard let reason = Bounded.reason(text) else { throw .noReason }
        return reason
    }

    private func checkOpen(at now: Instant) throws(Refusal) {
        switch end {
        case nil: if now >= offer.expires { throw .ended("has expired") }
        case .signed: throw .ended("is signed by all")
        case .declined: throw .ended("was declined")
        case .withdrawn: throw .ended("was withdrawn")
        case .expired: throw .ended("has expired")
        }
    }

    private func checkAwaited(_ signatory: Int) throws(Refusal) {
        guard offer.signatories.indices.contains(signatory) else { throw .notNamed }
        if signatures[signatory] != nil { throw .signedAlready }
        if !awaited.contains(signatory) { throw .notYet }
    }
}

/// Texts that people type into facts.
enum Bounded {
    static let lengthMax = 2000

    static func reason(_ text: String) -> String? {
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return words.isEmpty || words.count > lengthMax ? nil : words
    }
}
