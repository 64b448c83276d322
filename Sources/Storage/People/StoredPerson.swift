public import BusinessTime

/// Somebody who works at the desk or writes to it.
public struct StoredPerson: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable { case agent, contact }

    public internal(set) var id: Int64 = 0
    public var name: String
    /// Unique, in lower case.
    public var address: String
    public var kind: Kind
    public var organisation: Int64?
    /// A word of the access rules: tier1, tier2, manager, admin, sales, contact, signatory.
    public var role: String
    public var tier: Int?
    /// A scrypt record in text; nil for those who can't sign in by password.
    public var passwordHash: String?
    public var disabledAt: Instant?
    /// Whether the portal shows messages to this contact.
    public var hasAccount: Bool
    /// Whether this contact sees, and may write to, every ticket of their organisation.
    public var seesOrganisation = false
    /// Whether this contact sees the agreement of their organisation whole, fee and signatures included.
    public var seesAgreement = false
    /// Whether this contact sees the statements of their organisation, and may dispute and claim there.
    public var seesBooks = false
    /// In which the desk writes to them; empty takes their organisation's.
    public var language = ""
    /// The name of the zone in which they read times; empty takes that of their working week or agreement.
    public var zone = ""

    public init(
        name: String, address: String, kind: Kind, organisation: Int64? = nil, role: String, tier: Int? = nil,
        passwordHash: String? = nil, hasAccount: Bool = false
    ) {
        self.name = name
        self.address = address.lowercased()
        self.kind = kind
        self.organisation = organisation
        self.role = role
        self.tier = tier
        self.passwordHash = passwordHash
        self.hasAccount = hasAccount
    }

    static let columns = """
        id, name, address, kind, organisation, role, tier, password, disabled_at, has_account, \
        sees_organisation, sees_agreement, sees_books, language, zone
        """

    init(_ row: inout Row) throws {
        id = try row.integer()
        name = try row.text()
        address = try row.text()
        kind = try row.word()
        organisation = try row.integerIfAny()
        role = try row.text()
        tier = try row.integerIfAny().map { Int($0) }
        passwordHash = try row.textIfAny()
        disabledAt = try row.instantIfAny()
        hasAccount = try row.truth()
        seesOrganisation = try row.truth()
        seesAgreement = try row.truth()
        seesBooks = try row.truth()
        language = try row.text()
        zone = try row.text()
    }
}

extension Reader {
    public func person(_ id: Int64) throws -> StoredPerson? {
        try first("SELECT \(StoredPerson.columns) FROM person WHERE id = $1", id, as: StoredPerson.init)
    }

    public func person(address: String) throws -> StoredPerson? {
        try first(
            "SELECT \(StoredPerson.columns) FROM person WHERE address = $1", address.lowercased(),
            as: StoredPerson.init)
    }

    public func people(of organisation: Int64) throws -> [StoredPerson] {
        try rows(
            "SELECT \(StoredPerson.columns) FROM person WHERE organisation = $1 ORDER BY id", organisation,
            as: StoredPerson.init)
    }

    /// Contacts of this mail domain whose organisation nobody knows.
    public func strangers(ofDomain domain: String) throws -> [StoredPerson] {
        try rows(
            """
            SELECT \(StoredPerson.columns) FROM person WHERE organisation IS NULL AND kind = 'contact'
                AND substr(address, length(address) - length($1)) = '@' || $1 ORDER BY id
            """, domain, as: StoredPerson.init)
    }

    /// Whether anybody works at the desk.
    public func hasAgents() throws -> Bool {
        try integer("SELECT 1 FROM person WHERE kind = 'agent' LIMIT 1") != nil
    }

    /// All who work at the desk, by name.
    public func agents() throws -> [StoredPerson] {
        try rows(
            "SELECT \(StoredPerson.columns) FROM person WHERE kind = 'agent' ORDER BY name, id",
            as: StoredPerson.init)
    }

    /// Contacts who see more than their own tickets, by organisation.
    public func contactsWithRights() throws -> [StoredPerson] {
        try rows(
            """
            SELECT \(StoredPerson.columns) FROM person WHERE kind = 'contact'
                AND (sees_organisation = 1 OR sees_agreement = 1 OR sees_books = 1)
            ORDER BY organisation, name, id
            """, as: StoredPerson.init)
    }

    /// Contacts with a language of their own, by name.
    public func contactsWithLanguage() throws -> [StoredPerson] {
        try rows(
            """
            SELECT \(StoredPerson.columns) FROM person WHERE kind = 'contact' AND language <> ''
            ORDER BY name, id LIMIT 500
            """, as: StoredPerson.init)
    }

    /// Contacts who were given an account, by name.
    public func contactsWithAccount() throws -> [StoredPerson] {
        try rows(
            """
            SELECT \(StoredPerson.columns) FROM person WHERE kind = 'contact' AND has_account = 1
            ORDER BY name, id
            """, as: StoredPerson.init)
    }

    /// Names of many at once, for a list.
    public func names(of people: [Int64]) throws -> [Int64: String] {
        if people.isEmpty { return [:] }
        let list = placeholders(people.count, from: 1)
        let rows = try connection.rows(
            "SELECT id, name FROM person WHERE id IN (\(list)) ORDER BY id", people)
        return try rows.reduce(into: [:]) { names, row in
            var row = row
            names[try row.integer()] = try row.text()
        }
    }
}

extension Writer {
    /// Refused with `.notUnique` when the address is taken.
    public func add(_ person: StoredPerson) throws -> StoredPerson {
        var added = person
        added.id = try returning(
            """
            INSERT INTO person
                (name, address, kind, organisation, role, tier, password, disabled_at, has_account,
                sees_organisation, sees_agreement, sees_books, language, zone)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) RETURNING id
            """, person.name, person.address, person.kind.rawValue, person.organisation, person.role,
            person.tier, person.passwordHash, person.disabledAt, person.hasAccount, person.seesOrganisation,
            person.seesAgreement, person.seesBooks, person.language, person.zone)
        return added
    }

    public func update(_ person: StoredPerson) throws {
        changesAccess = true
        try run(
            """
            UPDATE person SET name = $2, address = $3, kind = $4, organisation = $5, role = $6, tier = $7,
                password = $8, disabled_at = $9, has_account = $10, sees_organisation = $11,
                sees_agreement = $12, sees_books = $13, language = $14, zone = $15 WHERE id = $1
            """, person.id, person.name, person.address, person.kind.rawValue, person.organisation,
            person.role, person.tier, person.passwordHash, person.disabledAt, person.hasAccount,
            person.seesOrganisation, person.seesAgreement, person.seesBooks,
            person.language, person.zone)
    }
}
