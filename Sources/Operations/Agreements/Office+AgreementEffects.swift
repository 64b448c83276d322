import Agreements
import BusinessTime
import Desk
import Documents
import Mail
import Storage

// What a fact of an agreement brings about: the index of versions, links, drafts and mails.
extension Office {
    func follow(
        _ fact: AgreementFact, _ file: AgreementFile, now: Instant, _ writer: Writer
    ) throws -> AgreementFile {
        guard let agreement = file.agreement else { return file }
        var letters = try agreementLetters(file, writer)
        if let held = try holding(file.name, at: now, writer) {
            letters.terms = try shelf.terms(held, receivedAt: now, in: writer)?.terms
        }
        switch fact.what {
        case .inForce(let version, let from):
            try indexVersions(of: file, agreement, writer)
            try over(file, isSigned: true, writer)
            let proof = try proof(
                of: AgreementVersion(agreement: file.name.name, number: version), writer)
            try mail(
                letters.inForce(version, from: try words(from, file, writer), proof: proof), now: now, writer)
        case .declined, .withdrawn, .expired:
            try over(file, isSigned: false, writer)
            try mail(letters.ended(fact.what), now: now, writer)
        case .signed:
            // When the customer has signed, it is the provider's turn.
            let awaited = agreement.offering?.awaited ?? []
            let providers = awaited.compactMap { agreement.offering?.offer.signatories[$0] }
                .filter { $0.side == .provider }
            try mail(
                letters.countersign(providers, at: address(.agreement(file.name.name))), now: now, writer)
        case .reminded(let signatory, let days):
            // After a stop it may be over by now.
            guard let offering = agreement.offering, offering.isOpen, now < offering.offer.expires else {
                break
            }
            return try invite(signatory, file, daysLeft: days, now: now, writer)
        case .noticeGiven(let notice):
            try indexVersions(of: file, agreement, writer)
            try mail(letters.noticeGiven(notice), now: now, writer)
        case .noticeReminded:
            if let notice = agreement.notice { try mail(letters.noticeReminded(notice), now: now, writer) }
        case .noticeWithdrawalAgreed:
            if agreement.notice == nil {
                try indexVersions(of: file, agreement, writer)
                try mail(letters.noticeWithdrawn(), now: now, writer)
            }
        case .offered, .invited, .opened, .codeSent, .drafted, .revised, .besideAccepted, .began, .superseded,
            .terminated, .holidaysProposed, .holidaysAccepted, .noticeMailed, .noticeMailPutAside:
            break
        case .adjustmentProposed, .adjustmentConfirmed, .adjustmentRefused, .mendProposed, .mended,
            .mendRefused:
            try followChange(fact, file, letters, now: now, writer)
        }
        return file
    }

    /// The index of versions says what the facts say. Versions older than the facts keep their order.
    /// Whether something in it was otherwise.
    @discardableResult
    func indexVersions(of file: AgreementFile, _ agreement: Agreement, _ writer: Writer) throws -> Bool {
        var next: Instant?
        var isChanged = false
        for known in try writer.agreements(named: file.name.name).reversed() {
            var stored = known
            if let signed = agreement.versions.first(where: { $0.number == stored.version }) {
                (stored.inForceFrom, stored.status) = (signed.from, "signed")
            } else if agreement.offering?.offer.version == stored.version {
                (stored.inForceFrom, stored.status) = (nil, "offered")
            }
            let ends = stored.inForceFrom.map { from in
                [next.map { max($0, from) }, agreement.until(stored.version, from: from)]
            }
            stored.inForceUntil = ends?.compactMap { $0 }.min()
            if let from = stored.inForceFrom { next = min(next ?? from, from) }
            if stored == known { continue }
            try writer.setStatus(of: stored)
            isChanged = true
        }
        return isChanged
    }

    /// The links of an offer that is over open nothing; what was not signed becomes a draft again.
    private func over(_ file: AgreementFile, isSigned: Bool, _ writer: Writer) throws {
        try writer.removeInvitations(of: file.name.id)
        guard !isSigned, let version = file.agreement?.offering?.offer.version,
            let stored = try writer.agreement(named: file.name.name, version: version),
            let person = file.facts.last(where: { $0.what.kind == .offered })?.by.person
        else { return }
        var draft = StoredDraft(
            agreement: file.name.name, organisation: file.name.organisation,
            yaml: String(decoding: stored.text, as: UTF8.self), savedBy: person.rawValue,
            savedAt: file.facts.last?.recorded ?? .earliest)
        draft.template = Self.place(of: stored.template)?.name ?? ""
        _ = try writer.add(draft)
        try writer.removeUnsigned(file.name.name, version: version)
    }

    private func proof(of version: AgreementVersion, _ writer: Writer) throws -> AgreementLetters.Proof {
        let pdf = try printed(version, in: writer)?.rendered()
        return AgreementLetters.Proof(
            print: pdf.map { bytes in
                Attachment(
                    filename: "\(version.agreement)-\(version.number).pdf", contentType: "application/pdf",
                    content: bytes)
            }, link: address(.evidence(version, word: try evidenceWord(version, writer))),
            checkpoint: try writer.lastCheckpoint())
    }

    /// A date with its zone, for letters.
    func words(_ instant: Instant, _ file: AgreementFile, _ writer: Writer) throws -> String {
        guard let offer = file.agreement?.offering?.offer,
            let terms = try shelf.terms(
                AgreementVersion(agreement: file.name.name, number: offer.version), in: writer)
        else { return "\(instant)" }
        return LocalWords(terms: terms).time(instant)
    }
}
