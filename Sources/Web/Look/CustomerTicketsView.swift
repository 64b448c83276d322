import Markup

/// All tickets of a customer, the newest first.
struct CustomerTicketsView: View, Sendable {
    struct Row: View, Sendable {
        var ticket: NavLink
        var subject: String
        var severity: SeverityMark.Level
        var state: String
        var assignee: String
        var received: Moment

        var body: some Content {
            Element(.tr) {
                Element(.th, .named("scope", fixed: "row")) {
                    Element(.a, .href(ticket.href)) { ticket.label }
                }
                Element(.td, .data("label", fixed: "Subject"), .dir("auto")) { subject }
                Element(.td, .data("label", fixed: "Severity")) { SeverityMark(level: severity) }
                Element(.td, .data("label", fixed: "State")) { state }
                Element(.td, .data("label", fixed: "Who has it")) { assignee }
                Element(.td, class: "sum", .data("label", fixed: "Received")) { received }
            }
        }
    }

    var customer: String
    /// The queue, narrowed to them.
    var open: String
    var rows: [Row]
    var next: String?
    var first: String?

    var body: some Content {
        Element(.div, class: "ledger numbers") {
            Element(.div) {
                Element(.p, class: "about") { Element(.a, .href(open)) { "What is open, in the queue" } }
                Element(.h1, .dir("auto")) { "Tickets of \(customer)" }
                Element(.p, class: "summary") { "Whatever their state, the newest first." }
            }
            if rows.isEmpty {
                EmptyState(
                    what: "There is no ticket of theirs here.",
                    next: "A mail from their people, the portal or a call opens one.")
            } else {
                Element(.div, class: "plain") {
                    LedgerTable(
                        label: "Tickets of \(customer)",
                        heads: ["Ticket", "Subject", "Severity", "State", "Who has it", "Received"],
                        isCards: true
                    ) { rows }
                }
            }
            if next != nil || first != nil {
                Element(.nav, class: "pages", .named("aria-label", fixed: "Pages")) {
                    if let first { Element(.a, .href(first)) { "Newest tickets" } }
                    if let next { Element(.a, .href(next), .named("rel", fixed: "next")) { "Older tickets" } }
                }
            }
        }
    }
}
