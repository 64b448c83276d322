import Agreements
import BusinessTime
import Desk
import Documents
import Hummingbird
import Operations
import Storage

extension DeskServer {
    /// A version as PDF, with the certificate of its signatures where they were given here.
    func printedAgreement(_ name: String, _ number: Int) async throws -> Response {
        let printed = try await office.database.read { reader -> AgreementPDF? in
            let version = AgreementVersion(agreement: name, number: number)
            guard let pinned = try office.shelf.terms(version, in: reader),
                let signed = try office.signedAgreement(version, in: reader)
            else { return nil }
            let held = try office.agreementFile(name, in: reader)?.agreement?.versions.first {
                $0.offering.offer.version == number && $0.offering.offer.digest == signed.hash
            }
            let certificate = held.map { Certificate(of: signed, version, $0) }
            let start = pinned.calendar.rules.instant(of: pinned.terms.effective, .midnight)
            return AgreementPDF(
                signed, created: held?.offering.offeredAt ?? start ?? .earliest, certificate: certificate)
        }
        guard let printed else { return notFound() }
        return download(printed.rendered(), "application/pdf", name: "\(name)-\(number).pdf")
    }
}

extension Certificate {
    init(of agreement: SignedAgreement, _ version: AgreementVersion, _ held: Agreement.SignedVersion) {
        let offering = held.offering
        let given = offering.signatures.sorted { $0.value.at < $1.value.at }
        let signatures = given.map { place, signed -> Certificate.Signature in
            let signatory = offering.offer.signatories[place]
            let party = signatory.side == .provider ? agreement.terms.provider : agreement.terms.customer
            var signature = Certificate.Signature(
                party: party.name, name: signed.signature.name, address: signatory.address,
                consent: signed.signature.consent, digest: signed.signature.digest, signed: signed.at)
            signature.network = signed.signature.network
            signature.userAgent = signed.signature.userAgent
            signature.code = signed.signature.code
            return signature
        }
        self.init(of: agreement, version, signatures: signatures, inForce: held.from)
    }
}
