import Mail
import Markup

/// A mail as it would arrive: what readers of HTML see, and the plain text beside it.
struct LetterPreviewView: View, Sendable {
    var to: String
    var subject: String
    var mail: MailBody

    var body: some Content {
        Element(.figure, class: "notice letter", .id("preview")) {
            Element(.figcaption) { "How it would read" }
            Element(.p, class: "detail", .dir("auto")) { "To \(to)" }
            Element(.p, .dir("auto")) { Element(.strong) { subject } }
            Element(.div, class: "letter-body", .lang(mail.language)) {
                Each(mail.blocks) { block in LetterBlockView(block: block) }
            }
            Element(.details) {
                Element(.summary) { "As plain text" }
                Element(.div, class: "said", .lang(mail.language), .dir("auto")) { mail.text }
            }
        }
    }
}

private struct LetterBlockView: View {
    let block: MailBody.Block

    var body: some Content {
        switch block {
        case .paragraph(let words), .signature(let words):
            Element(.p, class: "said", .dir("auto")) { words }
        case .table(let rows):
            FactSheet(facts: rows.map { ($0.label, $0.value) })
        case .list(let items):
            Element(.ul) { Each(items) { item in Element(.li, .dir("auto")) { item } } }
        case .quote(_, let words): Element(.blockquote, .dir("auto")) { words }
        case .link(let label, let address): Element(.p) { label.isEmpty ? address : label }
        case .picture(_, let name): Element(.p) { "[\(name)]" }
        }
    }
}

/// One version of a mail's words.
struct LetterVersionRow: View, Sendable {
    var version: NavLink
    var by: String
    var at: Moment
    var what: String

    var body: some Content {
        Element(.tr) {
            Element(.th, .named("scope", fixed: "row")) {
                Element(.a, .href(version.href), .aria("current", version.isCurrent ? "true" : nil)) {
                    version.label
                }
            }
            Element(.td, .data("label", fixed: "Saved by")) { by }
            Element(.td, .data("label", fixed: "When")) { at }
            Element(.td, class: "amount", .data("label", fixed: "Words")) { what }
        }
    }
}

/// The words of one mail: for whom, in which language, how they read, and what they were before.
struct LetterView: View, Sendable {
    var title: String
    /// When it goes out, by which clause, and whether it can be off.
    var summary: String
    var address: String
    var choice: [FormField]
    var target: FormTarget
    var words: FormField
    /// As it is written, and what it means.
    var placeholders: [(String, String)]
    var inUse: String
    var next: Int
    var hasOwn: Bool
    var preview: LetterPreviewView?
    var noPreview: String?
    var versions: [LetterVersionRow]
    var problems: [Refusal] = []

    var body: some Content {
        Element(.div, class: "ledger statement") {
            Element(.div) {
                Element(.p, class: "about") { Element(.a, .href(Page.mails)) { "Mails" } }
                Element(.h1) { title }
                Element(.p, class: "summary") { summary }
            }
            Element(.form, class: "letter-choice", .named("method", fixed: "get"), .action(address)) {
                choice
                Element(.button, .type("submit")) { "Show" }
            }
            problems
            Element(.div, class: "template-clause") {
                editor
                Element(.div) {
                    preview
                    if let noPreview { EmptyState(what: noPreview, next: "Open a ticket, then look again.") }
                }
            }
            if !versions.isEmpty {
                Element(.h2) { "Versions" }
                LedgerTable(
                    label: "Versions", heads: ["Version", "Saved by", "When", "Words"], isCards: true
                ) { versions }
            }
        }
    }

    private var editor: some Content {
        Element(
            .form, class: "sheet-group letter-words", .id("words"), .named("method", fixed: "post"),
            .action(address)
        ) {
            target
            Element(.p, class: "detail") { inUse }
            words
            Element(.p, class: "hint") {
                """
                An empty line begins a paragraph. Lines that begin with "- " are a list; \
                "Answer by :: {answer_by}" is a row of a table; what stands below "--" is the signature. \
                A line whose placeholder has nothing to say is left out.
                """
            }
            Element(.div, class: "sheet-end") {
                Element(.button, .type("submit"), .name("do"), .value("preview")) { "Preview" }
                Element(.button, class: "main", .type("submit"), .name("do"), .value("save")) {
                    "Save as version \(next)"
                }
                if hasOwn {
                    Element(.button, class: "weighty", .type("submit"), .name("do"), .value("standard")) {
                        "Go back to the words before"
                    }
                }
            }
            Element(.h2) { "Placeholders" }
            FactSheet(facts: placeholders)
        }
    }
}
