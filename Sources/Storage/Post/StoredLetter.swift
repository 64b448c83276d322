public import BusinessTime

/// One version of an organisation's own words for a mail: added, never changed.
public struct StoredLetter: Hashable, Sendable {
    public let kind: String
    /// Whose people get it; 0 for all customers.
    public let organisation: Int64
    public let language: String
    public let version: Int
    /// Empty from the version on with which the standard words came back.
    public let words: String
    public let savedBy: Int64
    public let savedAt: Instant

    public init(
        kind: String, organisation: Int64, language: String, version: Int, words: String, savedBy: Int64,
        savedAt: Instant
    ) {
        self.kind = kind
        self.organisation = organisation
        self.language = language
        self.version = version
        self.words = words
        self.savedBy = savedBy
        self.savedAt = savedAt
    }

    static let columns = "kind, organisation, language, version, words, saved_by, saved_at"

    init(_ row: inout Row) throws {
        kind = try row.text()
        organisation = try row.integer()
        language = try row.text()
        version = Int(try row.integer())
        words = try row.text()
        savedBy = try row.integer()
        savedAt = try row.instant()
    }
}

/// Whether a mail goes out, and who said so.
public struct LetterSwitch: Hashable, Sendable {
    public let kind: String
    public let isOn: Bool
    public let turnedBy: Int64
    public let turnedAt: Instant

    public init(kind: String, isOn: Bool, turnedBy: Int64, turnedAt: Instant) {
        self.kind = kind
        self.isOn = isOn
        self.turnedBy = turnedBy
        self.turnedAt = turnedAt
    }

    init(_ row: inout Row) throws {
        kind = try row.text()
        isOn = try row.truth()
        turnedBy = try row.integer()
        turnedAt = try row.instant()
    }
}

extension Reader {
    /// The newest version of each.
    public func letters() throws -> [StoredLetter] {
        try rows(
            """
            SELECT \(StoredLetter.columns) FROM letter AS one WHERE version =
                (SELECT max(version) FROM letter WHERE kind = one.kind
                    AND organisation = one.organisation AND language = one.language)
            ORDER BY kind, organisation, language
            """, as: StoredLetter.init)
    }

    /// All versions, the newest first.
    public func letters(
        of kind: String, organisation: Int64, language: String
    ) throws -> [StoredLetter] {
        try rows(
            """
            SELECT \(StoredLetter.columns) FROM letter
            WHERE kind = $1 AND organisation = $2 AND language = $3 ORDER BY version DESC
            """, kind, organisation, language, as: StoredLetter.init)
    }

    public func letter(of kind: String, organisation: Int64, language: String) throws -> StoredLetter? {
        try first(
            """
            SELECT \(StoredLetter.columns) FROM letter
            WHERE kind = $1 AND organisation = $2 AND language = $3 ORDER BY version DESC LIMIT 1
            """, kind, organisation, language, as: StoredLetter.init)
    }

    /// Those that somebody turned.
    public func letterSwitches() throws -> [LetterSwitch] {
        try rows(
            "SELECT kind, is_on, turned_by, turned_at FROM letter_switch ORDER BY kind",
            as: LetterSwitch.init)
    }

    public func letterSwitch(_ kind: String) throws -> LetterSwitch? {
        try first(
            "SELECT kind, is_on, turned_by, turned_at FROM letter_switch WHERE kind = $1", kind,
            as: LetterSwitch.init)
    }
}

extension Writer {
    /// False when somebody else has added this version.
    public func add(_ letter: StoredLetter) throws -> Bool {
        try run(
            """
            INSERT INTO letter (\(StoredLetter.columns)) VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (kind, organisation, language, version) DO NOTHING
            """, letter.kind, letter.organisation, letter.language, letter.version, letter.words,
            letter.savedBy, letter.savedAt) == 1
    }

    public func set(_ turned: LetterSwitch) throws {
        try run(
            """
            INSERT INTO letter_switch (kind, is_on, turned_by, turned_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (kind) DO UPDATE SET is_on = excluded.is_on, turned_by = excluded.turned_by,
                turned_at = excluded.turned_at
            """, turned.kind, turned.isOn, turned.turnedBy, turned.turnedAt)
    }
}
