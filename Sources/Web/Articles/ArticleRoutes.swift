import Desk
import HTTPTypes
import Hummingbird
import Markup
import Operations
import Storage

// Articles, for those who write them.
extension DeskServer {
    func addArticles(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.articles)) { request, _ in
            try await permitted(.articleWrite, request) { person in try await articlesPage(person) }
        }
        router.post(RouterPath(Page.articles)) { request, _ in
            try await permitted(.articleWrite, request) { person in
                let form = try await Fields(form: request)
                guard person.isOwn(form) else { return foreignForm() }
                do {
                    let id = try await office.addArticle(ArticleWish(form), by: person.asker)
                    return redirect(to: Page.article(id))
                } catch let refusal as Desk.Refusal {
                    return try await articlesPage(person, refused: (form, refusal))
                }
            }
        }
        router.get("/articles/:id") { request, context in
            try await permitted(.articleWrite, request) { person in
                try await articlePage(Self.number(context), person)
            }
        }
        router.get("/articles/:id/versions/:version") { request, context in
            try await permitted(.articleWrite, request) { person in
                try await articlePage(
                    Self.number(context), person, version: Int(Self.number(context, "version")))
            }
        }
        router.post("/articles/:id/versions") { request, context in
            try await articleAct("article", request, context) { id, form, person in
                try await office.saveArticle(
                    id, ArticleWish(form), over: Int(form["version"]) ?? 0, by: person.asker)
            }
        }
        router.post("/articles/:id/readers") { request, context in
            try await articleAct("publish", request, context) { id, form, person in
                let readers = StoredArticle.Readers(rawValue: form["readers"])
                guard readers != nil || form["readers"] == "nobody" else { throw Desk.Refusal.noReaders }
                try await office.publishArticle(id, for: readers, by: person.asker)
            }
        }
    }

    /// An act on an article; what is refused is shown at its form.
    private func articleAct(
        _ act: String, _ request: Request, _ context: DeskContext,
        _ body: (Int64, Fields, SignedIn) async throws -> Void
    ) async throws -> Response {
        try await permitted(.articleWrite, request) { person in
            let form = try await Fields(form: request)
            guard person.isOwn(form) else { return foreignForm() }
            let id = Self.number(context)
            do {
                try await body(id, form, person)
                return redirect(to: Page.article(id))
            } catch let refusal as Desk.Refusal {
                return try await articlePage(id, person, refused: (act, (form, refusal)))
            }
        }
    }

    private func articlesPage(
        _ person: SignedIn, refused: RefusedForm? = nil
    ) async throws -> Response {
        let now = office.clock()
        let target = FormTarget(action: Page.articles, csrf: person.csrf)
        let view = try await office.database.read { reader in
            let words = person.words(at: now)
            let counts = try reader.articleCounts()
            let articles = try reader.articles(.writer)
            let names = try reader.names(of: Array(Set(articles.map(\.savedBy))))
            var add = ActForm.article(
                "add", target, title: "Write an article", values: ("", "", ""),
                categories: try reader.articleCategories(), submit: "Keep the draft")
            add.isOpen = articles.isEmpty
            add.show(refused)
            return ArticlesView(
                summary: "\(articles.count { $0.published != nil }) published of \(articles.count)",
                rows: articles.map { article in
                    ArticleRow(
                        article: NavLink(label: article.title, href: Page.article(article.id)),
                        category: article.category, readers: article.readersInWords,
                        helped: counts[article.id]?.inShort ?? "-", who: names[article.savedBy] ?? "",
                        saved: words.moment(article.saved))
                }, add: add)
        }
        return page(
            Layout(head("Articles", person, current: Page.articles)) { view },
            status: refused == nil ? .ok : .unprocessableContent)
    }

    private func articlePage(
        _ id: Int64, _ person: SignedIn, version: Int? = nil,
        refused: (act: String, form: RefusedForm)? = nil
    ) async throws -> Response {
        let now = office.clock()
        let found = try await office.database.read { reader -> ArticleView? in
            guard let article = try reader.article(id, .writer) else { return nil }
            let versions = try reader.versions(ofArticle: id)
            let old = versions.first { $0.version == version }
            if version != nil, old == nil { return nil }
            let words = person.words(at: now)
            return try ArticleSheet(article, old, versions, csrf: person.csrf).view(words, reader)
        }
        guard var view = found else { throw Access.Denial.hidden }
        if let refused, let index = view.acts.firstIndex(where: { $0.id == refused.act }) {
            for index in view.acts.indices { view.acts[index].isOpen = false }
            view.acts[index].show(refused.form)
        }
        let shown = view
        return page(
            Layout(head(shown.title, person, current: Page.articles)) { shown },
            status: refused == nil ? .ok : .unprocessableContent)
    }
}

extension ArticleWish {
    init(_ form: Fields) {
        self.init(category: form["category"], title: form["title"], text: form["text"])
    }
}

extension Desk.Refusal {
    fileprivate static let noReaders = Desk.Refusal(
        "readers-unknown", field: "readers", "It does not say who may read it.",
        remedy: "Choose one of the list.")
}
