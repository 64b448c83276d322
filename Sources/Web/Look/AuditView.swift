import Markup

/// Who did what when, the newest first, and whether the chain holds.
struct AuditView: View, Sendable {
    struct Row: View, Sendable {
        var at: Moment
        /// Where it was recorded later than it happened.
        var happened: String?
        var what: String
        /// Its stream and number; leads to the ticket.
        var place: NavLink
        var by: String
        /// The beginning of its link in the chain.
        var hash: String

        var body: some Content {
            Element(.tr) {
                Element(.th, .named("scope", fixed: "row")) {
                    at
                    if let happened { Element(.span, class: "detail under") { happened } }
                }
                Element(.td, .data("label", fixed: "What")) { what }
                Element(.td, .data("label", fixed: "Where")) {
                    if place.href.isEmpty {
                        place.label
                    } else {
                        Element(.a, .href(place.href)) { place.label }
                    }
                }
                Element(.td, .data("label", fixed: "Who"), .dir("auto")) { by }
                Element(.td, class: "amount", .data("label", fixed: "Chain")) {
                    Element(.code) { hash }
                }
            }
        }
    }

    var fields: [FormField]
    var rows: [Row] = []
    var next: String?
    var refusal: Refusal?
    var verification: String
    var isRunning: Bool
    var verify: FormTarget

    var body: some Content {
        Element(.div, class: "ledger numbers") {
            Element(.div, class: "queue-head") {
                Element(.h1) { "Audit" }
                Element(.p, class: "summary") { "Every fact, never changed; that you looked is one too" }
            }
            Element(.section, .named("aria-labelledby", fixed: "chain")) {
                Element(.h2, .id("chain")) { "The chain" }
                Element(.p, .role("status")) { verification }
                if !isRunning {
                    Element(.form, .named("method", fixed: "post"), .action(verify.action)) {
                        verify
                        Element(.button, .type("submit")) { "Verify the chain" }
                    }
                }
            }
            Element(.form, class: "report-ask", .named("method", fixed: "get"), .action(Page.audit)) {
                fields
                Element(.button, class: "main", .type("submit")) { "Look" }
            }
            refusal
            if rows.isEmpty, refusal == nil {
                EmptyState(what: "No fact is as asked.", next: "Ask for less: leave a field empty.")
            } else if refusal == nil {
                LedgerTable(
                    label: "Facts", heads: ["Recorded", "What", "Where", "Who", "Chain"], isCards: true
                ) { rows }
            }
            if let next {
                Element(.nav, class: "pages", .named("aria-label", fixed: "Pages")) {
                    Element(.a, .href(next), .named("rel", fixed: "next")) { "Older facts" }
                }
            }
        }
    }
}
