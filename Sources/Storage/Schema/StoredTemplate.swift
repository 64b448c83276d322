public import BusinessTime

/// One version of an organisation's own text: added, never changed, since agreements are signed in it.
public struct StoredTemplate: Hashable, Sendable {
    public let name: String
    public let version: Int
    /// The clauses in the form of the layer above.
    public let body: String
    public let savedBy: Int64
    public let savedAt: Instant

    public init(name: String, version: Int, body: String, savedBy: Int64, savedAt: Instant) {
        self.name = name
        self.version = version
        self.body = body
        self.savedBy = savedBy
        self.savedAt = savedAt
    }

    static let columns = "name, version, body, saved_by, saved_at"

    init(_ row: inout Row) throws {
        name = try row.text()
        version = Int(try row.integer())
        body = try row.text()
        savedBy = try row.integer()
        savedAt = try row.instant()
    }
}

extension Reader {
    /// The newest version of each, by name.
    public func templates() throws -> [StoredTemplate] {
        try rows(
            """
            SELECT \(StoredTemplate.columns) FROM template AS one
            WHERE version = (SELECT max(version) FROM template WHERE name = one.name) ORDER BY name
            """, as: StoredTemplate.init)
    }

    /// nil as the version means the newest.
    public func template(named name: String, version: Int? = nil) throws -> StoredTemplate? {
        try first(
            """
            SELECT \(StoredTemplate.columns) FROM template WHERE name = $1 AND ($2 = 0 OR version = $2)
            ORDER BY version DESC LIMIT 1
            """, name, version ?? 0, as: StoredTemplate.init)
    }
}

extension Writer {
    /// False when somebody else has added this version.
    public func add(_ template: StoredTemplate) throws -> Bool {
        try run(
            """
            INSERT INTO template (\(StoredTemplate.columns)) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (name, version) DO NOTHING
            """, template.name, template.version, template.body, template.savedBy, template.savedAt) == 1
    }
}
