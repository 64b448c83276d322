import Desk
public import Storage

// Articles, for their readers.
extension Office {
    /// What somebody may read; nil is a stranger.
    public static func sight(of asker: Access.Asker?) -> ArticleSight {
        guard let asker else { return .everybody }
        return asker.role == .contact ? .customers : .desk
    }

    /// A reader's word; the newest one counts.
    ///
    /// - Parameter visitor: the word that a stranger's browser keeps.
    public func say(
        _ helped: Bool, ofArticle id: Int64, by asker: Access.Asker?, visitor: String
    ) async throws {
        let now = clock()
        try await database.write { writer in
            guard try writer.article(id, Self.sight(of: asker)) != nil else { throw Access.Denial.hidden }
            let reader = Self.reader(asker, visitor: visitor)
            try writer.say(helped, ofArticle: id, by: reader, at: now)
        }
    }

    public static func reader(_ asker: Access.Asker?, visitor: String) -> ArticleReader {
        asker.map { .person($0.person.rawValue) } ?? .visitor(digest: Secret.stored(visitor))
    }

    /// Published articles that may answer what somebody writes, the fittest first.
    public func articles(
        answering text: String, for sight: ArticleSight, limit: Int = 5, in reader: Reader
    ) throws -> [StoredArticle] {
        let asked = AskedWords(text)
        guard let words = SearchWords(anyBeginning: asked.stems) else { return [] }
        let open = sight == .writer ? .desk : sight
        let found = try reader.articles(having: words, open).filter {
            asked.fits(title: $0.title, text: $0.text)
        }
        return Array(found.prefix(limit))
    }

    /// What an agent can lead a customer to: those that fit the ticket first, then all others.
    public func articles(forAnswering text: String, in reader: Reader) throws -> [StoredArticle] {
        let all = try reader.articles(.customers, limit: Self.linkedArticlesMax)
        if all.isEmpty { return [] }
        let fitting = try articles(answering: text, for: .customers, in: reader)
        let first = Set(fitting.map(\.id))
        return fitting + all.filter { !first.contains($0.id) }
    }

    /// More are found by the help's search.
    private static let linkedArticlesMax = 100
}
