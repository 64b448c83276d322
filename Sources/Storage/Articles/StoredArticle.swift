public import BusinessTime

/// An article as it reads now. What it said before stands in its versions.
public struct StoredArticle: Hashable, Sendable {
    /// Who may read it once it is published.
    public enum Readers: String, CaseIterable, Hashable, Sendable {
        case everybody
        /// Signed-in people of any customer, and the desk.
        case customers
        /// The desk's people alone.
        case desk
    }

    public internal(set) var id: Int64 = 0
    public var category: String
    public var title: String
    public var text: String
    /// Counts its saved states, so that none covers another unseen.
    public var version = 1
    public var readers = Readers.everybody
    /// nil for a draft.
    public var published: Instant?
    public var savedBy: Int64
    public var saved: Instant

    public init(category: String, title: String, text: String, savedBy: Int64, saved: Instant) {
        (self.category, self.title, self.text) = (category, title, text)
        (self.savedBy, self.saved) = (savedBy, saved)
    }

    static let columns = """
        article.id, article.category, article.title, article.text, article.version, article.readers,
        article.published_at, article.saved_by, article.saved_at
        """

    init(_ row: inout Row) throws {
        id = try row.integer()
        category = try row.text()
        title = try row.text()
        text = try row.text()
        version = Int(try row.integer())
        readers = try row.word()
        published = try row.instantIfAny()
        savedBy = try row.integer()
        saved = try row.instant()
    }
}

/// One version of an article: added, and changed by the erasing of a person alone.
public struct StoredArticleVersion: Hashable, Sendable {
    public let article: Int64
    public let version: Int
    public let category: String
    public var title: String
    public var text: String
    public let savedBy: Int64
    public let saved: Instant

    init(_ article: StoredArticle) {
        (self.article, version, category) = (article.id, article.version, article.category)
        (title, text, savedBy, saved) = (article.title, article.text, article.savedBy, article.saved)
    }

    static let columns = "article, version, category, title, text, saved_by, saved_at"

    init(_ row: inout Row) throws {
        article = try row.integer()
        version = Int(try row.integer())
        category = try row.text()
        title = try row.text()
        text = try row.text()
        savedBy = try row.integer()
        saved = try row.instant()
    }
}

/// Which articles somebody may read: one condition for every list, search and single reading.
public enum ArticleSight: Hashable, Sendable {
    /// Drafts too: who writes them.
    case writer
    /// The desk's people: all that is published.
    case desk
    /// A customer's people.
    case customers
    /// Strangers.
    case everybody

    var condition: String {
        switch self {
        case .writer: "1 = 1"
        case .desk: "article.published_at IS NOT NULL"
        case .customers:
            "article.published_at IS NOT NULL AND article.readers IN ('everybody', 'customers')"
        case .everybody: "article.published_at IS NOT NULL AND article.readers = 'everybody'"
        }
    }
}
