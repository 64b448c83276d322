import Agreements
public import BusinessTime
public import Desk
import Storage

// The customer's answer behind a mailed link. The link's word is the key: it opens this proposal and no more.
extension Office {
    /// What a word opens.
    public struct ChangeDesk: Sendable {
        public let name: String
        public let change: Change
        public let agreement: Agreement
        /// The version it changes, with what is agreed by now.
        public let terms: PinnedTerms
        /// Who is asked.
        public let asked: String
        public let expires: Instant
        /// Of an adjustment: what it would touch.
        public let impact: Impact?
    }

    /// nil for a word that opens nothing. Reading consumes nothing: mail is scanned by machines.
    public func changeAsked(_ word: String) async throws -> ChangeDesk? {
        let now = clock()
        return try await database.read { reader in
            guard let link = try self.link(word, now: now, reader) else { return nil }
            return try self.desk(link, now: now, reader)?.desk
        }
    }

    public func acceptAsked(_ word: String, hasConsented: Bool) async throws {
        guard hasConsented else { throw Refusal.noConsent }
        try await answer(word) { change in change.acceptance(by: .customer, said: nil) }
    }

    public func refuseAsked(_ word: String, reason: String) async throws {
        try await answer(word) { change in change.refusal(reason) }
    }

    private func answer(
        _ word: String, _ what: @escaping @Sendable (Change) -> AgreementCommand.What
    ) async throws {
        let now = clock()
        try await database.write { writer in
            guard let link = try self.link(word, now: now, writer),
                let (desk, file) = try self.desk(link, now: now, writer)
            else { throw Refusal.deadLink }
            let asked = Offer.Signatory(side: .customer, name: link.name, title: "", address: link.address)
            let person = try self.signer(asked, of: file.name, writer)
            try self.record(
                AgreementCommand(what(desk.change), by: .contact(person)), on: file, now: now, writer)
        }
    }

    private func link(_ word: String, now: Instant, _ reader: Reader) throws -> StoredChangeLink? {
        guard let link = try reader.changeLink(digest: Secret.stored(word)), now < link.expires else {
            return nil
        }
        return link
    }

    private func desk(
        _ link: StoredChangeLink, now: Instant, _ reader: Reader
    ) throws -> (desk: ChangeDesk, file: AgreementFile)? {
        guard let name = try reader.agreementName(id: link.agreement),
            let kind = Change.Kind(rawValue: link.kind)
        else { return nil }
        let file = try agreementFile(name, in: reader)
        let change = Change(kind, link.number)
        guard let agreement = file.agreement, let version = agreement.open(change)?.version,
            let terms = try shelf.terms(
                AgreementVersion(agreement: name.name, number: version), receivedAt: now, in: reader)
        else { return nil }
        let desk = ChangeDesk(
            name: name.name, change: change, agreement: agreement, terms: terms, asked: link.name,
            expires: link.expires, impact: try impact(of: change, on: file, now: now, reader))
        return (desk, file)
    }
}
