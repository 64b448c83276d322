public import BusinessTime

/// What readers said of an article, each counted once.
public struct ArticleCount: Hashable, Sendable {
    public var helped = 0
    public var didNot = 0

    public init() {}
}

/// Who said whether an article helped: a person, or the browser of somebody who did not sign in.
public enum ArticleReader: Hashable, Sendable {
    case person(Int64)
    /// By the digest of a word that the browser keeps for a day.
    case visitor(digest: String)

    var word: String {
        switch self {
        case .person(let id): "person \(id)"
        case .visitor(let digest): "visitor \(digest)"
        }
    }
}

/// What one reader said of one article.
public struct ArticleWord: Hashable, Sendable {
    public let article: Int64
    public let title: String
    public let helped: Bool
    public let at: Instant
}

extension Reader {
    /// By article.
    public func articleCounts() throws -> [Int64: ArticleCount] {
        let found = try rows(
            """
            SELECT article, sum(helped), sum(1 - helped) FROM article_word GROUP BY article ORDER BY article
            """
        ) { row in
            let article = try row.integer()
            var count = ArticleCount()
            (count.helped, count.didNot) = (Int(try row.integer()), Int(try row.integer()))
            return (article, count)
        }
        return Dictionary(uniqueKeysWithValues: found)
    }

    /// nil for who said nothing.
    public func word(ofArticle id: Int64, by reader: ArticleReader) throws -> Bool? {
        try integer(
            "SELECT helped FROM article_word WHERE article = $1 AND reader = $2", id, reader.word
        ).map { $0 == 1 }
    }

    /// All that a reader said.
    public func articleWords(by reader: ArticleReader) throws -> [ArticleWord] {
        try rows(
            """
            SELECT article_word.article, article.title, article_word.helped, article_word.at
            FROM article_word JOIN article ON article.id = article_word.article
            WHERE article_word.reader = $1 ORDER BY article_word.article
            """, reader.word
        ) { row in
            ArticleWord(
                article: try row.integer(), title: try row.text(), helped: try row.truth(),
                at: try row.instant())
        }
    }
}

extension Writer {
    /// The newest word of a reader is the one that counts.
    public func say(_ helped: Bool, ofArticle id: Int64, by reader: ArticleReader, at now: Instant) throws {
        try run(
            """
            INSERT INTO article_word (article, reader, helped, at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (article, reader) DO UPDATE SET helped = excluded.helped, at = excluded.at
            """, id, reader.word, helped, now)
    }

    func forgetArticleWords(of person: Int64) throws {
        try run("DELETE FROM article_word WHERE reader = $1", ArticleReader.person(person).word)
    }
}
