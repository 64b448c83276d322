import BusinessTime
import Desk
public import Storage

/// What somebody wants an article to say.
public struct ArticleWish: Sendable {
    public var category: String
    public var title: String
    public var text: String

    public init(category: String, title: String, text: String) {
        (self.category, self.title, self.text) = (category, title, text)
    }
}

// Articles are written and published by the desk's people; each saved state stays as a version, and the
// audit says who saved and who published.
extension Office {
    /// Characters.
    public static let articleTitleMax = 150
    public static let articleCategoryMax = 60
    public static let articleTextMax = 50_000
    public static let articleCountMax = 500

    /// A draft.
    public func addArticle(_ wish: ArticleWish, by asker: Access.Asker) async throws -> Int64 {
        try Access.require(.articleWrite, by: asker)
        let wish = try Self.checked(wish)
        let now = clock()
        return try await database.write { writer in
            guard try writer.articles(.writer, limit: Self.articleCountMax).count < Self.articleCountMax
            else { throw Refusal.tooManyArticles }
            let article = try writer.add(
                StoredArticle(
                    category: wish.category, title: wish.title, text: wish.text,
                    savedBy: asker.person.rawValue, saved: now))
            try self.noteArticle("article-saved", article, by: asker, now: now, writer)
            return article.id
        }
    }

    /// - Parameter version: the newest that the writer has seen; somebody else's newer one is not covered.
    public func saveArticle(
        _ id: Int64, _ wish: ArticleWish, over version: Int, by asker: Access.Asker
    ) async throws {
        try Access.require(.articleWrite, by: asker)
        let wish = try Self.checked(wish)
        let now = clock()
        try await database.write { writer in
            guard var article = try writer.article(id, .writer) else { throw Access.Denial.hidden }
            guard article.version == version else {
                throw Refusal.articleSavedMeanwhile(try writer.person(article.savedBy)?.name ?? "Somebody")
            }
            (article.category, article.title, article.text) = (wish.category, wish.title, wish.text)
            (article.version, article.savedBy, article.saved) = (version + 1, asker.person.rawValue, now)
            guard try writer.save(article) else { throw Refusal.articleSavedMeanwhile("Somebody") }
            try self.noteArticle("article-saved", article, by: asker, now: now, writer)
        }
    }

    /// - Parameter readers: nil takes it back: it is a draft again.
    public func publishArticle(
        _ id: Int64, for readers: StoredArticle.Readers?, by asker: Access.Asker
    ) async throws {
        try Access.require(.articleWrite, by: asker)
        let now = clock()
        try await database.write { writer in
            guard var article = try writer.article(id, .writer) else { throw Access.Denial.hidden }
            if let readers {
                if article.published == nil { article.published = now }
                article.readers = readers
            } else {
                article.published = nil
            }
            try writer.setReaders(of: article)
            let kind = readers == nil ? "article-withdrawn" : "article-published"
            try self.noteArticle(kind, article, by: asker, now: now, writer)
        }
    }

    private func noteArticle(
        _ kind: String, _ article: StoredArticle, by asker: Access.Asker, now: Instant, _ writer: Writer
    ) throws {
        let body = [
            "article": "\(article.id)", "version": "\(article.version)",
            "readers": article.published == nil ? "nobody" : article.readers.rawValue,
        ]
        try note(kind, body, by: asker, now: now, writer)
    }

    private static func checked(_ wish: ArticleWish) throws(Refusal) -> ArticleWish {
        let text = wish.text.filter { $0 != "\0" }.replacing("\r\n", with: "\n")
        let checked = ArticleWish(
            category: try line(wish.category, .articleCategory, max: articleCategoryMax),
            title: try line(wish.title, .articleTitle, max: articleTitleMax), text: text)
        guard text.contains(where: { !$0.isWhitespace }), text.count <= articleTextMax else {
            throw .articleText
        }
        return checked
    }

    /// One line of words that do not turn the writing around.
    static func line(_ text: String, _ refusal: Refusal, max: Int) throws(Refusal) -> String {
        let plain = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let isLine = plain.unicodeScalars.allSatisfy {
            !$0.properties.isDefaultIgnorableCodePoint && $0.value >= 32
        }
        guard isLine, (1...max).contains(plain.count) else { throw refusal }
        return plain
    }
}

extension Refusal {
    static let articleTitle = Refusal(
        "article-title", field: "title",
        "The title is one line of 1 to \(Office.articleTitleMax) characters.",
        remedy: "Ask in it what the article answers.")
    static let articleCategory = Refusal(
        "article-category", field: "category",
        "The category is one line of 1 to \(Office.articleCategoryMax) characters.",
        remedy: "Take one that is there, or name a new one.")
    static let articleText = Refusal(
        "article-text", field: "text", "The text has 1 to \(Office.articleTextMax) characters.",
        remedy: "Write the answer; a long one becomes two articles.")
    static let tooManyArticles = Refusal(
        "too-many", field: "title", "There are \(Office.articleCountMax) articles already.",
        remedy: "Write into one that nobody reads any more.")

    static func articleSavedMeanwhile(_ name: String) -> Refusal {
        Refusal(
            "saved-meanwhile", field: "text", "\(name) has saved it since you opened it.",
            remedy: "Copy what you wrote, open it again, and put both together.")
    }
}
