import BusinessTime
import Desk
import Storage
import Testing

@testable import Operations

@Suite("Articles: written, published, suggested")
struct ArticleTests {
    private static let export = ArticleWish(
        category: "Exports", title: "Why does an export stop at 40 %?",
        text: "The importer waits for a lock. Restart it.")

    private static func published(
        _ trial: Trial, _ wish: ArticleWish = export, for readers: StoredArticle.Readers = .customers
    ) async throws -> Int64 {
        let ana = try await trial.asker("ana@harbor.example")
        let id = try await trial.office.addArticle(wish, by: ana)
        try await trial.office.publishArticle(id, for: readers, by: ana)
        return id
    }

    @Test("Ana writes and publishes, Ben saves over an old version and is told; the audit has who and when")
    func written() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let office = trial.office
        let ana = try await trial.asker("ana@harbor.example")
        let ben = try await trial.asker("ben@harbor.example")
        let ivo = try await trial.asker("ivo@harbor.example")
        await #expect(throws: Access.Denial.self) { try await office.addArticle(Self.export, by: ivo) }
        let id = try await Self.published(trial)
        var wish = Self.export
        wish.text = "Wait."
        try await office.saveArticle(id, wish, over: 1, by: ana)
        let refusal = await #expect(throws: Refusal.self) {
            try await office.saveArticle(id, Self.export, over: 1, by: ben)
        }
        #expect(refusal?.message == "Ana Lima has saved it since you opened it.")
        try await office.publishArticle(id, for: nil, by: ben)
        let (kinds, his, article) = try await trial.database.read { reader in
            (
                try reader.facts(of: .person(ana.person.rawValue)).map(\.fact.kind),
                try reader.facts(of: .person(ben.person.rawValue)).last?.fact, try reader.article(id, .writer)
            )
        }
        #expect(kinds.suffix(3) == ["article-saved", "article-published", "article-saved"])
        #expect(his?.kind == "article-withdrawn")
        #expect(
            his.map { String(decoding: $0.body, as: UTF8.self) }
                == #"{"article":"\#(id)","readers":"nobody","version":"2"}"#)
        #expect(article?.version == 2 && article?.published == nil && article?.text == "Wait.")
        #expect(try await trial.database.read { try $0.verifyAudit().isSound })
        #expect(try await office.reindex().searchChanged == false)
    }

    @Test(
        "what is missing or not one line is refused by its field",
        arguments: [
            ("", "Exports", "x", "title"), (String(repeating: "x", count: 151), "Exports", "x", "title"),
            ("A \u{202E}b", "Exports", "x", "title"), ("A", " ", "x", "category"), ("A", "B", " \n ", "text"),
        ])
    func refused(title: String, category: String, text: String, field: String) async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let ana = try await trial.asker("ana@harbor.example")
        let wish = ArticleWish(category: category, title: title, text: text)
        let refusal = await #expect(throws: Refusal.self) {
            try await trial.office.addArticle(wish, by: ana)
        }
        #expect(refusal?.field == field)
    }

    @Test(
        "suggested by what its words begin with; not by the words of every letter",
        arguments: [
            ("Our exports stop", true), ("exported nothing since nine", true), ("EXPORT", true),
            ("Please help, it does not work", false), ("Hallo, bitte um Hilfe", false), ("", false),
            ("the importer is slow", false), ("the importer waits and waits", true), ("lock", true),
            ("a dragon in the garden", false), ("\"export\" OR * NEAR(", true),
        ])
    func suggested(asked: String, isFound: Bool) async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let id = try await Self.published(trial)
        let office = trial.office
        let found = try await trial.database.read {
            try office.articles(answering: asked, for: .customers, in: $0)
        }
        #expect(found.map(\.id) == (isFound ? [id] : []), "\(asked)")
    }

    @Test("neither drafts nor the desk's own are suggested or offered for an answer")
    func hidden() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let ana = try await trial.asker("ana@harbor.example")
        _ = try await Self.published(trial, for: .desk)
        _ = try await trial.office.addArticle(Self.export, by: ana)
        let open = try await Self.published(trial, for: .everybody)
        let office = trial.office
        let (suggested, offered) = try await trial.database.read { reader in
            (
                try office.articles(answering: "exports", for: .customers, in: reader).map(\.id),
                try office.articles(forAnswering: "nothing of it", in: reader).map(\.id)
            )
        }
        #expect(suggested == [open] && offered == [open])
    }

    @Test("all of it is in the export of everything: each version, and who reads the newest")
    func exported() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let ana = try await trial.asker("ana@harbor.example")
        let id = try await Self.published(trial)
        var wish = Self.export
        wish.text = "Wait."
        try await trial.office.saveArticle(id, wish, over: 1, by: ana)
        var export = WholeExport(trial.office)
        var text = ""
        while let page = try await export.next() { text += String(decoding: page, as: UTF8.self) }
        let lines = text.split(separator: "\n").filter { $0.contains(#""kind":"article""#) }
        #expect(lines.count == 2)
        #expect(lines[0].contains("Wait.") && lines[0].contains(#""readers":"customers""#))
        #expect(lines[1].contains("waits for a lock") && !lines[1].contains("readers"))
    }

    @Test("Carla's word is in her export; erased, it is gone, and no article and no version names her")
    func erased() async throws {
        let world = try await ErasingTests.world()
        let office = world.trial.office
        let named = ArticleWish(
            category: "Exports", title: "As Carla Reyes saw it", text: "Carla restarts the importer.")
        let id = try await Self.published(world.trial, named)
        try await office.saveArticle(
            id, ArticleWish(category: "Exports", title: "The importer", text: "Write to carla@acme.example."),
            over: 1, by: world.ana)
        let carla = Access.Asker(person: world.carla, role: .contact, groups: [], means: .session)
        try await office.say(true, ofArticle: id, by: carla, visitor: "")
        let record = try await office.export(world.carla, by: world.mara).record
        #expect(record.articles.count == 1 && record.articles[0].hasSuffix("of \"The importer\": it helped"))
        try await ErasingTests.erase(world)
        let (article, versions, counts, found) = try await world.trial.database.read { reader in
            (
                try reader.article(id, .writer), try reader.versions(ofArticle: id),
                try reader.articleCounts(), try reader.articles(having: SearchWords("carla")!, .writer)
            )
        }
        let words = versions.flatMap { [$0.title, $0.text] } + [article?.title ?? "", article?.text ?? ""]
        #expect(!words.contains { $0.lowercased().contains("carla") || $0.contains("Reyes") }, "\(words)")
        #expect(article?.text.hasPrefix("Write to Person ") == true)
        #expect(counts.isEmpty && found.isEmpty)
        #expect(try await office.reindex().searchChanged == false)
    }
}
