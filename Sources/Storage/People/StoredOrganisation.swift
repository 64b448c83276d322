/// A customer, or the provider itself.
public struct StoredOrganisation: Hashable, Sendable {
    public internal(set) var id: Int64 = 0
    public var name: String
    /// Mail domains whose senders belong to it, in lower case.
    public var domains: [String]
    public var zone: String
    /// In which the desk writes to its people; empty takes the desk's.
    public var language = ""

    public init(name: String, domains: [String] = [], zone: String = "") {
        self.name = name
        self.domains = domains.map { $0.lowercased() }
        self.zone = zone
    }

    static let columns = "id, name, domains, zone, language"

    init(_ row: inout Row) throws {
        id = try row.integer()
        name = try row.text()
        domains = try row.text().split(separator: " ").map(String.init)
        zone = try row.text()
        language = try row.text()
    }
}

extension Reader {
    public func organisation(_ id: Int64) throws -> StoredOrganisation? {
        try first(
            "SELECT \(StoredOrganisation.columns) FROM organisation WHERE id = $1", id,
            as: StoredOrganisation.init)
    }

    public func organisations() throws -> [StoredOrganisation] {
        try rows(
            "SELECT \(StoredOrganisation.columns) FROM organisation ORDER BY name, id",
            as: StoredOrganisation.init)
    }

    /// The organisation that claims a mail domain. Organisations are few, so the list is read.
    public func organisation(domain: String) throws -> StoredOrganisation? {
        try organisations().first { $0.domains.contains(domain.lowercased()) }
    }
}

extension Writer {
    public func add(_ organisation: StoredOrganisation) throws -> StoredOrganisation {
        var added = organisation
        added.id = try returning(
            """
            INSERT INTO organisation (name, domains, zone, language) VALUES ($1, $2, $3, $4) RETURNING id
            """, organisation.name, organisation.domains.joined(separator: " "), organisation.zone,
            organisation.language)
        return added
    }

    public func update(_ organisation: StoredOrganisation) throws {
        try run(
            "UPDATE organisation SET name = $2, domains = $3, zone = $4, language = $5 WHERE id = $1",
            organisation.id, organisation.name, organisation.domains.joined(separator: " "),
            organisation.zone, organisation.language)
    }
}
