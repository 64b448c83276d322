public import BusinessTime

/// An agreement being filled in. Nothing of it binds anybody; it is overwritten until it is offered.
public struct StoredDraft: Hashable, Sendable {
    /// The agreement's short name, for example `acme`.
    public let agreement: String
    /// The customer's.
    public let organisation: Int64
    public var yaml: String
    /// Rises with every saving.
    public internal(set) var revision: Int64 = 1
    public var savedBy: Int64
    public var savedAt: Instant
    /// The name of the text that it is filled into; empty for the standard text.
    public var template = ""

    public init(agreement: String, organisation: Int64, yaml: String, savedBy: Int64, savedAt: Instant) {
        self.agreement = agreement
        self.organisation = organisation
        self.yaml = yaml
        self.savedBy = savedBy
        self.savedAt = savedAt
    }

    static let columns = "agreement, organisation, yaml, revision, saved_by, saved_at, template"

    init(_ row: inout Row) throws {
        agreement = try row.text()
        organisation = try row.integer()
        yaml = try row.text()
        revision = try row.integer()
        savedBy = try row.integer()
        savedAt = try row.instant()
        template = try row.text()
    }
}

extension Reader {
    public func drafts() throws -> [StoredDraft] {
        try rows("SELECT \(StoredDraft.columns) FROM draft ORDER BY agreement", as: StoredDraft.init)
    }

    public func draft(of agreement: String) throws -> StoredDraft? {
        try first(
            "SELECT \(StoredDraft.columns) FROM draft WHERE agreement = $1", agreement, as: StoredDraft.init)
    }
}

extension Writer {
    /// False when the agreement has a draft already.
    public func add(_ draft: StoredDraft) throws -> Bool {
        try run(
            """
            INSERT INTO draft (\(StoredDraft.columns)) VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (agreement) DO NOTHING
            """, draft.agreement, draft.organisation, draft.yaml, draft.revision, draft.savedBy,
            draft.savedAt,
            draft.template
        ) == 1
    }

    /// Overwrites the state that has this draft's revision; false when somebody else saved in between.
    public func save(_ draft: StoredDraft) throws -> Bool {
        try run(
            """
            UPDATE draft SET yaml = $3, revision = revision + 1, saved_by = $4, saved_at = $5,
                template = $6
            WHERE agreement = $1 AND revision = $2
            """, draft.agreement, draft.revision, draft.yaml, draft.savedBy, draft.savedAt, draft.template)
            == 1
    }

    public func deleteDraft(of agreement: String) throws {
        try run("DELETE FROM draft WHERE agreement = $1", agreement)
    }
}
