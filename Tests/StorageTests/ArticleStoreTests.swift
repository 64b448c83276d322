import BusinessTime
import Testing

@testable import Storage

@Suite("Articles in the store")
struct ArticleStoreTests {
    /// One for each kind of reader, and a draft.
    private static func filled(_ scratch: Scratch) async throws -> Database {
        let database = try scratch.open()
        try await database.write { writer in
            let ana = try writer.add(
                StoredPerson(name: "Ana", address: "ana@harbor.example", kind: .agent, role: "tier1"))
            for (title, readers) in [
                ("Exports stop at 40 %", StoredArticle.Readers.everybody), ("Exports for you", .customers),
                ("Exports inside", .desk), ("Exports some day", nil),
            ] as [(String, StoredArticle.Readers?)] {
                var article = try writer.add(
                    StoredArticle(
                        category: "Exports", title: title, text: "Restart the importer.", savedBy: ana.id,
                        saved: at(1)))
                guard let readers else { continue }
                (article.readers, article.published) = (readers, at(2))
                try writer.setReaders(of: article)
            }
        }
        return database
    }

    @Test(
        "who sees which: in the list, in the search, and alone",
        arguments: [
            (ArticleSight.everybody, [1]), (.customers, [1, 2]), (.desk, [1, 2, 3]), (.writer, [1, 2, 3, 4]),
        ])
    func seen(sight: ArticleSight, ids: [Int64]) async throws {
        let scratch = try Scratch()
        let database = try await Self.filled(scratch)
        let words = try #require(SearchWords("importer"))
        try await database.read { reader in
            #expect(try Set(reader.articles(sight).map(\.id)) == Set(ids))
            #expect(try Set(reader.articles(having: words, sight).map(\.id)) == Set(ids))
            let alone: [Int64] = try [1, 2, 3, 4, 5].filter { try reader.article($0, sight) != nil }
            #expect(alone == ids)
            #expect(try reader.hasArticles(sight))
        }
    }

    @Test("a word of the title weighs more, words may be unfinished, and what was saved over is not found")
    func searched() async throws {
        let scratch = try Scratch()
        let database = try await Self.filled(scratch)
        try await database.write { writer in
            guard var article = try writer.article(2, .writer) else { return }
            (article.title, article.text, article.version) = ("Importer", "Nothing", 2)
            #expect(try writer.save(article))
            #expect(try !writer.save(article), "this version is there already")
        }
        try await database.read { reader in
            let found = try reader.articles(having: SearchWords("import")!, .desk).map(\.id)
            #expect(found.first == 2 && found.count == 3)
            let any = try #require(SearchWords(anyBeginning: ["nothing", "\"OR", "quux"]))
            #expect(try reader.articles(having: any, .desk).map(\.id) == [2])
            #expect(SearchWords(anyBeginning: ["\"*", ""]) == nil)
            #expect(try reader.versions(ofArticle: 2).map(\.version) == [2, 1])
            #expect(try reader.versions(ofArticle: 2).last?.title == "Exports for you")
        }
    }

    @Test("each reader counts once, and the newest word is the one")
    func counted() async throws {
        let scratch = try Scratch()
        let database = try await Self.filled(scratch)
        try await database.write { writer in
            let stranger = ArticleReader.visitor(digest: "5e")
            try writer.say(true, ofArticle: 1, by: .person(7), at: at(3))
            try writer.say(true, ofArticle: 1, by: .person(7), at: at(4))
            try writer.say(false, ofArticle: 1, by: .person(7), at: at(5))
            try writer.say(true, ofArticle: 1, by: .person(8), at: at(5))
            try writer.say(true, ofArticle: 1, by: stranger, at: at(6))
            try writer.say(true, ofArticle: 2, by: .person(7), at: at(7))
        }
        try await database.read { reader in
            let count = try #require(try reader.articleCounts()[1])
            #expect(count.helped == 2 && count.didNot == 1)
            #expect(try reader.word(ofArticle: 1, by: .person(7)) == false)
            #expect(try reader.word(ofArticle: 1, by: .person(9)) == nil)
            #expect(try reader.articleWords(by: .person(7)).map(\.helped) == [false, true])
        }
        try await database.write { try $0.forgetArticleWords(of: 7) }
        #expect(try await database.read { try $0.articleCounts()[2] } == nil)
    }

    @Test("an index that says otherwise is told and made anew")
    func rebuilt() async throws {
        let scratch = try Scratch()
        let database = try await Self.filled(scratch)
        #expect(try await database.write { try $0.rebuildArticleSearch() })
        try await database.write { writer in
            try writer.run("UPDATE article_search SET text = 'zebra' WHERE rowid = 1")
        }
        #expect(try await database.write { try !$0.rebuildArticleSearch() })
        let found = try await database.read { try $0.articles(having: SearchWords("importer")!, .everybody) }
        #expect(found.map(\.id) == [1])
    }

    @Test("a logo lives as long as it is shown, and in the backup; articles are found in what was restored")
    func restored() async throws {
        let scratch = try Scratch()
        let database = try await Self.filled(scratch)
        let large = try database.blobs.take([UInt8](repeating: 7, count: Blob.inlineMax + 9))
        let small = try database.blobs.take([1, 2, 3])
        try await database.write { writer in
            var brand = StoredBrand(changedBy: 1, changed: at(1))
            (brand.logo, brand.logoType) = (small.digest, "image/png")
            try writer.put(brand, logo: small)
            (brand.name, brand.logo) = ("Harbor", large.digest)
            try writer.put(brand, logo: large)
            #expect(try writer.blob(small.digest) == nil, "shown no more")
        }
        _ = try database.backup(to: scratch.path("desk.tar"))
        _ = try Database.restore(scratch.path("desk.tar"), into: scratch.path("again"))
        let again = try Database(folder: scratch.path("again"))
        let (brand, found) = try await again.read { reader in
            (try reader.brand(), try reader.articles(having: SearchWords("importer")!, .customers))
        }
        #expect(brand?.name == "Harbor" && brand?.logo == large.digest && found.count == 2)
        #expect(try await again.write { try $0.rebuildArticleSearch() })
    }
}
