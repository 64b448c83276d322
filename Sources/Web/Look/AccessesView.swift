import Markup

/// One access in the list.
struct AccessRow: View, Sendable {
    var ticket: NavLink
    var customer: String
    var system: String
    var purpose: String
    var users: String
    var contact: String
    var lastUse: String
    var standing: String

    var body: some Content {
        Element(.tr) {
            Element(.th, .named("scope", fixed: "row")) {
                Element(.a, .href(ticket.href)) { ticket.label }
                Element(.span, class: "detail under", .dir("auto")) { customer }
            }
            Element(.td, class: "standing", .data("label", fixed: "System"), .dir("auto")) {
                system
                Element(.span, class: "detail under", .dir("auto")) { purpose }
            }
            Element(.td, class: "standing", .data("label", fixed: "Who may use it"), .dir("auto")) {
                users
                Element(.span, class: "detail under", .dir("auto")) { "given by \(contact)" }
            }
            Element(.td, class: "standing", .data("label", fixed: "Last use"), .dir("auto")) { lastUse }
            Element(.td, class: "amount", .data("label", fixed: "Standing")) { standing }
        }
    }
}

/// All accesses to customers' systems (clause G).
struct AccessesView: View, Sendable {
    var filters: [NavLink]
    var thatEnded: Bool
    var rows: [AccessRow]
    var next: String?

    var body: some Content {
        Element(.div, class: "ledger statement") {
            Element(.div, class: "queue-head") {
                Element(.h1) { "Access" }
                Element(.p, class: "summary") {
                    "What customers let the desk use of their systems (clause G)"
                }
            }
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
                EmptyState(
                    what: thatEnded ? "No access has ended." : "No access is in force.",
                    next: "When a customer gives access for a ticket, write it down there.")
            } else {
                LedgerTable(
                    label: thatEnded
                        ? "Accesses that ended, the last first" : "Accesses, the next to end first",
                    heads: ["Ticket", "System", "Who may use it", "Last use", "Standing"], isCards: true
                ) {
                    rows
                }
            }
            if let next {
                Element(.nav, class: "pages", .named("aria-label", fixed: "Pages")) {
                    Element(.a, .href(next), .named("rel", fixed: "next")) { "More" }
                }
            }
        }
    }
}
