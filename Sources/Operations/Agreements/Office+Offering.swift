import Agreements
import BusinessTime
public import Desk
import Storage

extension Office {
    /// Sends a draft for signature: its bytes are fixed, its text is kept, and the customer's signatories are
    /// mailed their links.
    ///
    /// - Throws: `AgreementProblems` while something in it is to be mended.
    public func offer(_ name: String, days: Int, by actor: Actor) async throws {
        let now = clock()
        guard (1...Offer.openDaysMax).contains(days) else { throw Refusal.badExpiry }
        try await database.write { writer in
            guard let draft = try writer.draft(of: name) else { throw Refusal.noDraft }
            let number = try self.nextVersion(of: name, writer)
            let before = try self.signedAgreement(
                AgreementVersion(agreement: name, number: number - 1), in: writer)
            let signed = try AgreementDraft.signed(
                draft.yaml, zones: self.zone, template: try self.template(named: draft.template, in: writer),
                amending: before.map { (number - 1, $0) })
            let file = try self.agreementFile(
                try writer.agreementName(name, of: draft.organisation), in: writer)
            guard let rules = self.shelf.rules(of: signed.terms.hours.calendar.zone) else {
                preconditionFailure("a checked draft's zone is known")
            }
            try Self.checkHands(signed.terms, in: writer)
            try Self.checkPeople(signed.terms, in: writer)
            var offer = Offer(
                signed, version: number, rules: rules, expires: now.advanced(by: Int64(days) * 86_400))
            if let before, before.terms.currency != signed.terms.currency {
                offer = try offer.changingCurrency(on: signed.terms.effective, now: now)
            }
            // Decided before the row is written: what is refused leaves none.
            var after = try self.record(
                AgreementCommand(.offer(offer), by: actor), on: file, offering: signed.terms, now: now, writer
            )
            try self.keep(signed, as: offer, draft, writer)
            for signatory in after.agreement?.offering?.awaited ?? [] {
                after = try self.invite(signatory, after, daysLeft: nil, now: now, writer)
            }
            try writer.deleteDraft(of: name)
        }
    }

    /// Who counts by hand beside a clause that the program runs is a manager of the desk.
    private static func checkHands(_ terms: Terms, in reader: Reader) throws {
        let managers = try reader.agents().filter {
            $0.role == Role.manager.rawValue && $0.disabledAt == nil
        }
        for condition in terms.conditions {
            guard let name = condition.handledByHand, !managers.contains(where: { $0.name == name }) else {
                continue
            }
            throw Refusal.noSuchManager(name, managers.map(\.name))
        }
    }

    /// Whom a tier names is of the desk. Who leaves it later is passed over.
    static func checkPeople(_ terms: Terms, in reader: Reader) throws {
        let tiers = terms.escalation.tiers.filter { !$0.people.isEmpty }
        if tiers.isEmpty { return }
        let known = Set(try reader.agents().filter { $0.disabledAt == nil }.map(\.name))
        for tier in tiers {
            guard let name = tier.people.first(where: { !known.contains($0) }) else { continue }
            throw Refusal.noSuchColleague(name, tier: tier.level, known.sorted())
        }
    }

    private func nextVersion(of name: String, _ reader: Reader) throws -> Int {
        let signed = try reader.agreements().filter { $0.name == name && $0.inForceFrom != nil }
        return (signed.map(\.version).max() ?? 0) + 1
    }

    private func keep(
        _ signed: SignedAgreement, as offer: Offer, _ draft: StoredDraft, _ writer: Writer
    ) throws {
        let blob = try database.blobs.take(signed.bytes)
        try writer.keep(blob)
        try writer.removeUnsigned(draft.agreement, version: offer.version)
        var stored = StoredAgreement(
            name: draft.agreement, version: offer.version, organisation: draft.organisation,
            text: signed.terms.canonicalBytes, status: "offered")
        stored.document = blob.digest
        stored.template = draft.template.isEmpty ? "" : signed.text.template
        _ = try writer.add(stored)
        shelf.forget(AgreementVersion(agreement: draft.agreement, number: offer.version))
    }

    /// Mails a signatory a link; an earlier one of the same opens nothing any more.
    @discardableResult
    func invite(
        _ signatory: Int, _ file: AgreementFile, daysLeft: Int?, now: Instant, _ writer: Writer
    ) throws -> AgreementFile {
        guard let offer = file.agreement?.offering?.offer, offer.signatories.indices.contains(signatory)
        else {
            return file
        }
        let asked = offer.signatories[signatory]
        let letters = try agreementLetters(file, writer)
        if asked.side == .provider {
            try mail(letters.countersign([asked], at: address(.agreement(file.name.name))), now: now, writer)
            return file
        }
        let word = secret.word()
        let letter = try letters.invitation(
            asked, link: address(.signing(word: word)), until: try words(offer.expires, file, writer),
            daysLeft: daysLeft)
        let message = try mail(letter, now: now, writer).first ?? ""
        let after = try record(
            AgreementCommand(.invite(Invitation(signatory: signatory, message: message)), by: .desk),
            on: file,
            now: now, writer)
        try writer.put(
            StoredInvitation(
                digest: Secret.stored(word), agreement: file.name.id, version: offer.version,
                signatory: signatory, message: message))
        return after
    }

    /// Mails a signatory a new link.
    public func inviteAgain(_ name: String, signatory: Int) async throws {
        try await onOffer(name) { file, now, writer in
            guard file.agreement?.offering?.awaited.contains(signatory) == true else { throw Refusal.notYet }
            try self.invite(signatory, file, daysLeft: nil, now: now, writer)
        }
    }

    public func withdrawOffer(_ name: String, reason: String, by actor: Actor) async throws {
        try await onOffer(name) { file, now, writer in
            try self.record(
                AgreementCommand(.withdraw(reason: reason), by: actor), on: file, now: now, writer)
        }
    }

    func onOffer(
        _ name: String, _ body: @escaping @Sendable (AgreementFile, Instant, Writer) throws -> Void
    ) async throws {
        let now = clock()
        try await database.write { writer in
            guard let file = try self.agreementFile(name, in: writer) else { throw Refusal.noOffer }
            try body(file, now, writer)
        }
    }
}
