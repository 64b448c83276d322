import Markup

/// One agreement in the list of all.
struct AgreementRow: View, Sendable {
    var name: String
    var customer: String
    var href: String
    /// For example "Version 2 in force since 1 July 2026".
    var standing: String
    var draft: NavLink?
    var open: String

    var body: some Content {
        Element(.tr) {
            Element(.th, .named("scope", fixed: "row"), .dir("auto")) {
                Element(.a, .href(href)) { customer }
            }
            Element(.td) { name }
            Element(.td) { standing }
            Element(.td) { if let draft { Element(.a, .href(draft.href)) { draft.label } } else { "None" } }
            Element(.td, class: "amount") { open }
        }
    }
}

/// All agreements, and the form that begins one.
struct AgreementsView: View, Sendable {
    var rows: [AgreementRow]
    var begin: ActForm?
    var texts: NavLink?
    var refusal: Refusal?

    var body: some Content {
        Element(.div, class: "ledger") {
            Element(.div, class: "queue-head") {
                Element(.h1) { "Agreements" }
                Element(.p, class: "summary") { "What is promised to whom" }
                if let texts {
                    Element(.p, class: "about") { Element(.a, .href(texts.href)) { texts.label } }
                }
            }
            refusal
            begin
            if rows.isEmpty {
                EmptyState(what: "There is no agreement yet.", next: "Begin one for a customer.")
            } else {
                LedgerTable(
                    label: "Agreements", heads: ["Customer", "Name", "Standing", "Draft", "Open tickets"]
                ) { rows }
            }
        }
    }
}

/// A table that scrolls by itself where the screen is narrow; its last column is aligned to its end.
struct LedgerTable<Rows: Content>: View {
    let label: String
    let heads: [String]
    let rows: Rows

    init(label: String, heads: [String], @ContentBuilder rows: () -> Rows) {
        self.label = label
        self.heads = heads
        self.rows = rows()
    }

    var body: some Content {
        Element(
            .div, class: "scrolls", .named("tabindex", fixed: "0"), .role("region"),
            .named("aria-label", label)
        ) {
            Element(.table) {
                Element(.thead) {
                    Element(.tr) {
                        Each(heads.dropLast().map { $0 }) { head in
                            Element(.th, .named("scope", fixed: "col")) { head }
                        }
                        Element(.th, class: "amount", .named("scope", fixed: "col")) { heads.last ?? "" }
                    }
                }
                Element(.tbody) { rows }
            }
        }
    }
}
