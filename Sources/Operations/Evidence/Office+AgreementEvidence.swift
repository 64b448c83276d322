public import Agreements
import BusinessTime
import Desk
public import Documents
public import Storage

// What leaves the house as proof of an agreement: print, certificate and bundle.
extension Office {
    /// A version as it is printed, with the certificate of its signatures where they were given here.
    public func printed(_ version: AgreementVersion, in reader: Reader) throws -> AgreementPDF? {
        guard let signed = try signedAgreement(version, in: reader) else { return nil }
        let held = try held(version, signed, in: reader)
        let pinned = try shelf.terms(version, in: reader)
        let start = pinned?.calendar.rules.instant(of: signed.terms.effective, .midnight)
        return AgreementPDF(
            signed, created: held?.offering.offeredAt ?? start ?? .earliest,
            certificate: held.map { Certificate(of: signed, version, $0) })
    }

    private func held(
        _ version: AgreementVersion, _ signed: SignedAgreement, in reader: Reader
    ) throws -> Agreement.SignedVersion? {
        try agreementFile(version.agreement, in: reader)?.agreement?.versions.first {
            $0.offering.offer.version == version.number && $0.offering.offer.digest == signed.hash
        }
    }

    /// Whether there is evidence of its signatures.
    public func isSignedHere(
        _ version: AgreementVersion, _ signed: SignedAgreement, in reader: Reader
    ) throws -> Bool {
        try held(version, signed, in: reader) != nil
    }

    /// The evidence bundle of a version that all have signed here; nil where there is none.
    public func evidence(of version: AgreementVersion, in reader: Reader) throws -> EvidenceBundle? {
        guard let signed = try signedAgreement(version, in: reader),
            let held = try held(version, signed, in: reader),
            let name = try reader.agreementName(version.agreement)
        else { return nil }
        let proof = try reader.chainProof(of: .agreement(name.id))
        return try EvidenceBundle(
            signed, Certificate(of: signed, version, held), created: held.offering.offeredAt,
            trail: EvidenceTrail(proof), signedWith: try signingKey(in: reader))
    }

    /// The word of the address at which the parties, who are mailed it, find the evidence. It follows from
    /// the desk's key of replies, so nothing is kept of it.
    public func evidenceWord(_ version: AgreementVersion, _ reader: Reader) throws -> String {
        let key = bytes(hexadecimal: try reader.setting("reply-key") ?? "")
        precondition(key.count >= 16, "the reply key is made when the desk is")
        let text = "evidence \(version.agreement) \(version.number)"
        return String(hexadecimal(Secret.mac(Array(text.utf8), key: key)).prefix(40))
    }

    /// Whether a word is that of the version's address.
    public func opensEvidence(_ word: String, of version: AgreementVersion, _ reader: Reader) throws -> Bool {
        sameBytes(Array(word.utf8), Array(try evidenceWord(version, reader).utf8))
    }

    /// The same with a checkpoint that covers every signature, sealed now where none does yet.
    public func evidence(of version: AgreementVersion) async throws -> EvidenceBundle? {
        try await openKey()
        let isCovered = try await database.read { reader in
            guard let name = try reader.agreementName(version.agreement),
                let last = try reader.facts(of: .agreement(name.id)).last
            else { return true }
            return last.sequence <= (try reader.lastCheckpoint()?.sequence ?? 0)
        }
        if !isCovered { _ = try await database.writeCheckpoint(at: clock()) }
        return try await database.read { try self.evidence(of: version, in: $0) }
    }
}

extension Certificate {
    init(of agreement: SignedAgreement, _ version: AgreementVersion, _ held: Agreement.SignedVersion) {
        let offering = held.offering
        let given = offering.signatures.sorted { ($0.value.at, $0.key) < ($1.value.at, $1.key) }
        let signatures = given.map { place, signed -> Certificate.Signature in
            let signatory = offering.offer.signatories[place]
            let party = signatory.side == .provider ? agreement.terms.provider : agreement.terms.customer
            var signature = Certificate.Signature(
                party: party.name, name: signed.signature.name, address: signatory.address,
                consent: signed.signature.consent, digest: signed.signature.digest, signed: signed.at)
            signature.network = signed.signature.network
            signature.userAgent = signed.signature.userAgent
            signature.code = signed.signature.code
            signature.hasPassword = signed.signature.hasPassword
            return signature
        }
        self.init(of: agreement, version, signatures: signatures, inForce: held.from)
    }
}
