import Markup

/// A ticket that another could be merged into.
struct SiblingRow: View, Sendable {
    var ticket: NavLink
    var detail: String
    var standing: String
    var received: Moment
    /// To the look at what the merge does.
    var choose: NavLink?

    var body: some Content {
        Element(.tr) {
            Element(.th, .named("scope", fixed: "row"), .dir("auto")) {
                Element(.a, .href(ticket.href)) { ticket.label }
                Element(.span, class: "detail under", .dir("auto")) { detail }
            }
            Element(.td, class: "standing", .data("label", fixed: "Standing")) { standing }
            Element(.td, .data("label", fixed: "Received")) { received }
            Element(.td, class: "amount", .data("label", fixed: "Choose")) {
                if let choose { Element(.a, class: "unbroken", .href(choose.href)) { choose.label } }
            }
        }
    }
}

/// A promise of one of two tickets, before and after they are merged.
struct MergedClock: View, Sendable {
    var whose: String
    var promise: String
    var now: String
    var after: String

    var body: some Content {
        Element(.tr) {
            Element(.th, .named("scope", fixed: "row")) {
                whose
                Element(.span, class: "detail under") { promise }
            }
            Element(.td, class: "standing", .data("label", fixed: "Now")) { now }
            Element(.td, class: "amount", .data("label", fixed: "Once merged")) { after }
        }
    }
}

/// Merging a ticket: first into which, then what it does to all four clocks, then the button.
struct MergerView: View, Sendable {
    var back: NavLink
    var title: String
    var summary: String
    var action: String
    var words: String
    var rows: [SiblingRow]
    var clocks: [MergedClock]
    /// What it does, in sentences.
    var effects: [String]
    var confirm: ActForm?
    var refusal: Refusal?

    var body: some Content {
        Element(.div, class: "ledger statement") {
            Element(.header) {
                Element(.p, class: "about") { Element(.a, .href(back.href)) { back.label } }
                Element(.h1, .dir("auto")) { title }
                Element(.p, class: "summary") { summary }
            }
            refusal
            if let confirm {
                LedgerTable(label: "Clocks", heads: ["Promise", "Now", "Once merged"], isCards: true) {
                    clocks
                }
                PlainList(lines: effects)
                confirm
            } else {
                Element(
                    .form, class: "step", .named("method", fixed: "get"), .action(action), .role("search")
                ) {
                    FormField(
                        scope: "find", name: "q", label: "Into which ticket of the same customer?",
                        kind: .line, value: words, hint: "Its number, or words of its subject.")
                    Element(.button, class: "main", .type("submit")) { "Find" }
                }
                if rows.isEmpty {
                    EmptyState(
                        what: "No other ticket of this customer fits.",
                        next: "Only tickets of one customer are merged. Link tickets of others instead.")
                } else {
                    LedgerTable(
                        label: "Tickets", heads: ["Ticket", "Standing", "Received", "Choose"], isCards: true
                    ) { rows }
                }
            }
        }
    }
}

/// A message of the customer's that can be split off.
struct SplittableMessage: View, Sendable {
    var id: Int64
    var who: String
    var at: Moment
    var text: String

    var body: some Content {
        Element(.li, class: "entry") {
            Element(.article) {
                Element(.header) {
                    Element(.label, class: "tick") {
                        Element(.input, .type("checkbox"), .name("message-\(id)"), .value("yes"))
                        Element(.span) { "Message from \(who)" }
                    }
                    at
                }
                Element(.div, class: "said", .dir("auto")) { text }
            }
        }
    }
}

/// Choosing the messages that become a ticket of their own.
struct SplittingView: View, Sendable {
    var back: NavLink
    var title: String
    var target: FormTarget
    var messages: [SplittableMessage]

    var body: some Content {
        Element(.div, class: "ledger statement change") {
            Element(.header) {
                Element(.p, class: "about") { Element(.a, .href(back.href)) { back.label } }
                Element(.h1, .dir("auto")) { title }
                Element(.p, class: "summary") {
                    """
                    The new ticket was received when the first chosen message was, under the same agreement; \
                    the first public answer after it acknowledges (A.1). This ticket keeps its promises.
                    """
                }
            }
            if messages.isEmpty {
                EmptyState(
                    what: "There is no later message of the customer's.",
                    next: "Only messages after the first can become a ticket of their own.")
            } else {
                Element(
                    .form, class: "call-form", .named("method", fixed: "post"), .action(target.action)
                ) {
                    target
                    Element(.ol, class: "timeline") { messages }
                    Element(.button, class: "weighty", .type("submit")) { "Make it a ticket of its own" }
                }
            }
        }
    }
}
