public import Agreements
import BusinessTime
import Desk
public import Storage

// What was offered is kept as bytes. Pages, prints and signatures show those, whatever the standard text says
// by now.
extension Office {
    /// A version as it was offered, with what it amends; nil where there is none.
    public func signedAgreement(
        _ version: AgreementVersion, in reader: Reader
    ) throws -> SignedAgreement? {
        let before = AgreementVersion(agreement: version.agreement, number: version.number - 1)
        let earlier = try alone(before, in: reader).map { (number: before.number, agreement: $0) }
        guard let agreement = try alone(version, amending: earlier, in: reader) else { return nil }
        guard let earlier, try !isKept(version, in: reader) else { return agreement }
        let changes = AgreementComparison(earlier.agreement, agreement)
        return SignedAgreement(
            terms: agreement.terms, text: agreement.text, amendment: Amendment(of: before.number, changes))
    }

    /// What a version changes against any other, earlier or later; nil where one of them is not there.
    /// Against the one right before it this is what was signed.
    public func changes(
        of version: AgreementVersion, against number: Int, in reader: Reader
    ) throws -> Amendment? {
        guard let agreement = try signedAgreement(version, in: reader) else { return nil }
        if let signed = agreement.amendment, number == version.number - 1 { return signed }
        let other = AgreementVersion(agreement: version.agreement, number: number)
        return try signedAgreement(other, in: reader).map {
            Amendment(of: number, AgreementComparison($0, agreement))
        }
    }

    private func alone(
        _ version: AgreementVersion, amending before: (number: Int, agreement: SignedAgreement)? = nil,
        in reader: Reader
    ) throws -> SignedAgreement? {
        guard let stored = try reader.agreement(named: version.agreement, version: version.number) else {
            return nil
        }
        if let digest = stored.document {
            let key = KeptDocuments.Key(digest: digest, amends: before?.number)
            if let known = documents.known(key) { return known }
            let bytes = try bytes(digest, of: version, in: reader)
            guard let kept = try SignedAgreement(kept: bytes, amending: before) else {
                throw StoreProblem.corrupt("the document of \(version) is no agreement")
            }
            documents.keep(kept, as: key)
            return kept
        }
        guard let pinned = try shelf.terms(version, in: reader) else { return nil }
        let template = try Self.place(of: stored.template).flatMap {
            try reader.template(named: $0.name, version: $0.version).map(Self.template)
        }
        let text = AgreementText(pinned.terms, calendar: pinned.calendar, template: template)
        return SignedAgreement(terms: pinned.terms, text: text)
    }

    private func bytes(_ digest: String, of version: AgreementVersion, in reader: Reader) throws -> [UInt8] {
        guard let blob = try reader.blob(digest) else {
            throw StoreProblem.corrupt("the document of \(version) is missing")
        }
        return try database.blobs.bytes(of: blob)
    }

    /// False for a version that came to the desk as a file, before anything was signed here.
    private func isKept(_ version: AgreementVersion, in reader: Reader) throws -> Bool {
        try reader.agreement(named: version.agreement, version: version.number)?.document != nil
    }
}
