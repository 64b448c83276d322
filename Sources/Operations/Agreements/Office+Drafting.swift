import Agreements
public import BusinessTime
public import Desk
public import Storage

extension Office {
    public func draft(_ name: String) async throws -> StoredDraft? {
        try await database.read { try $0.draft(of: name) }
    }

    /// The rules of a zone for checking a draft; nil where there is no such zone.
    public func zone(_ name: TimeZoneName) -> ZoneRules? { shelf.rules(of: name) }

    /// Begins a draft for a customer: the first of an agreement from blanks, a later one from the terms that
    /// are agreed.
    public func beginDraft(_ name: String, for organisation: Int64, by person: Person.ID) async throws {
        try await beginDraft(name, by: person) { writer in
            guard let customer = try writer.organisation(organisation) else { throw Refusal.noOrganisation }
            return customer
        }
    }

    /// The same for a customer who is written down with it.
    public func beginDraft(_ name: String, for customer: NewCustomer, by person: Person.ID) async throws {
        try await beginDraft(name, by: person) { writer in try customer.add(writer) }
    }

    private func beginDraft(
        _ name: String, by person: Person.ID,
        for whom: @escaping @Sendable (Writer) throws -> StoredOrganisation
    ) async throws {
        let now = clock()
        guard Self.isName(name) else { throw Refusal.badAgreementName }
        try await database.write { writer in
            let customer = try whom(writer)
            let versions = try writer.agreements().filter { $0.name == name && $0.inForceFrom != nil }
            guard versions.allSatisfy({ $0.organisation == customer.id }) else {
                throw Refusal.nameTaken(name)
            }
            let provider = try writer.setting("provider-name") ?? "[name]"
            let yaml =
                try versions.last.flatMap { try self.mended($0, writer) }
                ?? AgreementDraft.new(provider: provider, customer: customer.name)
            var draft = StoredDraft(
                agreement: name, organisation: customer.id, yaml: yaml, savedBy: person.rawValue,
                savedAt: now)
            draft.template = versions.last.flatMap { Self.place(of: $0.template)?.name } ?? ""
            guard try writer.add(draft) else { throw Refusal.draftExists(name) }
        }
    }

    /// The newest version as it is read, with its clerical errors mended; its adjustments end with it.
    private func mended(_ stored: StoredAgreement, _ reader: Reader) throws -> String? {
        let version = AgreementVersion(agreement: stored.name, number: stored.version)
        guard let signed = try shelf.terms(version, in: reader) else { return nil }
        let mends = try shelf.agreement(stored.name, in: reader)?.mends(of: stored.version) ?? []
        if mends.isEmpty { return String(decoding: stored.text, as: UTF8.self) }
        return try signed.mended(by: mends).terms.yaml
    }

    /// Saves a draft over the state with this revision, whatever is still wrong with it.
    ///
    /// - Parameter template: the name of its text, empty for the standard text; nil leaves it as it is.
    @discardableResult
    public func saveDraft(
        _ name: String, over revision: Int64, yaml: String, template: String? = nil, by person: Person.ID
    ) async throws -> StoredDraft {
        let now = clock()
        return try await database.write { writer in
            guard var draft = try writer.draft(of: name) else { throw Refusal.noDraft }
            guard draft.revision == revision else { throw Refusal.savedMeanwhile }
            (draft.yaml, draft.savedBy, draft.savedAt) = (yaml, person.rawValue, now)
            if let template {
                guard try template.isEmpty || writer.template(named: template) != nil else {
                    throw Refusal.noTemplate(template)
                }
                draft.template = template
            }
            guard try writer.save(draft), let saved = try writer.draft(of: name) else {
                throw Refusal.savedMeanwhile
            }
            return saved
        }
    }

    public func discardDraft(_ name: String) async throws {
        try await database.write { try $0.deleteDraft(of: name) }
    }

    static let nameLengthMax = 40

    /// Whether it can stand in addresses and on paper.
    public static func isName(_ name: String) -> Bool {
        let signs = Set("abcdefghijklmnopqrstuvwxyz0123456789-")
        return (1...nameLengthMax).contains(name.count) && name.allSatisfy(signs.contains)
            && name.first != "-"
    }
}

extension Refusal {
    static let badAgreementName = Refusal(
        "bad-name", field: "name", "This can't name an agreement.",
        remedy: "Use up to 40 small letters, digits and hyphens, for example acme.")
    static let noOrganisation = Refusal(
        "no-organisation", field: "organisation", "There is no such customer.",
        remedy: "Choose one of the list.")
    static let noDraft = Refusal(
        "no-draft", "This agreement has no draft.", remedy: "Begin one from the agreement's page.")
    static let savedMeanwhile = Refusal(
        "saved-meanwhile", "Somebody saved this draft while you were writing; nothing of yours is lost.",
        remedy:
            "Your values are still in the form. Look at the saved draft in another window, then save again.")

    static func noTemplate(_ name: String) -> Refusal {
        Refusal(
            "no-template", field: "template", "There is no text \"\(name.prefix(64))\".",
            remedy: "Choose one of the list, or the standard text.")
    }

    static func nameTaken(_ name: String) -> Refusal {
        Refusal(
            "name-taken", field: "name", "\(name) is an agreement with another customer.",
            remedy: "Choose another name.")
    }

    static func draftExists(_ name: String) -> Refusal {
        Refusal(
            "draft-exists", field: "name", "\(name) has a draft already.",
            remedy: "Go on with that one, or choose another short name.")
    }
}
