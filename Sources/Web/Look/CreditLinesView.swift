import Markup

/// The lines behind an amount.
struct CreditLinesView: View, Sendable {
    struct Row: View, Sendable {
        var ticket: NavLink
        var promise: String
        var customer: String
        var statement: NavLink
        var state: String
        var amount: String

        var body: some Content {
            Element(.tr) {
                Element(.th, .named("scope", fixed: "row")) {
                    Element(.a, .href(ticket.href)) { ticket.label }
                }
                Element(.td, .data("label", fixed: "Promise")) { promise }
                Element(.td, .data("label", fixed: "Customer"), .dir("auto")) { customer }
                Element(.td, .data("label", fixed: "Statement")) {
                    Element(.a, .href(statement.href)) { statement.label }
                }
                Element(.td, .data("label", fixed: "State")) { state }
                Element(.td, class: "sum", .data("label", fixed: "Amount")) { amount }
            }
        }
    }

    var title: String
    var summary: String
    var back: NavLink
    var rows: [Row]
    var next: String?

    var body: some Content {
        Element(.div, class: "ledger numbers") {
            Element(.div) {
                Element(.p, class: "about") { Element(.a, .href(back.href)) { back.label } }
                Element(.h1) { title }
                Element(.p, class: "summary") { summary }
            }
            if rows.isEmpty {
                EmptyState(
                    what: "No credit is behind this number.", next: "Choose another period.",
                    href: back.href, link: "Back to the report")
            } else {
                Element(.div) {
                    LedgerTable(
                        label: title,
                        heads: ["Ticket", "Promise", "Customer", "Statement", "State", "Amount"],
                        isCards: true
                    ) { rows }
                }
            }
            if let next {
                Element(.nav, class: "pages", .named("aria-label", fixed: "Pages")) {
                    Element(.a, .href(next), .named("rel", fixed: "next")) { "More lines" }
                }
            }
        }
    }
}
