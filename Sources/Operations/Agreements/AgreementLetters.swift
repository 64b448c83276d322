import Agreements
import BusinessTime
import Desk
import Mail
import Storage

/// A mail about an agreement, to one person.
struct Letter: Sendable {
    let name: String
    let address: String
    let subject: String
    var text: String
    var attachments: [Attachment] = []
    /// Holds a link or a code by which whoever has it acts for the recipient: nobody at the desk reads it.
    var isConfidential = false
    /// Where who gets it wants no more like it; nil for what everybody must get.
    var leaving: String?

    var confidential: Letter {
        var letter = self
        letter.isConfidential = true
        return letter
    }
}

/// What the parties of an agreement are told, in plain words.
struct AgreementLetters {
    let file: Office.AgreementFile
    let desk: String
    /// Of the version in force; nil without one.
    var terms: Terms?

    private var signatories: [Offer.Signatory] { file.agreement?.offering?.offer.signatories ?? [] }

    private func toAll(_ subject: String, _ text: String) -> [Letter] {
        letters(signatories, subject, text)
    }

    /// Signatories of the version in force, and where each party takes notice (clause I).
    var noticed: [Offer.Signatory] {
        guard let terms else { return signatories }
        var people = Offer.signatories(of: terms)
        for (side, party) in [(Side.customer, terms.customer), (.provider, terms.provider)]
        where !people.contains(where: { $0.address == party.noticeAddress.lowercased() }) {
            people.append(
                Offer.Signatory(
                    side: side, name: party.name, title: "", address: party.noticeAddress.lowercased()))
        }
        return people
    }

    func letters(_ people: [Offer.Signatory], _ subject: String, _ text: String) -> [Letter] {
        people.map {
            Letter(
                name: $0.name, address: $0.address, subject: subject,
                text: "Dear \($0.name),\n\n\(text)\n\n\(desk)\n")
        }
    }

    func invitation(_ signatory: Offer.Signatory, link: String, until: String, daysLeft: Int?) -> [Letter] {
        let first =
            daysLeft.map { "your signature is still awaited; \($0) days are left." }
            ?? "the support agreement \"\(file.name.name)\" waits for your signature."
        return letters(
            [signatory],
            daysLeft == nil ? "An agreement to sign: \(file.name.name)" : "Still to sign: \(file.name.name)",
            """
            \(first)

            Read it and sign it here:
            \(link)

            The link is yours alone and opens this one document until \(until). An earlier link no longer \
            works. Before you sign, a code is mailed to this address.
            """
        ).map(\.confidential)
    }

    func code(_ signatory: Offer.Signatory, code: String) -> [Letter] {
        letters(
            [signatory], "Your code to sign: \(file.name.name)",
            """
            your code is \(code). It is good for 15 minutes, for the signature of "\(file.name.name)" alone.

            If you did not ask for it, do nothing: without it nobody can sign in your name.
            """
        ).map(\.confidential)
    }

    func countersign(_ providers: [Offer.Signatory], at address: String) -> [Letter] {
        letters(
            providers, "To countersign: \(file.name.name)",
            "the customer has signed the agreement \"\(file.name.name)\". Countersign it here:\n\(address)")
    }

    /// To both parties, each with the print.
    func inForce(_ version: Int, from: String, proof: Proof) -> [Letter] {
        toAll(
            "Signed by all: \(file.name.name), version \(version)",
            """
            version \(version) of the agreement "\(file.name.name)" is signed by both parties and in force \
            from \(from). It is attached as PDF, with the certificate of its signatures.

            Fingerprint of the signed document (SHA-256):
            \(file.agreement?.versions.last?.offering.offer.digest ?? "")

            The evidence of the signatures, which can be verified without us and without a network, is here \
            for both parties:
            \(proof.link)
            \(proof.chain)
            """
        ).map { letter in
            var letter = letter
            letter.attachments = proof.print.map { [$0] } ?? []
            return letter
        }
    }

    /// What shows later what was signed.
    struct Proof {
        var print: Attachment?
        let link: String
        let chain: String
    }

    func ended(_ what: AgreementFact.What) -> [Letter] {
        let how: String
        switch what {
        case .declined(let signatory, let reason):
            how = "\(signatories[signatory].name) declined to sign it: \(reason)"
        case .withdrawn(let reason): how = "The provider withdrew the offer: \(reason)"
        default: how = "The time to sign it is over."
        }
        return toAll(
            "No longer to sign: \(file.name.name)",
            "the agreement \"\(file.name.name)\" can't be signed any more. \(how)")
    }

    func noticeGiven(_ notice: GivenNotice) -> [Letter] {
        letters(
            noticed, "Notice of termination: \(file.name.name)",
            """
            the \(notice.from.rawValue) has given notice of termination (clause I). The last day of the \
            agreement "\(file.name.name)" is \(notice.lastDay), until 24:00 in the agreement's zone.

            Inquiries received until then keep their promises, deadlines, disputes and credits. Inquiries \
            received later have no promise.
            """)
    }

    func noticeReminded(_ notice: GivenNotice) -> [Letter] {
        letters(
            noticed.filter { $0.side == .provider }, "The agreement ends soon: \(file.name.name)",
            "the last day of the agreement \"\(file.name.name)\" is \(notice.lastDay) (clause I).")
    }

    var noticeWithdrawn: [Letter] {
        letters(
            noticed, "Notice withdrawn: \(file.name.name)",
            "both parties have agreed that the notice of termination is withdrawn. The agreement goes on.")
    }
}
