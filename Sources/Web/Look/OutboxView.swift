import Markup

/// A mail that was sent, waits, or failed.
struct OutboxRow: View, Sendable {
    enum State: String, Sendable {
        case waiting
        case sent
        case failed
        case held
    }

    var id: String
    var to: String
    var subject: String
    var state: State
    /// For example "Sent, accepted by mx.acme.example" or "Waiting: no mail server is configured".
    var words: String
    var at: Moment
    /// The mail as it is sent, head and text.
    var text: String
    var ticketHref: String?
    var ticketLabel: String?
    /// What a person may do about it: nil where it is over, or another's business.
    var retry: FormTarget?
    var cancellation: FormTarget?

    var body: some Content {
        Element(.li, class: "mail", .id("mail-\(id)"), .data("state", state.rawValue)) {
            Element(.details) {
                Element(.summary) {
                    Element(.span, class: "mail-state") { words }
                    Element(.span, class: "mail-subject", .dir("auto")) { subject }
                    Element(.span, class: "mail-to") { to }
                    at
                }
                Element(.div, class: "mail-text", .dir("auto")) { text }
            }
            if let ticketHref, let ticketLabel {
                Element(.a, class: "mail-ticket", .href(ticketHref)) { ticketLabel }
            }
            if let retry { act("Try again", retry) }
            if let cancellation { act("Cancel", cancellation) }
        }
    }

    private func act(_ label: String, _ target: FormTarget) -> some Content {
        Element(.form, class: "mail-act", .named("method", fixed: "post"), .action(target.action)) {
            target
            Element(.button, .type("submit"), .named("aria-label", "\(label): mail \(id) to \(to)")) { label }
        }
    }
}

/// All mail that goes out, newest first.
struct OutboxView: View, Sendable {
    var summary: String
    /// Why nothing goes out, and what helps; or what a person asked for and could not have.
    var refusal: Refusal?
    var rows: [OutboxRow]
    var empty: EmptyState
    var next: String?

    var body: some Content {
        Element(.div, class: "queue-head") {
            Element(.h1) { "Outbox" }
            Element(.p, class: "summary") { summary }
        }
        refusal
        if rows.isEmpty { empty } else { Element(.ol, class: "outbox") { rows } }
        if let next {
            Element(.nav, class: "pages", .named("aria-label", fixed: "Pages")) {
                Element(.a, .href(next), .named("rel", fixed: "next")) { "Older mail" }
            }
        }
    }
}
