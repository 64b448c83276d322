import Markup

/// An article in its writers' list.
struct ArticleRow: View, Sendable {
    var article: NavLink
    var category: String
    /// For example "Draft" or "Everybody".
    var readers: String
    /// For example "12 of 15".
    var helped: String
    /// Who saved it last.
    var who: String
    var saved: Moment

    var body: some Content {
        Element(.tr) {
            Element(.th, .named("scope", fixed: "row")) {
                Element(.a, .href(article.href), .dir("auto")) { article.label }
                Element(.span, class: "detail under", .dir("auto")) { category }
            }
            Element(.td, class: "standing", .data("label", fixed: "Readers")) { readers }
            Element(.td, class: "standing", .data("label", fixed: "Helped")) { helped }
            Element(.td, class: "amount", .data("label", fixed: "Saved")) {
                saved
                Element(.span, class: "detail under", .dir("auto")) { who }
            }
        }
    }
}

/// All articles, for those who write them.
struct ArticlesView: View, Sendable {
    var summary: String
    var rows: [ArticleRow]
    var add: ActForm

    var body: some Content {
        Element(.div, class: "ledger statement") {
            Element(.div, class: "queue-head") {
                Element(.h1) { "Articles" }
                Element(.p, class: "summary") { summary }
            }
            if rows.isEmpty {
                EmptyState(
                    what: "There is no article yet.",
                    next: "Write down the answer that you gave most often this week.")
            } else {
                Element(.p) { Element(.a, .href(Page.help)) { "Help, as readers see it" } }
                LedgerTable(
                    label: "Articles", heads: ["Article", "Readers", "Helped", "Saved"], isCards: true
                ) {
                    rows
                }
            }
            add
        }
    }
}

/// One article, for those who write it: how it reads, its form, its readers, its versions.
struct ArticleView: View, Sendable {
    struct Version: View, Sendable {
        var link: NavLink
        var who: String
        var at: Moment

        var body: some Content {
            Element(.li) {
                Element(.a, .href(link.href), .aria("current", link.isCurrent ? "page" : nil)) { link.label }
                Element(.span, class: "detail", .dir("auto")) {
                    "\(who), "
                    at
                }
            }
        }
    }

    var title: String
    var category: String
    /// For example "Published for everybody" or "Version 2 of 5, as it was".
    var standing: String
    var text: ArticleText
    /// For example "12 said that it helped, 3 that it did not."
    var count: String
    var read: NavLink?
    var versions: [Version]
    var acts: [ActForm]

    var body: some Content {
        Element(.div, class: "ledger help") {
            Element(.header, class: "article-head") {
                Element(.p, class: "about") {
                    Element(.a, .href(Page.articles)) { "Articles" }
                    Element(.span, .dir("auto")) { category }
                }
                Element(.h1, .dir("auto")) { title }
                Element(.p, class: "summary") { standing }
                Element(.p, class: "detail") { count }
                if let read { Element(.p) { Element(.a, .href(read.href)) { read.label } } }
            }
            Element(.section, class: "article-shown", .named("aria-label", fixed: "How it reads")) { text }
            acts
            Element(.section, .named("aria-labelledby", fixed: "versions-title")) {
                Element(.h2, .id("versions-title")) { "Versions" }
                Element(.ol, class: "article-list") { versions }
            }
        }
    }
}
