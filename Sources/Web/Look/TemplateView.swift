import Agreements
import Documents
import Markup

/// One clause of an organisation's own text: the standard words to start from, and what takes their place.
struct TemplateClauseView: View, Sendable {
    var title: String
    /// As it reads now, with sample values.
    var text: ClauseText
    /// The placeholders that must stand in it; empty for prose.
    var mustName: [String]
    var fields: [FormField]
    var isOwn: Bool
    var isOpen: Bool

    var body: some Content {
        Element(.details, class: "sheet-part", .flag("open", isOpen)) {
            Element(.summary) {
                Element(.span) { title }
                Element(.span, class: "detail") { isOwn ? "own words" : "standard text" }
            }
            Element(.div, class: "template-clause") {
                Element(.div, class: "sheet-group") {
                    fields
                    if !mustName.isEmpty {
                        Element(.p, class: "hint") {
                            "The program runs these terms, so the clause must say them:"
                        }
                        Element(.ul, class: "placeholders") {
                            Each(mustName) { path in Element(.li) { Element(.code) { "{\(path)}" } } }
                        }
                    }
                }
                Element(.div, class: "agreement", .lang("en")) { ClauseSection(text) }
            }
        }
    }
}

/// An organisation's own text, clause by clause.
struct TemplateView: View, Sendable {
    var title: String
    var summary: String
    var back: NavLink
    var target: FormTarget
    var clauses: [TemplateClauseView]
    var problems: ProblemList?
    var refusal: Refusal?

    var body: some Content {
        Element(.div, class: "ledger") {
            Element(.div) {
                Element(.p, class: "about") { Element(.a, .href(back.href)) { back.label } }
                Element(.h1) { title }
                Element(.p, class: "summary") { summary }
            }
            refusal
            problems
            Element(.form, class: "sheet", .named("method", fixed: "post"), .action(target.action)) {
                target
                clauses
                Element(.div, class: "sheet-end") {
                    Element(.button, class: "main", .type("submit")) { "Save as the next version" }
                    Element(.span, class: "detail") {
                        "What is signed in an earlier version keeps its words."
                    }
                }
            }
        }
    }
}

/// The texts that agreements can be filled into.
struct TemplatesView: View, Sendable {
    struct Row: View, Sendable {
        var name: String
        var href: String
        var version: String
        var clauses: String

        var body: some Content {
            Element(.tr) {
                Element(.th, .named("scope", fixed: "row")) { Element(.a, .href(href)) { name } }
                Element(.td, .data("label", fixed: "Version")) { version }
                Element(.td, class: "amount", .data("label", fixed: "In own words")) { clauses }
            }
        }
    }

    var standard: String
    var rows: [Row]
    var begin: ActForm?

    var body: some Content {
        Element(.div, class: "ledger") {
            Element(.div) {
                Element(.p, class: "about") { Element(.a, .href("/agreements")) { "Agreements" } }
                Element(.h1) { "Texts" }
                Element(.p, class: "summary") {
                    """
                    An agreement is filled into the standard text, \(standard), or into a text of your own. \
                    A clause that the program runs must still name each of its terms: what is read is run.
                    """
                }
            }
            begin
            if rows.isEmpty {
                EmptyState(what: "There is no text of your own.", next: "The standard text is used.")
            } else {
                LedgerTable(
                    label: "Texts", heads: ["Name", "Version", "Clauses in own words"], isCards: true
                ) { rows }
            }
        }
    }
}
