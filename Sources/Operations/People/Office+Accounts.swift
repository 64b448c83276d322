import BusinessTime
public import Desk
import Mail
import Storage

/// Somebody to be invited.
public struct NewAccount: Sendable {
    public let name: String
    public let address: String
    public let role: Role
    /// Of a contact; nil for those who work at the desk.
    public let organisation: Int64?

    public init(name: String, address: String, role: Role, organisation: Int64? = nil) {
        self.name = name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        self.address = address.filter { !$0.isWhitespace }.lowercased()
        self.role = role
        self.organisation = organisation
    }

    static let nameMax = 100

    fileprivate func check() throws(Refusal) {
        guard (1...Self.nameMax).contains(name.count),
            name.unicodeScalars.allSatisfy({ $0.value >= 32 && $0.value != 127 })
        else { throw .badName }
        guard MailAddress(address) != nil else { throw .badPersonAddress }
    }
}

// Accounts of people: made, changed, closed and opened by administrators, each act in the audit chain.
extension Office {
    /// Makes an account and mails a link to set its password. A contact who wrote before gets the account.
    public func invite(_ invitation: NewAccount, by asker: Access.Asker) async throws -> Person.ID {
        try Access.require(
            invitation.role == .contact ? .inviteContact : .createAgent, by: asker)
        try invitation.check()
        let now = clock()
        return try await database.write { writer in
            _ = try Post.support(writer)
            let person = try self.account(for: invitation, by: asker, now: now, writer)
            let name = try writer.person(asker.person.rawValue)?.name ?? "Your desk"
            try self.mailPasswordLink(to: person, life: Self.invitationLife, now: now, writer) {
                $0.invitation($1, by: name)
            }
            try self.note(.invited, of: person.id, by: asker.actor, now: now, writer)
            return Person.ID(person.id)
        }
    }

    private func account(
        for invitation: NewAccount, by asker: Access.Asker, now: Instant, _ writer: Writer
    ) throws -> StoredPerson {
        let organisation = try Self.organisation(of: invitation, asker, writer)
        if var known = try writer.person(address: invitation.address) {
            let isSame = known.kind == .contact && known.organisation == organisation
            guard invitation.role == .contact, isSame, known.disabledAt == nil else {
                throw Refusal.addressTaken(invitation.address)
            }
            known.hasAccount = true
            try writer.update(known)
            return known
        }
        let person = try writer.add(
            StoredPerson(
                name: invitation.name, address: invitation.address,
                kind: invitation.role == .contact ? .contact : .agent, organisation: organisation,
                role: invitation.role.rawValue, hasAccount: true))
        try note(.created(invitation.role), of: person.id, by: asker.actor, now: now, writer)
        return person
    }

    private static func organisation(
        of invitation: NewAccount, _ asker: Access.Asker, _ reader: Reader
    ) throws -> Int64? {
        let own = try reader.person(asker.person.rawValue)?.organisation
        if invitation.role != .contact { return own }
        guard let id = invitation.organisation, id != own, try reader.organisation(id) != nil else {
            throw Refusal.noCustomer
        }
        return id
    }

    /// Nobody changes the own role, and the desk is never left without an administrator.
    public func setRole(_ role: Role, of person: Person.ID, by asker: Access.Asker) async throws {
        try await change(person, by: asker) { stored, writer in
            guard stored.kind == .agent, role != .contact else { throw Refusal.noStaffRole }
            guard stored.role != role.rawValue else { return nil }
            if role != .admin { try Self.keepAnAdmin(without: stored, writer) }
            let before = stored.role
            stored.role = role.rawValue
            return .roleChanged(from: before, to: role.rawValue)
        }
    }

    /// Sessions end at once; tokens and links open nothing any more.
    public func disable(_ person: Person.ID, by asker: Access.Asker) async throws {
        let now = clock()
        try await change(person, by: asker) { stored, writer in
            guard stored.disabledAt == nil else { return nil }
            try Self.keepAnAdmin(without: stored, writer)
            stored.disabledAt = now
            try writer.endSessions(of: stored.id)
            for kind in [LinkKind.signIn, .password, .invitation] {
                try writer.removeSignInLinks(of: stored.id, kind: kind.rawValue)
            }
            return .disabled
        }
    }

    public func enable(_ person: Person.ID, by asker: Access.Asker) async throws {
        try await change(person, by: asker) { stored, _ in
            if stored.isErased { throw Refusal.noAccount }
            guard stored.disabledAt != nil else { return nil }
            stored.disabledAt = nil
            return .enabled
        }
    }

    /// The only thing that somebody else can do about a password. The person's sessions end.
    public func mailReset(to person: Person.ID, by asker: Access.Asker) async throws {
        let now = clock()
        try await change(person, by: asker) { stored, writer in
            guard stored.disabledAt == nil else { throw Refusal.isDisabled }
            let name = try writer.person(asker.person.rawValue)?.name ?? "Your desk"
            _ = try Post.support(writer)
            stored.hasAccount = true
            try writer.endSessions(of: stored.id)
            try self.mailPasswordLink(to: stored, life: Self.resetLife, now: now, writer) {
                $0.reset($1, by: name)
            }
            return .resetMailed
        }
    }

    /// For somebody who lost the device: app, passkeys and links are gone, and so are the sessions.
    public func removeFactors(of person: Person.ID, by asker: Access.Asker) async throws {
        let now = clock()
        try await change(person, by: asker) { stored, writer in
            try writer.removeFactors(of: stored.id)
            try writer.endSessions(of: stored.id)
            try self.tell(stored, .factorsRemoved, now: now, writer)
            return .factorsRemoved
        }
    }

    /// nil from `body` leaves everything as it is.
    private func change(
        _ person: Person.ID, by asker: Access.Asker,
        _ body: @escaping @Sendable (inout StoredPerson, Writer) throws -> AccountEvent?
    ) async throws {
        try Access.require(.changeRole, by: asker)
        guard person != asker.person else { throw Refusal.ownAccount }
        let now = clock()
        try await database.write { writer in
            guard var stored = try writer.person(person.rawValue) else { throw Refusal.noAccount }
            guard let event = try body(&stored, writer) else { return }
            try writer.update(stored)
            try self.note(event, of: stored.id, by: asker.actor, now: now, writer)
        }
    }

    private static func keepAnAdmin(without person: StoredPerson, _ reader: Reader) throws {
        guard person.role == Role.admin.rawValue, person.disabledAt == nil else { return }
        let others = try reader.agents().contains {
            $0.id != person.id && $0.role == Role.admin.rawValue && $0.disabledAt == nil
        }
        if !others { throw Refusal.lastAdmin }
    }

    /// What can be refused before there is a desk.
    public static func checkFirstAdmin(_ account: NewAccount, password: String) throws(Refusal) {
        try account.check()
        let refusal = PasswordRule.refusal(password, address: account.address, name: account.name)
        if let refusal { throw refusal }
    }

    /// The first administrator, made on the desk's own machine; nobody else is there to make one.
    public func createFirstAdmin(
        name: String, address: String, password: String, provider: String?
    ) async throws -> Person.ID {
        let invitation = NewAccount(name: name, address: address, role: .admin)
        try Self.checkFirstAdmin(invitation, password: password)
        let hash = try await Password.hash(password, salt: secret.bytes(16))
        let now = clock()
        return try await database.write { writer in
            let isAdmin = { (person: StoredPerson) in
                person.role == Role.admin.rawValue && person.disabledAt == nil
            }
            guard try !writer.agents().contains(where: isAdmin) else { throw Refusal.adminThere }
            if try writer.person(address: invitation.address) != nil {
                throw Refusal.addressTaken(invitation.address)
            }
            let own = try provider.map { try writer.add(StoredOrganisation(name: $0)).id }
            let person = try writer.add(
                StoredPerson(
                    name: invitation.name, address: invitation.address, kind: .agent, organisation: own,
                    role: Role.admin.rawValue, passwordHash: hash, hasAccount: true))
            // The key of reply addresses is made when the desk is.
            if try writer.setting("reply-key") == nil {
                try writer.set(hexadecimal(self.secret.bytes(32)), for: "reply-key")
            }
            try self.note(.created(.admin), of: person.id, by: .desk, now: now, writer)
            return Person.ID(person.id)
        }
    }
}

extension Refusal {
    static let badName = Refusal(
        "bad-name", field: "name", "A name is one line of 1 to \(NewAccount.nameMax) characters.",
        remedy: "Write it as the person does.")
    static let badPersonAddress = Refusal(
        "bad-address", field: "address", "This is no mail address.", remedy: "Write local@domain.")
    static let noCustomer = Refusal(
        "no-customer", field: "organisation", "A contact belongs to a customer.",
        remedy: "Choose the customer.")
    static let noStaffRole = Refusal(
        "no-staff-role", field: "role", "Roles of the desk are for those who work at it.",
        remedy: "Invite the person as staff, with an address of their own.")
    static let ownAccount = Refusal(
        "own-account", "Nobody changes the own role or account.",
        remedy: "Ask another administrator.")
    static let lastAdmin = Refusal(
        "last-admin", "This is the last administrator of the desk.",
        remedy: "Make somebody else an administrator first.")
    static let isDisabled = Refusal(
        "disabled", "The account is disabled.", remedy: "Enable it first.")
    static let adminThere = Refusal(
        "admin-there", "The desk has an administrator.",
        remedy: "An administrator invites others at /people; duly people does it while the desk is stopped.")

    static func addressTaken(_ address: String) -> Refusal {
        Refusal(
            "address-taken", field: "address", "\(address.prefix(254)) belongs to another account.",
            remedy: "Look for it in the list of people.")
    }
}
