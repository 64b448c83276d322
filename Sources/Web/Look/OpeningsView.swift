import Markup

/// An address that opens something without a session, without its word.
struct OpeningRow: View, Sendable {
    var id: Int64
    var name: String
    var created: Moment
    var used: Moment?
    var removal: FormTarget

    var body: some Content {
        Element(.tr, .id("opening-\(id)")) {
            Element(.th, .named("scope", fixed: "row"), .dir("auto")) { name }
            Element(.td, .data("label", fixed: "Made")) { created }
            Element(.td, .data("label", fixed: "Last used")) { if let used { used } else { "Never" } }
            Element(.td, class: "amount", .data("label", fixed: "Take back")) {
                Element(.form, .named("method", fixed: "post"), .action(removal.action)) {
                    removal
                    Element(.button, .type("submit"), .named("aria-label", "Take back \(name)")) {
                        "Take back"
                    }
                }
            }
        }
    }
}

/// A new address, shown this once.
struct MadeOpening: View, Sendable {
    var name: String
    var address: String

    var body: some Content {
        Element(.div, class: "done", .role("status")) {
            Element(.p) {
                Element(.strong) { "\(name): this is its address. Keep it now, it is not shown again." }
            }
            Element(.p) { Element(.code, class: "word", .id("made")) { address } }
        }
    }
}

/// Addresses of one kind, and the form for a new one.
struct OpeningsView: View, Sendable {
    var title: String
    var summary: String
    /// What a row is.
    var noun: String
    var back: NavLink
    var rows: [OpeningRow]
    var empty: String
    var form: ActForm
    var made: MadeOpening?

    var body: some Content {
        Element(.div, class: "ledger statement") {
            Element(.div) {
                Element(.p, class: "about") { Element(.a, .href(back.href)) { back.label } }
                Element(.h1) { title }
                Element(.p, class: "summary") { summary }
            }
            made
            if rows.isEmpty {
                EmptyState(what: empty, next: "Make an address below and open it there.")
            } else {
                LedgerTable(label: title, heads: [noun, "Made", "Last used", "Take back"], isCards: true) {
                    rows
                }
            }
            form
        }
    }
}
