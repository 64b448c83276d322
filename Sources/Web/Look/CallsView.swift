import Markup

/// A call in the log.
struct CallRow: View, Sendable {
    /// For example "Carla Reyes" or "+49 40 123456".
    var who: NavLink
    /// For example "Call in, 5 min, taken by Ana Lima".
    var detail: String
    var standing: String
    /// The ticket, once there is one.
    var ticket: NavLink?
    var started: Moment

    var body: some Content {
        Element(.tr) {
            Element(.th, .named("scope", fixed: "row"), .dir("auto")) {
                Element(.a, .href(who.href)) { who.label }
                Element(.span, class: "detail under", .dir("auto")) { detail }
            }
            Element(.td, class: "standing", .data("label", fixed: "Standing"), .dir("auto")) {
                standing
                if let ticket {
                    " "
                    Element(.a, .href(ticket.href)) { ticket.label }
                }
            }
            Element(.td, class: "amount", .data("label", fixed: "Began")) { started }
        }
    }
}

/// The log of calls: first those of which nobody knows whose they are.
struct CallsView: View, Sendable {
    var filters: [NavLink]
    var label: String
    var rows: [CallRow]
    var empty: EmptyState

    var body: some Content {
        Element(.div, class: "ledger statement") {
            Element(.div, class: "queue-head") {
                Element(.h1) { "Calls" }
                Element(.p, class: "summary") {
                    "A call from an unknown number stays here, in sight, until somebody says whose it is."
                }
            }
            Element(.p) { Element(.a, class: "main", .href(Page.callSearch)) { "Log a call" } }
            Element(.nav, class: "filters", .named("aria-label", fixed: "Filters")) {
                Element(.div, class: "group") {
                    Element(.span, class: "group-label") { "Show" }
                    Each(filters) { filter in
                        Element(.a, .href(filter.href), .aria("current", filter.isCurrent ? "true" : nil)) {
                            filter.label
                        }
                    }
                }
            }
            if rows.isEmpty {
                empty
            } else {
                LedgerTable(label: label, heads: ["Call", "Standing", "Began"], isCards: true) { rows }
            }
        }
    }
}

/// A call that is kept apart, and what can be said about it.
struct UnmatchedCallView: View, Sendable {
    var title: String
    var standing: String
    var facts: [(String, String)]
    var text: String
    var action: String
    var who: String
    var acts: [ActForm]
    var refusal: Refusal?

    var body: some Content {
        Element(.div, class: "ledger statement change") {
            Element(.header) {
                Element(.p, class: "about") { Element(.a, .href(Page.calls)) { "Calls" } }
                Element(.h1, .dir("auto")) { title }
                Element(.p, class: "summary", .dir("auto")) { standing }
            }
            refusal
            FactSheet(facts: facts)
            Element(.h2) { "What was said" }
            Element(.div, class: "said", .dir("auto")) { text }
            Element(.form, class: "step", .named("method", fixed: "get"), .action(action), .role("search")) {
                FormField(
                    scope: "find", name: "who", label: "Whose call was it?", kind: .line, value: who,
                    hint: "A name, a mail address or a telephone number.")
                Element(.button, .type("submit")) { "Find" }
            }
            if !acts.isEmpty {
                Element(.section, class: "acts", .named("aria-labelledby", fixed: "acts-title")) {
                    Element(.h2, .id("acts-title")) { "What it is" }
                    acts
                }
            }
        }
    }
}
