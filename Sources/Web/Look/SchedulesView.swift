import Markup

/// Reports that are mailed by themselves, for managers.
struct SchedulesView: View, Sendable {
    struct Row: View, Sendable {
        var id: Int64
        var report: String
        var question: String
        var people: String
        var when: String
        /// nil while it is paused.
        var next: Moment?
        var last: String
        var send: FormTarget
        var pause: FormTarget
        var removal: FormTarget

        var body: some Content {
            Element(.tr, .id("schedule-\(id)")) {
                Element(.th, .named("scope", fixed: "row")) {
                    report
                    Element(.span, class: "detail under") { question }
                }
                Element(.td, .data("label", fixed: "To"), .dir("auto")) { people }
                Element(.td, .data("label", fixed: "When")) { when }
                Element(.td, .data("label", fixed: "Next")) { if let next { next } else { "Paused" } }
                Element(.td, .data("label", fixed: "Last sent")) { last }
                Element(.td, class: "amount row-acts", .data("label", fixed: "Do")) {
                    button("Send now", send)
                    button(next == nil ? "Resume" : "Pause", pause)
                    button("Remove", removal)
                }
            }
        }

        private func button(_ words: String, _ target: FormTarget) -> some Content {
            Element(.form, .named("method", fixed: "post"), .action(target.action)) {
                target
                Element(.button, .type("submit"), .named("aria-label", "\(words): \(report)")) { words }
            }
        }
    }

    var rows: [Row]
    var add: ActForm
    var changes: [ActForm]

    var body: some Content {
        Element(.div, class: "ledger statement") {
            Element(.div) {
                Element(.p, class: "about") { Element(.a, .href(Page.reports)) { "All reports" } }
                Element(.h1) { "Mailed reports" }
                Element(.p, class: "summary") { "As PDF, once for each week or month" }
            }
            if rows.isEmpty {
                EmptyState(
                    what: "No report is mailed by itself.",
                    next: "Say below which one, to whom and when.")
            } else {
                LedgerTable(
                    label: "Mailed reports", heads: ["Report", "To", "When", "Next", "Last sent", "Do"],
                    isCards: true
                ) { rows }
            }
            add
            changes
        }
    }
}
