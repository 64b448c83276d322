import Markup

/// One act on several tickets, before it is done: which they are, and what will happen to each.
struct QueueActView: View, Sendable {
    var title: String
    var tickets: [(number: Int64, subject: String)]
    /// Ticked, but not there for the reader any more.
    var missing: Int
    var form: ActForm?

    var body: some Content {
        Element(.div, class: "ledger") {
            Element(.div, class: "queue-head") {
                Element(.h1) { title }
                Element(.p, class: "summary") { Self.count(tickets.count) }
            }
            if missing > 0 {
                Refusal(
                    what: "\(Self.count(missing)) of those you ticked you can't see any more.",
                    remedy: "Nothing is done to what you can't see.")
            }
            Element(.ul, class: "went-well", .named("aria-label", fixed: "Tickets")) {
                Each(tickets) { ticket in
                    Element(.li, .dir("auto")) {
                        Element(.a, .href(Page.ticket(ticket.number))) { "#\(ticket.number)" }
                        " \(ticket.subject)"
                    }
                }
            }
            form
            Element(.p, class: "hint") {
                "Each ticket is decided by itself. What one refuses is told with its reason, and changes "
                "nothing for the others."
            }
        }
    }

    static func count(_ many: Int) -> String { many == 1 ? "1 ticket" : "\(many) tickets" }
}

/// What became of one ticket.
struct QueueActOutcome: View, Sendable {
    var number: Int64
    var subject: String
    /// nil where it was done.
    var refusal: Refusal?
    /// Nothing had to be done: it was so already.
    var isUnchanged = false

    var body: some Content {
        Element(.tr, .data("outcome", refusal == nil ? "done" : "refused")) {
            Element(.th, .named("scope", fixed: "row"), .dir("auto")) {
                Element(.a, .href(Page.ticket(number))) { "#\(number)" }
                " \(subject)"
            }
            Element(.td, class: "standing", .data("label", fixed: "Outcome")) {
                if let refusal {
                    Element(.strong) { "Refused" }
                    Element(.span, class: "detail under") {
                        "\(refusal.what) "
                        if let clause = refusal.clause { "(\(clause)) " }
                        refusal.remedy
                    }
                } else {
                    isUnchanged ? "It was so already; nothing was changed" : "Done"
                }
            }
        }
    }
}

/// What became of each ticket.
struct QueueActOutcomesView: View, Sendable {
    var title: String
    var outcomes: [QueueActOutcome]
    /// Back to the form with those that were refused.
    var again: String?

    var body: some Content {
        Element(.div, class: "ledger outcomes") {
            Element(.div, class: "queue-head") {
                Element(.h1) { title }
                Element(.p, class: "summary", .role("status")) { summary }
            }
            LedgerTable(label: "What was done", heads: ["Ticket", "Outcome"], isCards: true) { outcomes }
            Element(.p, class: "headline") {
                Element(.a, class: "main", .href(Page.queue)) { "Go to the queue" }
                if let again { Element(.a, .href(again)) { "Try again with those that were refused" } }
            }
        }
    }

    private var summary: String {
        let refused = outcomes.count { $0.refusal != nil }
        let same = outcomes.count { $0.isUnchanged }
        let done = QueueActView.count(outcomes.count - refused - same) + " done"
        let rest = [(same, "as before"), (refused, "refused")].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        return ([done] + rest).joined(separator: ", ")
    }
}
