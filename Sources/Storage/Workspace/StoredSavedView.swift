/// A view of the queue kept under a name.
public struct StoredSavedView: Hashable, Sendable {
    public internal(set) var id: Int64 = 0
    public let owner: Int64
    public var sharing: Sharing
    public var name: String
    /// What is asked of the queue, as it stands behind its address.
    public var query: String

    public init(owner: Int64, sharing: Sharing, name: String, query: String) {
        self.owner = owner
        self.sharing = sharing
        self.name = name
        self.query = query
    }

    static let columns = "id, owner, sharing, group_id, name, query"

    init(_ row: inout Row) throws {
        id = try row.integer()
        owner = try row.integer()
        sharing = try Sharing(&row)
        name = try row.text()
        query = try row.text()
    }
}

extension Reader {
    /// A person's own, and what is shared, by name. Who of that may see a group's is the caller's to say.
    public func savedViews(of person: Int64) throws -> [StoredSavedView] {
        try rows(
            """
            SELECT \(StoredSavedView.columns) FROM saved_view WHERE owner = $1 OR sharing <> 'own'
            ORDER BY lower(name), id
            """, person, as: StoredSavedView.init)
    }

    public func savedView(_ id: Int64) throws -> StoredSavedView? {
        try first(
            "SELECT \(StoredSavedView.columns) FROM saved_view WHERE id = $1", id, as: StoredSavedView.init)
    }

    /// All of them: what erasing a person looks through.
    public func savedViews() throws -> [StoredSavedView] {
        try rows("SELECT \(StoredSavedView.columns) FROM saved_view ORDER BY id", as: StoredSavedView.init)
    }

    /// The view that a person begins with.
    public func startView(of person: Int64) throws -> Int64? {
        try integer("SELECT view FROM start_view WHERE person = $1", person)
    }
}

extension Writer {
    public func add(_ view: StoredSavedView) throws -> Int64 {
        let shared = view.sharing.columns
        return try returning(
            """
            INSERT INTO saved_view (owner, sharing, group_id, name, query) VALUES ($1, $2, $3, $4, $5)
            RETURNING id
            """, view.owner, shared.word, shared.group, view.name, view.query)
    }

    public func change(_ view: StoredSavedView) throws {
        let shared = view.sharing.columns
        try run(
            "UPDATE saved_view SET sharing = $2, group_id = $3, name = $4, query = $5 WHERE id = $1", view.id,
            shared.word, shared.group, view.name, view.query)
    }

    /// Whoever began with it begins with the whole queue again.
    public func removeSavedView(_ id: Int64) throws {
        try run("DELETE FROM start_view WHERE view = $1", id)
        try run("DELETE FROM saved_view WHERE id = $1", id)
    }

    /// nil begins with the whole queue.
    public func set(startView view: Int64?, of person: Int64) throws {
        try run("DELETE FROM start_view WHERE person = $1", person)
        if let view { try run("INSERT INTO start_view (person, view) VALUES ($1, $2)", person, view) }
    }
}
