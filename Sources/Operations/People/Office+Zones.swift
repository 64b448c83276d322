import Agreements
public import BusinessTime
public import Desk
public import Storage

// In which zone somebody sees times on pages.
extension Office {
    /// Their own choice, else the zone of their working week, of their organisation's agreement, of the
    /// desk's first agreement; UTC where there is none. A zone that this machine has no more is passed over.
    public func rules(for person: StoredPerson, in reader: Reader) throws -> ZoneRules {
        if let own = rules(named: person.zone) { return own }
        if let week = try reader.week(of: person.id), let rules = rules(named: week.zone) { return rules }
        let theirs = try person.organisation.flatMap { try reader.signedAgreement(ofOrganisation: $0) }
        if let stored = try theirs ?? reader.firstAgreement() {
            let version = AgreementVersion(agreement: stored.name, number: stored.version)
            // Terms that this machine can't read, for want of a zone, must not keep people from their pages.
            if let terms = try? shelf.terms(version, in: reader) { return terms.calendar.rules }
        }
        if let utc = rules(named: "UTC") { return utc }
        throw ZoneFiles.Missing(zone: "UTC")
    }

    /// The zones that can be chosen.
    public var zoneNames: [String] { shelf.zoneNames }

    /// Empty takes the choice back.
    ///
    /// - Throws: a refusal for a name that is no zone of this machine.
    public func setZone(_ name: String, of person: Person.ID) async throws {
        let name = name.filter { !$0.isWhitespace }
        guard name.isEmpty || rules(named: name) != nil else {
            throw Refusal(
                "no-zone", field: "zone", "\"\(name.prefix(64))\" is no time zone of this machine.",
                remedy: "Choose one from the list, for example Europe/Berlin, or leave it empty.")
        }
        try await database.write { writer in
            guard var stored = try writer.person(person.rawValue) else { throw Refusal.noPerson }
            stored.zone = name
            try writer.update(stored)
        }
    }

    private func rules(named name: String) -> ZoneRules? {
        name.isEmpty ? nil : TimeZoneName(name).flatMap(zone)
    }
}
