import Agreements
import BusinessTime
import Desk
import Mail
import Storage

/// What the parties of an agreement are told, each in their own language.
struct AgreementLetters {
    let file: Office.AgreementFile
    let desk: String
    let language: (Offer.Signatory) throws -> Language
    /// Of the version in force; nil without one.
    var terms: Terms?

    private var signatories: [Offer.Signatory] { file.agreement?.offering?.offer.signatories ?? [] }

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

    func letters(
        _ people: [Offer.Signatory], _ words: (AgreementWords) -> LetterText
    ) throws -> [Letter] {
        try people.map { person in
            let language = try language(person)
            let said = words(AgreementWords(language: language, name: file.name.name))
            var letter = Letter(
                name: person.name, address: person.address, subject: said.subject,
                text: language.letter(said.text, to: person.name, from: desk))
            letter.about = .agreement(file.name.name)
            letter.language = language
            return letter
        }
    }

    /// `until` is the last moment of the link.
    func invitation(
        _ signatory: Offer.Signatory, link: String, until: String, daysLeft: Int?
    ) throws -> [Letter] {
        try letters([signatory]) { $0.invitation(link: link, until: until, daysLeft: daysLeft) }
            .map(\.confidential)
    }

    func code(_ signatory: Offer.Signatory, code: String) throws -> [Letter] {
        try letters([signatory]) { $0.code(code) }.map(\.confidential)
    }

    func countersign(_ providers: [Offer.Signatory], at address: String) throws -> [Letter] {
        try letters(providers) { $0.countersign(at: address) }
    }

    /// To both parties, each with the print.
    func inForce(_ version: Int, from: String, proof: Proof) throws -> [Letter] {
        let digest = file.agreement?.versions.last?.offering.offer.digest ?? ""
        return try letters(signatories) { $0.inForce(version, from: from, digest: digest, proof) }.map {
            letter in
            var letter = letter
            letter.attachments = proof.print.map { [$0] } ?? []
            return letter
        }
    }

    /// What shows later what was signed.
    struct Proof {
        var print: Attachment?
        let link: String
        let checkpoint: Checkpoint?
    }

    func ended(_ what: AgreementFact.What) throws -> [Letter] {
        let signatories = signatories
        return try letters(signatories) { words in
            switch what {
            case .declined(let signatory, let reason):
                words.declined(by: signatories[signatory].name, reason)
            case .withdrawn(let reason): words.withdrawn(reason)
            default: words.expired
            }
        }
    }

    func noticeGiven(_ notice: GivenNotice) throws -> [Letter] {
        try letters(noticed) { $0.noticeGiven(notice) }
    }

    func noticeReminded(_ notice: GivenNotice) throws -> [Letter] {
        try letters(noticed.filter { $0.side == .provider }) { $0.noticeReminded(notice) }
    }

    func noticeWithdrawn() throws -> [Letter] { try letters(noticed) { $0.noticeWithdrawn } }
}

extension Office {
    func agreementLetters(_ file: AgreementFile, _ reader: Reader) throws -> AgreementLetters {
        AgreementLetters(file: file, desk: try reader.setting("desk-name") ?? "Support") {
            try self.language(of: $0, ofCustomer: file.name.organisation, in: reader)
        }
    }
}
