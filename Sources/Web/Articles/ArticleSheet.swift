import Markup
import Operations
import Storage

/// An article as its writers see it, as it is now or as it was.
struct ArticleSheet {
    let article: StoredArticle
    /// The version that is looked at; nil for the newest.
    let old: StoredArticleVersion?
    let versions: [StoredArticleVersion]
    let csrf: String

    init(
        _ article: StoredArticle, _ old: StoredArticleVersion?, _ versions: [StoredArticleVersion],
        csrf: String
    ) {
        (self.article, self.old, self.versions, self.csrf) = (article, old, versions, csrf)
    }

    func view(_ words: DeskWords, _ reader: Storage.Reader) throws -> ArticleView {
        let names = try reader.names(of: Array(Set(versions.map(\.savedBy))))
        let count = try reader.articleCounts()[article.id] ?? ArticleCount()
        return ArticleView(
            title: old?.title ?? article.title, category: old?.category ?? article.category,
            standing: old.map { "Version \($0.version) of \(article.version), as it was" } ?? standing,
            text: ArticleText(old?.text ?? article.text),
            count: count == ArticleCount()
                ? "Nobody said yet whether it helped."
                : "\(count.helped) said that it helped, \(count.didNot) that it did not.",
            read: article.published == nil
                ? nil : NavLink(label: "As readers see it", href: Page.help(article.id)),
            versions: versions.map { one in
                ArticleView.Version(
                    link: NavLink(
                        label: "Version \(one.version)", href: Page.articleVersion(article.id, one.version),
                        isCurrent: one.version == old?.version),
                    who: names[one.savedBy] ?? "Somebody", at: words.moment(one.saved))
            }, acts: try acts(reader))
    }

    private var standing: String {
        article.published == nil
            ? "Draft: those who write articles alone see it" : "Published for: \(article.readersInWords)"
    }

    /// An old version can be saved again as the newest.
    private func acts(_ reader: Storage.Reader) throws -> [ActForm] {
        let seen = [HiddenField(name: "version", value: "\(article.version)")]
        let write = ActForm.article(
            "article",
            FormTarget(action: Page.articleAct("versions", article.id), csrf: csrf, hidden: seen),
            title: old == nil ? "Change it" : "Bring this version back",
            values: (
                old?.category ?? article.category, old?.title ?? article.title, old?.text ?? article.text
            ), categories: try reader.articleCategories(), submit: "Save as version \(article.version + 1)")
        if old != nil { return [write] }
        let choices =
            [FieldChoice(value: "nobody", label: "Nobody yet: a draft")]
            + StoredArticle.Readers.allCases.map { FieldChoice(value: $0.rawValue, label: $0.inWords) }
        var publish = ActForm.publishArticle(
            FormTarget(action: Page.articleAct("readers", article.id), csrf: csrf),
            readers: article.published == nil ? "nobody" : article.readers.rawValue, choices: choices)
        // What is left to do with a draft.
        publish.isOpen = article.published == nil
        return [write, publish]
    }
}

extension StoredArticle {
    var readersInWords: String { published == nil ? "Draft" : readers.inWords }

    /// In the list of what can be put into an answer.
    var linkLabel: String { readers == .everybody ? title : "\(title) (for who signs in)" }
}

extension StoredArticle.Readers {
    var inWords: String {
        switch self {
        case .everybody: "Everybody, without signing in"
        case .customers: "Customers' people, signed in"
        case .desk: "The desk alone"
        }
    }
}

extension ArticleCount {
    /// "12 of 15"
    var inShort: String { "\(helped) of \(helped + didNot)" }
}
