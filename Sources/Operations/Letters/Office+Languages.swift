import BusinessTime
import Desk
public import Storage

// In which language the desk writes to whom.
extension Office {
    /// The person's own, else their company's, else the desk's, else English.
    public func language(of person: StoredPerson, in reader: Reader) throws -> Language {
        if let own = Language(rawValue: person.language) { return own }
        return try language(ofCustomer: person.organisation, in: reader)
    }

    /// The company's, else the desk's.
    func language(ofCustomer id: Int64?, in reader: Reader) throws -> Language {
        let theirs = try id.flatMap { try reader.organisation($0) }?.language
        if let theirs = theirs.flatMap(Language.init) { return theirs }
        return try Self.deskLanguage(reader)
    }

    /// Of who signs or takes notice for a party: their own where the desk knows them, else their party's.
    func language(
        of party: Offer.Signatory, ofCustomer id: Int64, in reader: Reader
    ) throws -> Language {
        if let own = try reader.person(address: party.address)?.language, let own = Language(rawValue: own) {
            return own
        }
        return party.side == .customer
            ? try language(ofCustomer: id, in: reader) : try Self.deskLanguage(reader)
    }

    public static func deskLanguage(_ reader: Reader) throws -> Language {
        try reader.setting(deskLanguageName).flatMap(Language.init) ?? .english
    }

    private static let deskLanguageName = "desk-language"

    public func setDeskLanguage(_ language: Language) async throws {
        try await database.write { try $0.set(language.rawValue, for: Self.deskLanguageName) }
    }

    /// nil goes back to the desk's.
    public func setLanguage(_ language: Language?, ofCustomer id: Int64) async throws {
        try await database.write { writer in
            guard var organisation = try writer.organisation(id) else { throw Refusal.noSuchCustomer }
            organisation.language = language?.rawValue ?? ""
            try writer.update(organisation)
        }
    }

    /// nil goes back to their company's.
    public func setLanguage(_ language: Language?, ofContact address: String) async throws {
        try await database.write { writer in
            guard var person = try writer.person(address: address.filter { !$0.isWhitespace }),
                person.kind == .contact,
                !person.isErased
            else { throw Refusal.noSuchContact(address) }
            person.language = language?.rawValue ?? ""
            try writer.update(person)
        }
    }

    /// The zone in which a contact is told times: their company's, else the agreement's, else UTC.
    func rules(for person: StoredPerson, _ terms: PinnedTerms?, in reader: Reader) throws -> ZoneRules {
        try rules(ofCustomer: person.organisation, terms, in: reader)
    }

    func rules(ofCustomer id: Int64?, _ terms: PinnedTerms?, in reader: Reader) throws -> ZoneRules {
        let theirs = try id.flatMap { try reader.organisation($0) }?.zone
        if let rules = theirs.flatMap({ TimeZoneName($0) }).flatMap(zone) { return rules }
        if let terms { return terms.calendar.rules }
        guard let utc = TimeZoneName("UTC"), let rules = zone(utc) else {
            throw Refusal.noZoneFiles
        }
        return rules
    }
}

extension Refusal {
    static func noSuchContact(_ address: String) -> Refusal {
        Refusal(
            "contact-unknown", field: "contact",
            "Nobody of a customer's has the address \"\(address.prefix(254))\".",
            remedy: "Check it: a person is known once they have written.")
    }

    static let noZoneFiles = Refusal(
        "no-zones", "The machine has no time zones.", remedy: "Install the package tzdata.")
}
