import Markup

/// One thing that was looked at.
struct CheckupRow: View, Sendable {
    var subject: String
    /// `ok`, `warning`, `failed` or `unasked`.
    var standing: String
    var words: String
    var remedy: String

    var body: some Content {
        Element(.tr, .data("standing", standing)) {
            Element(.th, .named("scope", fixed: "row")) { subject }
            Element(.td, class: "standing", .data("label", fixed: "How it stands")) {
                Element(.strong) { label }
            }
            Element(.td, .data("label", fixed: "What was found"), .dir("auto")) {
                words
                if !remedy.isEmpty { Element(.span, class: "detail under") { remedy } }
            }
        }
    }

    private var label: String {
        switch standing {
        case "ok": "Well"
        case "warning": "Look at it"
        case "unasked": "Not asked"
        default: "Failed"
        }
    }
}

/// Everything that a desk needs to run, looked over, for administrators.
struct CheckupView: View, Sendable {
    var summary: String
    var rows: [CheckupRow]
    /// Servers were asked too.
    var isWhole: Bool
    var ask: FormTarget

    var body: some Content {
        Element(.div, class: "ledger statement checkup") {
            Element(.div, class: "queue-head") {
                Element(.h1) { "Check-up" }
                Element(.p, class: "summary", .id("summary"), .role("status")) { summary }
            }
            LedgerTable(
                label: "Check-up", heads: ["What", "How it stands", "What was found"], isCards: true
            ) {
                rows
            }
            Element(.form, class: "trial", .named("method", fixed: "post"), .action(ask.action)) {
                ask
                Element(.p, class: "effect") {
                    isWhole
                        ? "Servers and name servers were asked just now, as duly doctor does it."
                        : "Mail servers, certificates and DNS are not asked yet; it can take a minute."
                }
                Element(.button, class: "main", .type("submit")) { isWhole ? "Ask again" : "Ask them too" }
            }
        }
    }
}
