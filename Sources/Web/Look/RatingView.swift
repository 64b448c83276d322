import Markup

/// The page that asks how a resolution was.
struct RatingView: View, Sendable {
    var ticket: String
    /// What was said before.
    var given: Int?
    var form: ActForm?
    var refusal: Refusal?

    var body: some Content {
        Element(.div, class: "ledger change") {
            Element(.header) {
                Element(.h1) { given == nil ? "How was it?" : "Thank you" }
                Element(.p, class: "summary", .dir("auto")) { "Ticket \(ticket)" }
            }
            if let given {
                Element(.p, class: "done", .role("status")) { "You rated the resolution \(given) of 5." }
            }
            refusal
            form
        }
    }
}

/// What customers said, the newest first.
struct RatingCommentsView: View, Sendable {
    struct Row: View, Sendable {
        var score: Int
        var ticket: NavLink
        var customer: String
        var words: String
        var at: Moment

        var body: some Content {
            Element(.tr) {
                Element(.th, .named("scope", fixed: "row")) {
                    Element(.a, .href(ticket.href), .dir("auto")) { ticket.label }
                }
                Element(.td, class: "sum", .data("label", fixed: "Rating")) { "\(score) of 5" }
                Element(.td, .data("label", fixed: "Customer"), .dir("auto")) { customer }
                Element(.td, .data("label", fixed: "Words"), .dir("auto")) { words }
                Element(.td, class: "sum", .data("label", fixed: "Said")) { at }
            }
        }
    }

    var summary: String
    var back: NavLink
    /// All or the low ones.
    var filters: QueueFilterGroup
    var rows: [Row]
    var next: String?

    var body: some Content {
        Element(.div, class: "ledger numbers") {
            Element(.div) {
                Element(.p, class: "about") { Element(.a, .href(back.href)) { back.label } }
                Element(.h1) { "What customers said" }
                Element(.p, class: "summary") { summary }
            }
            shown
            if rows.isEmpty {
                EmptyState(
                    what: "Nobody rated a resolution in this time.",
                    next: "Surveys go out by mail after the time of the agreement; the portal asks too.",
                    href: back.href, link: "Choose another period")
            } else {
                Element(.div, class: "plain") {
                    LedgerTable(
                        label: "Ratings", heads: ["Ticket", "Rating", "Customer", "Words", "Said"],
                        isCards: true, numbers: [1]
                    ) { rows }
                }
            }
            if let next {
                Element(.nav, class: "pages", .named("aria-label", fixed: "Pages")) {
                    Element(.a, .href(next), .named("rel", fixed: "next")) { "Older ratings" }
                }
            }
        }
    }

    private var shown: some Content {
        Element(.nav, class: "filters", .named("aria-label", fixed: "Filters")) {
            Element(.div, class: "group") {
                Element(.span, class: "group-label") { filters.label }
                Each(filters.filters) { filter in
                    Element(.a, .href(filter.href), .aria("current", filter.isCurrent ? "true" : nil)) {
                        filter.label
                    }
                }
            }
        }
    }
}
