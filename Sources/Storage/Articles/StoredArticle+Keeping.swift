import BusinessTime

// Articles, read and written.
extension Reader {
    /// By category and title.
    ///
    /// - Parameter isBrief: leaves their texts out.
    public func articles(
        _ sight: ArticleSight, isBrief: Bool = true, limit: Int = 500
    ) throws -> [StoredArticle] {
        let all = StoredArticle.columns
        let columns = isBrief ? all.replacing("article.text", with: "''") : all
        return try rows(
            """
            SELECT \(columns) FROM article WHERE \(sight.condition)
            ORDER BY article.category, article.title, article.id LIMIT $1
            """, limit, as: StoredArticle.init)
    }

    public func hasArticles(_ sight: ArticleSight) throws -> Bool {
        try integer("SELECT 1 FROM article WHERE \(sight.condition) LIMIT 1") != nil
    }

    /// nil for what is absent and for what is not for these eyes.
    public func article(_ id: Int64, _ sight: ArticleSight) throws -> StoredArticle? {
        try first(
            "SELECT \(StoredArticle.columns) FROM article WHERE article.id = $1 AND \(sight.condition)", id,
            as: StoredArticle.init)
    }

    /// Those that have the words, the fittest first.
    public func articles(
        having words: SearchWords, _ sight: ArticleSight, limit: Int = 30
    ) throws -> [StoredArticle] {
        try rows(
            SQLiteSearch.selectArticles(StoredArticle.columns, where: sight.condition), words.query, limit,
            as: StoredArticle.init)
    }

    /// In their order.
    public func articleCategories() throws -> [String] {
        try rows("SELECT DISTINCT category FROM article ORDER BY category") { try $0.text() }
    }

    /// The newest first.
    public func versions(ofArticle id: Int64) throws -> [StoredArticleVersion] {
        try rows(
            """
            SELECT \(StoredArticleVersion.columns) FROM article_version WHERE article = $1
            ORDER BY version DESC
            """, id, as: StoredArticleVersion.init)
    }
}

extension Writer {
    /// A new article with its first version.
    public func add(_ article: StoredArticle) throws -> StoredArticle {
        var added = article
        added.id = try returning(
            """
            INSERT INTO article (category, title, text, version, readers, published_at, saved_by, saved_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id
            """, article.category, article.title, article.text, article.version, article.readers.rawValue,
            article.published, article.savedBy, article.saved)
        try add(StoredArticleVersion(added))
        try putInSearch(added)
        return added
    }

    /// The next version. False when somebody else saved this one before.
    public func save(_ article: StoredArticle) throws -> Bool {
        let changed = try run(
            """
            UPDATE article SET category = $2, title = $3, text = $4, version = $5, saved_by = $6,
                saved_at = $7 WHERE id = $1 AND version = $5 - 1
            """, article.id, article.category, article.title, article.text, article.version, article.savedBy,
            article.saved)
        guard changed == 1 else { return false }
        try add(StoredArticleVersion(article))
        try putInSearch(article)
        return true
    }

    /// Who reads it, from now on.
    public func setReaders(of article: StoredArticle) throws {
        try run(
            "UPDATE article SET readers = $2, published_at = $3 WHERE id = $1", article.id,
            article.readers.rawValue, article.published)
    }

    /// Other words in place of those that name somebody.
    public func rewrite(_ article: StoredArticle) throws {
        try taintSearch()
        try run(
            "UPDATE article SET title = $2, text = $3 WHERE id = $1", article.id, article.title, article.text)
        try putInSearch(article)
    }

    public func rewrite(_ version: StoredArticleVersion) throws {
        try run(
            "UPDATE article_version SET title = $3, text = $4 WHERE article = $1 AND version = $2",
            version.article, version.version, version.title, version.text)
    }

    private func add(_ version: StoredArticleVersion) throws {
        try run(
            """
            INSERT INTO article_version (\(StoredArticleVersion.columns))
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """, version.article, version.version, version.category, version.title, version.text,
            version.savedBy, version.saved)
    }

    private func putInSearch(_ article: StoredArticle) throws {
        try run(SQLiteSearch.removeArticle, article.id)
        try run(SQLiteSearch.addArticle, article.id, article.title, article.text)
    }

    /// Whether the search of articles is what they say; makes it anew.
    public func rebuildArticleSearch() throws -> Bool {
        let isSound = try integer(SQLiteSearch.articlesAstray) == 0
        try run(SQLiteSearch.removeArticles)
        try run(SQLiteSearch.addArticles)
        return isSound
    }
}
