// Articles: the index keeps their words itself, so that it can be compared with them.
extension SQLiteSearch {
    static let articles = """
        CREATE VIRTUAL TABLE article_search USING fts5 (
            title, text, tokenize = 'unicode61 remove_diacritics 2'
        );
        """

    static let addArticle = "INSERT INTO article_search (rowid, title, text) VALUES ($1, $2, $3)"
    static let removeArticle = "DELETE FROM article_search WHERE rowid = $1"
    static let removeArticles = "DELETE FROM article_search"
    static let addArticles =
        "INSERT INTO article_search (rowid, title, text) SELECT id, title, text FROM article"

    /// Writes the index anew without what was removed from it.
    static let purgeArticles = "INSERT INTO article_search (article_search) VALUES ('optimize')"

    /// How many the index has otherwise than they read.
    static let articlesAstray = """
        SELECT (SELECT count(*) FROM article) + (SELECT count(*) FROM article_search)
            - 2 * (SELECT count(*) FROM article JOIN article_search ON article_search.rowid = article.id
                AND article_search.title = article.title AND article_search.text = article.text)
        """

    /// $1 is a query by `SearchWords`, $2 the limit. A word in the title weighs more.
    static func selectArticles(_ columns: String, where condition: String) -> String {
        """
        SELECT \(columns) FROM article_search JOIN article ON article.id = article_search.rowid
        WHERE article_search MATCH $1 AND \(condition)
        ORDER BY bm25(article_search, 8.0, 1.0), article.id LIMIT $2
        """
    }
}
