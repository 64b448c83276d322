import Desk
import HTTPTypes
import Hummingbird
import Markup
import Operations
import Storage

// Articles, for whoever reads them: everybody's, and for who is signed in those that are for them too.
extension DeskServer {
    func addHelp(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.help)) { request, _ in
            let asked = Fields(query: request)["q"].trimmingPrefix { $0.isWhitespace }
            return try await helpPage(String(asked), try await person(of: request))
        }
        router.get("/help/:id") { request, context in
            try await helpArticle(
                Self.number(context), try await person(of: request),
                visitor: cookie.ofReader.word(of: request) ?? "")
        }
        router.post("/help/:id/words") { request, context in
            try await sayWhetherItHelped(request, context)
        }
    }

    /// One word a person, or a stranger's browser: the newest counts.
    private func sayWhetherItHelped(_ request: Request, _ context: DeskContext) async throws -> Response {
        let person = try await person(of: request)
        let form = try await Fields(form: request)
        if let person, !person.isOwn(form) { return foreignForm() }
        let (id, helped) = (Self.number(context), form["helped"])
        guard ["yes", "no"].contains(helped) else { return redirect(to: Page.help(id)) }
        var visitor = ""
        if person == nil {
            let wait = articleWords.begin(
                address: "article \(id)", network: context.network(of: request), at: office.clock())
            if wait != nil {
                return helpError(
                    nil, .tooManyRequests, "Too many answers came from your network.",
                    "Thank you: we have heard you.")
            }
            visitor = cookie.ofReader.word(of: request) ?? office.secret.word()
        }
        do {
            try await office.say(helped == "yes", ofArticle: id, by: person?.asker, visitor: visitor)
        } catch Access.Denial.hidden {
            return helpAbsent(person)
        }
        if person != nil { return redirect(to: Page.help(id)) }
        return redirect(to: Page.help(id), setting: cookie.ofReader.keeping(visitor))
    }

    private func helpHead(_ title: String, _ person: SignedIn?) -> PageHead {
        if let person {
            let place = Access.allows(.articleWrite, by: person.asker) ? Page.articles : Page.help
            return head(title, person, current: place)
        }
        var head = customerHead(title)
        head.places = [
            NavLink(label: "Help", href: Page.help, isCurrent: true),
            NavLink(label: "Sign in", href: Page.signIn),
        ]
        return head
    }

    /// The same for what is absent, a draft, and what is for others.
    private func helpAbsent(_ person: SignedIn?) -> Response {
        helpError(
            person, .notFound, "There is no such article.",
            person == nil
                ? "Look for it by its words. Some are for who signs in." : "Look for it by its words.")
    }

    private func helpError(
        _ person: SignedIn?, _ status: HTTPResponse.Status, _ what: String, _ remedy: String
    ) -> Response {
        let view = ErrorView(
            status: status.code, what: what, remedy: remedy, href: Page.help, link: "All articles")
        return page(Layout(helpHead("Help", person)) { view }, status: status)
    }

    /// Who can ask a person, and where.
    private static func asking(_ person: SignedIn?) -> NavLink? {
        guard let person else { return NavLink(label: "Sign in and ask us", href: Page.signIn) }
        return person.asker.role == .contact
            ? NavLink(label: "Ask for support", href: Page.portalFiling) : nil
    }

    private func helpPage(_ asked: String, _ person: SignedIn?) async throws -> Response {
        let sight = Office.sight(of: person?.asker)
        var view = try await office.database.read { reader -> HelpView in
            func item(_ article: StoredArticle) -> ArticleItem {
                ArticleItem(
                    link: NavLink(label: article.title, href: Page.help(article.id)),
                    detail: article.readers == .desk ? "For the desk alone" : nil)
            }
            if !asked.isEmpty {
                let found = try SearchWords(asked).map { try reader.articles(having: $0, sight) } ?? []
                return HelpView(search: asked, parts: [], found: found.map(item))
            }
            var parts: [HelpView.Part] = []
            for article in try reader.articles(sight) {
                if parts.last?.category != article.category {
                    parts.append(HelpView.Part(category: article.category, items: []))
                }
                parts[parts.count - 1].items.append(item(article))
            }
            return HelpView(search: "", parts: parts)
        }
        view.ask = Self.asking(person)
        let shown = view
        return page(Layout(helpHead("Help", person)) { shown })
    }

    private func helpArticle(_ id: Int64, _ person: SignedIn?, visitor: String) async throws -> Response {
        let asker = person?.asker
        let now = office.clock()
        let mayWrite = Access.allows(.articleWrite, by: asker)
        let found = try await office.database.read { reader -> HelpArticleView? in
            guard let article = try reader.article(id, Office.sight(of: asker)) else { return nil }
            let words = try person?.words(at: now) ?? DeskWords(of: reader, office, now: now)
            return HelpArticleView(
                title: article.title, category: article.category, text: ArticleText(article.text),
                readers: asker == nil || asker?.role == .contact ? nil : article.readersInWords,
                changed: words.moment(article.saved),
                word: FormTarget(action: Page.helpWords(id), csrf: person?.csrf ?? ""),
                said: try reader.word(ofArticle: id, by: Office.reader(asker, visitor: visitor)),
                ask: Self.asking(person),
                edit: mayWrite ? NavLink(label: "Change this article", href: Page.article(id)) : nil)
        }
        guard let view = found else { return helpAbsent(person) }
        return page(Layout(helpHead(view.title, person)) { view })
    }
}
