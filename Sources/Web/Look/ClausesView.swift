import Agreements
import Documents
import Markup

/// One number of a clause with what stands behind it.
struct ClauseNumber: View, Sendable {
    var label: String
    var figure: Figure
    /// The tickets it is made of, where they are few.
    var tickets: [NavLink] = []
    /// How many more there are.
    var more = 0

    var body: some Content {
        Element(.div) {
            Element(.dt) { label }
            Element(.dd, .dir("auto")) {
                figure
                if !tickets.isEmpty {
                    Element(.span, class: "clause-tickets") {
                        Each(tickets) { link in Element(.a, .href(link.href)) { link.label } }
                        if more > 0 { "and \(more) more" }
                    }
                }
            }
        }
    }
}

/// One clause: its text, what runs it, and what it came to.
struct ClauseRecordView: View, Sendable {
    var clause: Clause
    /// As it reads; nil where the version's text has none of it.
    var text: ClauseText?
    /// For example "Run by" and the types.
    var standing: [(what: String, words: String)]
    var numbers: [ClauseNumber]

    var body: some Content {
        if let text { ClauseSection(text) }
        Element(
            .aside, class: "clause-record", .named("aria-label", "Clause \(clause.label) this quarter")
        ) {
            if numbers.isEmpty {
                Element(.p, class: "summary") { "Nothing happened under it this quarter." }
            } else {
                Element(.dl, class: "clause-numbers") { numbers }
            }
            Element(.details) {
                Element(.summary) { "What runs it" }
                Element(.dl, class: "clause-numbers") {
                    Each(standing) { line in
                        Element(.div) {
                            Element(.dt) { line.what }
                            Element(.dd) { line.words }
                        }
                    }
                }
            }
        }
    }
}

/// A version clause by clause: what it says, what runs it, and how it did this quarter.
struct ClausesView: View, Sendable {
    var back: NavLink
    var title: String
    var summary: String
    /// Where each of them is on the page.
    var contents: [NavLink]
    var clauses: [ClauseRecordView]

    var body: some Content {
        Element(.div, class: "document-page") {
            Element(.header) {
                Element(.p, class: "about") { Element(.a, .href(back.href)) { back.label } }
                Element(.h1, .dir("auto")) { title }
                Element(.p, class: "summary") { summary }
                Element(.nav, class: "clause-contents", .named("aria-label", fixed: "Clauses")) {
                    Each(contents) { link in Element(.a, .href(link.href)) { link.label } }
                }
            }
            Element(.div, class: "agreement", .lang("en")) { clauses }
        }
    }
}
