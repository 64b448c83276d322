import BusinessTime
import Desk
import Storage

extension PersonRecord {
    /// An access that the person gave, with each use.
    public struct AccessRecord: Encodable, Sendable {
        public let ticket: Int64
        public let number: Int
        public let system: String
        public let purpose: String
        public let users: String
        public let from: String
        public let until: String
        /// How the person said so, when, and who wrote it down.
        public let given: String
        /// nil while nothing ended it.
        public let ended: String?
        public let uses: [String]
    }

    /// What the person agreed to by signing, or by confirming a change.
    public struct ConsentRecord: Encodable, Sendable {
        public let agreement: String
        public let version: Int
        public let at: String
        public let text: String
        /// As it was typed, and from where: evidence of the signature. nil for a change.
        public let name: String?
        public let network: String?
        public let userAgent: String?
    }
}

extension Office {
    func accessRecords(
        _ ticket: Ticket, givenBy person: Person.ID, _ reader: Reader
    ) throws -> [PersonRecord.AccessRecord] {
        try ticket.accesses.filter { $0.what.contact == person }.map { access in
            let what = access.what
            let acting = access.uses.map(\.by) + [access.recordedBy] + (access.ending.map { [$0.by] } ?? [])
            let names = try reader.names(of: Array(Set(acting.compactMap { $0.person?.rawValue })))
            func name(_ actor: Actor) -> String { actor.person.flatMap { names[$0.rawValue] } ?? "Duly" }
            let ended = access.ending.map { ending in
                "\(ending.at) (\(ending.how.rawValue)) by \(name(ending.by))"
                    + (ending.reason.map { ": \($0)" } ?? "")
            }
            return PersonRecord.AccessRecord(
                ticket: ticket.id.rawValue, number: what.number, system: what.system, purpose: what.purpose,
                users: try words(of: what.users, in: reader), from: "\(what.span.from)",
                until: "\(what.span.to)",
                given: "\(what.said.spoken), \(access.given.happened), written down by "
                    + name(access.recordedBy),
                ended: ended, uses: access.uses.map { "\($0.at) \(name($0.by)): \($0.purpose)" })
        }
    }

    /// Signatures, of versions that never came into force too, and answers behind a mailed link.
    func consentRecords(of person: StoredPerson, _ reader: Reader) throws -> [PersonRecord.ConsentRecord] {
        try reader.streams(of: "agreement").flatMap { stream -> [PersonRecord.ConsentRecord] in
            guard let name = try reader.agreementName(id: stream.id) else { return [] }
            let file = try agreementFile(name, in: reader)
            var offer: Offer?
            return file.facts.compactMap { fact in
                if case .offered(let made) = fact.what { offer = made }
                return file.agreement.flatMap { Self.consent(fact, in: $0, offer, of: person, name.name) }
            }
        }
    }

    private static func consent(
        _ fact: AgreementFact, in agreement: Agreement, _ offer: Offer?, of person: StoredPerson,
        _ name: String
    ) -> PersonRecord.ConsentRecord? {
        func record(_ version: Int, _ text: String, _ signature: Signature? = nil)
            -> PersonRecord.ConsentRecord
        {
            PersonRecord.ConsentRecord(
                agreement: name, version: version, at: "\(fact.recorded)", text: text, name: signature?.name,
                network: signature?.network, userAgent: signature?.userAgent)
        }
        switch fact.what {
        case .signed(let signature):
            guard let offer, offer.signatories[signature.signatory].address == person.address else {
                return nil
            }
            return record(offer.version, signature.consent, signature)
        case .adjustmentConfirmed(let number, _, _, _) where fact.by == .contact(Person.ID(person.id)):
            let version = agreement.adjustments[number - 1].adjustment.version
            return record(version, "Confirmed change \(number) of hours or holidays")
        case .mended(let number, _) where fact.by == .contact(Person.ID(person.id)):
            return record(
                agreement.mends[number - 1].mend.version, "Agreed to mend clerical error \(number)")
        default: return nil
        }
    }
}
