import Markup

/// Programs elsewhere that are told what happens.
struct WebhooksView: View, Sendable {
    struct Row: View, Sendable {
        var id: Int64
        var name: String
        var url: String
        var kinds: String
        var waiting: Int
        var standing: String
        var succeeded: Moment?
        var pause: FormTarget
        var isPaused: Bool
        var removal: FormTarget

        var body: some Content {
            Element(.tr, .id("webhook-\(id)")) {
                Element(.th, .named("scope", fixed: "row"), .dir("auto")) {
                    name
                    Element(.span, class: "detail under") { url }
                }
                Element(.td, .data("label", fixed: "Of what")) { kinds }
                Element(.td, .data("label", fixed: "Standing")) { standing }
                Element(.td, .data("label", fixed: "Last arrived")) {
                    if let succeeded { succeeded } else { "Never" }
                }
                Element(.td, class: "sum", .data("label", fixed: "Waiting")) { waiting }
                Element(.td, class: "amount row-acts", .data("label", fixed: "Do")) {
                    button(isPaused ? "Resume" : "Pause", pause)
                    button("Remove", removal)
                }
            }
        }

        private func button(_ words: String, _ target: FormTarget) -> some Content {
            Element(.form, .named("method", fixed: "post"), .action(target.action)) {
                target
                Element(.button, .type("submit"), .named("aria-label", "\(words): \(name)")) { words }
            }
        }
    }

    var rows: [Row]
    /// The secret of a new one, shown this once.
    var made: String?
    var form: ActForm

    var body: some Content {
        Element(.div, class: "ledger statement") {
            Element(.div, class: "queue-head") {
                Element(.h1) { "Webhooks" }
                Element(.p, class: "summary") { "Programs elsewhere that are told what happens" }
            }
            if let made {
                Element(.div, class: "done", .role("status")) {
                    Element(.p) {
                        Element(.strong) { "This is its secret. Keep it now, it is not shown again." }
                    }
                    Element(.p) { Element(.code, class: "word", .id("made")) { made } }
                }
            }
            if rows.isEmpty {
                EmptyState(what: "No program is told.", next: "Add one below.")
            } else {
                LedgerTable(
                    label: "Webhooks",
                    heads: ["Webhook", "Of what", "Standing", "Last arrived", "Waiting", "Do"], isCards: true,
                    numbers: [4]
                ) { rows }
            }
            form
        }
    }
}
