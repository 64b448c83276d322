import Testing

/// The tree as it stands keeps every rule, but for the files that exceptions.txt names.
@Suite("The house")
struct HouseTests {
    static let exceptions = Result { try Exceptions(Repository.file("Tests/Tidy/exceptions.txt").text) }

    @Test("keeps the rule", arguments: Rule.all)
    func kept(rule: Rule) throws {
        let exceptions = try Self.exceptions.get()
        let complaints = try Repository.sources().flatMap(rule.complaints)
        for complaint in complaints where !exceptions.covers(complaint) {
            Issue.record("\(complaint)")
        }
    }

    @Test("lists no exception that nothing needs, and never more than before")
    func exceptionsShrink() throws {
        let exceptions = try Self.exceptions.get()
        let sources = try Repository.sources()
        let complaints = Rule.all.flatMap { rule in sources.flatMap(rule.complaints) }
        #expect(exceptions.idle(given: complaints).isEmpty)
        #expect(exceptions.entries.count <= Exceptions.countMax)
    }

    @Test("has a row of arrows for each target")
    func everyTargetHasArrows() throws {
        let targets = Set(try Repository.sources().compactMap(\.target))
        #expect(!targets.isEmpty)
        #expect(targets.subtracting(House.arrows.keys).isEmpty)
    }
}

@Suite("Document links")
struct DocumentLinksTests {
    @Test("every link in README and docs points at something that is there")
    func links() throws {
        let documents = try Repository.documents()
        #expect(documents.flatMap(Link.all).count > 10)
        for complaint in documents.flatMap({ Link.dead(in: $0, exists: Repository.exists) }) {
            Issue.record("\(complaint)")
        }
    }

    @Test("from README a reader comes to every page of docs by links")
    func reached() throws {
        #expect(Link.unreached(from: "README.md", among: try Repository.documents()) == [])
    }

    @Test("README's map names every target")
    func map() throws {
        let readme = try Repository.file("README.md").text
        let targets = Set(try Repository.sources().compactMap(\.target))
        #expect(targets.filter { !readme.contains("| `Sources/\($0)` |") }.sorted() == [])
        #expect(readme.contains("| `Sources/C*` |"))
    }
}
