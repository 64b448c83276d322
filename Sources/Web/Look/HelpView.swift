import Markup

/// An article in a list.
struct ArticleItem: View, Sendable {
    var link: NavLink
    /// For example "Drafts and notes for the desk alone".
    var detail: String?

    var body: some Content {
        Element(.li) {
            Element(.a, .href(link.href), .dir("auto")) { link.label }
            if let detail { Element(.span, class: "detail") { detail } }
        }
    }
}

/// Articles by category, for readers.
struct HelpView: View, Sendable {
    struct Part: Sendable {
        var category: String
        var items: [ArticleItem]
    }

    var search: String
    var parts: [Part]
    /// What was looked for and found; nil where nothing was looked for.
    var found: [ArticleItem]?
    /// Where the reader asks a person.
    var ask: NavLink?

    var body: some Content {
        Element(.div, class: "ledger help") {
            Element(.h1) { "Help" }
            Element(
                .form, class: "help-search", .role("search"), .named("method", fixed: "get"),
                .action(Page.help)
            ) {
                Element(.label, class: "unseen", .for("help-q")) { "Search the articles" }
                Element(
                    .input, .type("search"), .id("help-q"), .name("q"), .value(search),
                    .placeholder("What are you looking for?"), .dir("auto"))
                Element(.button, class: "main", .type("submit")) { "Search" }
            }
            if let found {
                results(found)
            } else if parts.isEmpty {
                EmptyState(
                    what: "There is no article for you yet.", next: "Ask us, and a person answers.",
                    href: ask?.href, link: ask?.label)
            } else {
                Each(parts) { part in
                    Element(.section) {
                        Element(.h2, .dir("auto")) { part.category }
                        Element(.ul, class: "article-list") { part.items }
                    }
                }
            }
            if let ask, found?.isEmpty != true, !(found == nil && parts.isEmpty) {
                Element(.p) {
                    "None of these? "
                    Element(.a, .href(ask.href)) { ask.label }
                }
            }
        }
    }

    @ContentBuilder private func results(_ found: [ArticleItem]) -> some Content {
        if found.isEmpty {
            EmptyState(
                what: "No article has these words.", next: "Try fewer words, or ask us.",
                href: ask?.href ?? Page.help, link: ask?.label ?? "All articles")
        } else {
            Element(.p, class: "summary", .role("status")) {
                found.count == 1 ? "1 article" : "\(found.count) articles"
            }
            Element(.ul, class: "article-list") { found }
        }
        Element(.p) { Element(.a, .href(Page.help)) { "All articles" } }
    }
}

/// One article, for a reader.
struct HelpArticleView: View, Sendable {
    var title: String
    var category: String
    var text: ArticleText
    /// For the desk's people, who else reads it: "The desk alone".
    var readers: String?
    var changed: Moment
    var word: FormTarget
    /// What the reader said before; nil where nothing.
    var said: Bool?
    /// Leads to asking for support, where the reader can.
    var ask: NavLink?
    /// For its writers.
    var edit: NavLink?

    var body: some Content {
        Element(.article, class: "ledger help") {
            Element(.header, class: "article-head") {
                Element(.p, class: "about") {
                    Element(.a, .href(Page.help)) { "Help" }
                    Element(.span, .dir("auto")) { category }
                    if let readers { Element(.span) { readers } }
                }
                Element(.h1, .dir("auto")) { title }
            }
            text
            Element(.footer, class: "article-foot") {
                asked
                if let ask {
                    Element(.p) {
                        "Still stuck? "
                        Element(.a, .href(ask.href)) { ask.label }
                    }
                }
                if let edit { Element(.p) { Element(.a, .href(edit.href)) { edit.label } } }
                Element(.p, class: "detail") {
                    "Changed "
                    changed
                }
            }
        }
    }

    private var asked: some Content {
        Element(.form, class: "helped", .named("method", fixed: "post"), .action(word.action)) {
            word
            if let said {
                Element(.p, class: "done", .role("status")) {
                    said ? "Thank you. You said that it helped." : "Thank you. You said that it did not help."
                }
                Element(
                    .button, class: "quiet", .type("submit"), .name("helped"), .value(said ? "no" : "yes")
                ) {
                    said ? "It did not help after all" : "It helped after all"
                }
            } else {
                Element(.p, .id("helped-asked")) { "Did this help?" }
                choice("yes", "Yes")
                choice("no", "No")
            }
        }
    }

    private func choice(_ value: String, _ label: String) -> some Content {
        Element(
            .button, .type("submit"), .name("helped"), .value(value),
            .named("aria-describedby", fixed: "helped-asked")
        ) { label }
    }
}
