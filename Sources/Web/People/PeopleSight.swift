import BusinessTime
import Desk
import Operations
import Storage

/// People and their accounts in words.
struct PeopleSight: Sendable {
    let office: Office
    let words: DeskWords
    let now: Instant
    let organisations: [StoredOrganisation]
    /// Whether the reader may know how and when others sign in.
    let tellsAll: Bool

    init(_ reader: Storage.Reader, _ office: Office, _ words: DeskWords, tellsAll: Bool) throws {
        self.tellsAll = tellsAll
        self.office = office
        now = words.now
        self.words = words
        organisations = try reader.organisations()
    }

    /// Other companies than the desk's own.
    func customers(of own: Int64?) -> [FieldChoice] {
        organisations.filter { $0.id != own }.map { FieldChoice(value: "\($0.id)", label: $0.name) }
    }

    private func organisation(_ person: StoredPerson) -> String {
        organisations.first { $0.id == person.organisation }?.name ?? ""
    }

    private func standing(_ person: StoredPerson, _ reader: Storage.Reader) throws -> String {
        if let disabled = person.disabledAt { return "Disabled \(words.relative(disabled))" }
        if try reader.signInLink(of: person.id, kind: LinkKind.invitation.rawValue, at: now) != nil {
            return "Invited; the link was not used yet"
        }
        return "Active"
    }

    /// Empty for those who need not know.
    private func ways(_ person: StoredPerson, _ reader: Storage.Reader) throws -> String {
        guard tellsAll else { return "" }
        let passkeys = try reader.passkeys(of: person.id).count
        let ways = [
            person.passwordHash == nil ? nil : "password",
            try reader.codeApp(of: person.id) == nil ? nil : "app",
            passkeys == 0 ? nil : passkeys == 1 ? "passkey" : "\(passkeys) passkeys",
            try reader.hasOutsideIdentity(person.id) ? "provider" : nil,
        ].compactMap(\.self)
        return ways.isEmpty ? "Link by mail" : ways.joined(separator: ", ").capitalisedFirst
    }

    func row(_ person: StoredPerson, _ reader: Storage.Reader) throws -> PersonRow {
        PersonRow(
            person: NavLink(label: person.name, href: Page.account(of: person.id)), address: person.address,
            role: person.kind == .contact ? organisation(person) : RoleWords.words(person.role),
            ways: try ways(person, reader), standing: try standing(person, reader),
            isOver: person.disabledAt != nil)
    }

    func view(of person: StoredPerson, _ reader: Storage.Reader) throws -> MemberView {
        let seen = tellsAll ? try reader.sessions(of: person.id, at: now).first?.seen : nil
        var facts = [
            ("Address", person.address), ("Role", RoleWords.words(person.role)),
            ("Company", organisation(person)), ("Sign in by", try ways(person, reader)),
            ("Last seen", seen.map(words.relative) ?? (tellsAll ? "no open session" : "")),
        ]
        facts.removeAll { $0.1.isEmpty }
        return MemberView(name: person.name, standing: try standing(person, reader), facts: facts)
    }

    func history(of person: Person.ID, _ reader: Storage.Reader) throws -> [(String, String)] {
        try office.accountHistory(of: person, in: reader).prefix(100).map { entry in
            let id = entry.by.person?.rawValue
            let by = try id.flatMap { try reader.person($0)?.name } ?? "the desk's machine"
            return (words.short(entry.at), "\(entry.event.words), by \(by)")
        }
    }

    func acts(_ person: StoredPerson, csrf: String) -> [ActForm] {
        let target = { FormTarget(action: Page.accountAct($0, of: person.id), csrf: csrf) }
        if person.disabledAt != nil { return [.enable(target("enabling"), person.name)] }
        let role = person.kind == .agent ? [ActForm.changeRole(target("role"), person.role)] : []
        return role + [
            .mailReset(target("reset"), person.name), .removeFactors(target("factors"), person.name),
            .disable(target("disabling"), person.name),
        ]
    }
}
