import Markup

/// A mail that was kept back, in the list.
struct QuarantineRow: View, Sendable {
    var subject: NavLink
    var from: String
    /// Why it is kept, or what became of it.
    var standing: String
    var detail: String?
    var received: Moment

    var body: some Content {
        Element(.tr) {
            Element(.th, .named("scope", fixed: "row"), .dir("auto")) {
                Element(.a, .href(subject.href)) { subject.label }
                Element(.span, class: "detail under", .dir("auto")) { from }
            }
            Element(.td, class: "standing", .dir("auto"), .data("label", fixed: "Standing")) {
                Element(.span) {
                    standing
                    if let detail { Element(.span, class: "detail under", .dir("auto")) { detail } }
                }
            }
            Element(.td, class: "amount", .data("label", fixed: "Received")) { received }
        }
    }
}

/// All mails that were kept back.
struct QuarantineListView: View, Sendable {
    var filters: [NavLink]
    var label: String
    var rows: [QuarantineRow]
    var empty: EmptyState
    var next: String?

    var body: some Content {
        Element(.div, class: "ledger statement") {
            Element(.div, class: "queue-head") {
                Element(.h1) { "Quarantine" }
                Element(.p, class: "summary") {
                    "Mails that did not become a ticket by themselves. None is lost: say what each one is."
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
                empty
            } else {
                LedgerTable(label: label, heads: ["Mail", "Standing", "Received"], isCards: true) { rows }
            }
            if let next {
                Element(.nav, class: "pages", .named("aria-label", fixed: "Pages")) {
                    Element(.a, .href(next), .named("rel", fixed: "next")) { "Older mails" }
                }
            }
        }
    }
}

/// One mail that was kept back, and what can be said about it.
struct QuarantineView: View, Sendable {
    var back: NavLink
    var title: String
    var standing: String
    /// Label and words, for example "Received".
    var facts: [(String, String)]
    /// Who did what, the first thing first.
    var history: [String]
    var text: String
    var files: [String]
    var more: [NavLink]
    var acts: [ActForm]
    var refusal: Refusal?

    var body: some Content {
        Element(.div, class: "ledger statement change") {
            Element(.header) {
                Element(.p, class: "about") { Element(.a, .href(back.href)) { back.label } }
                Element(.h1, .dir("auto")) { title }
                Element(.p, class: "summary") { standing }
            }
            refusal
            FactSheet(facts: facts)
            Element(.h2) { "What it says" }
            Element(.div, class: "said", .dir("auto")) { text }
            if !files.isEmpty { PlainList(lines: files.map { "File: \($0)" }) }
            Element(.p, class: "about") {
                Each(more) { link in Element(.a, .href(link.href)) { link.label } }
            }
            Element(.h2) { "What was done" }
            PlainList(lines: history)
            if !acts.isEmpty {
                Element(.section, class: "acts", .named("aria-labelledby", fixed: "acts-title")) {
                    Element(.h2, .id("acts-title")) { "What it is" }
                    acts
                }
            }
        }
    }
}

extension ActForm {
    /// Sends `sender`.
    static func release(_ target: FormTarget, effect: String, needsSender: Bool) -> ActForm {
        ActForm(
            id: "release", title: "Release it", clause: "A.1", target: target, effect: effect,
            fields: [
                FormField(
                    scope: "release", name: "sender", label: "Mail address of who wrote it", kind: .line,
                    hint: needsSender
                        ? "The mail does not say. Receipts and answers go there."
                        : "Leave it empty to take what the mail says.",
                    isRequired: needsSender)
            ], submit: "Release")
    }

    /// Sends `ticket`.
    static func attach(_ target: FormTarget) -> ActForm {
        ActForm(
            id: "attach", title: "Attach it to a ticket", target: target,
            effect: """
                It becomes a message of its sender's on that ticket, as of its receipt: it ends a wait for \
                the customer. One by a program, or without a sender, becomes a note.
                """,
            fields: [
                FormField(
                    scope: "attach", name: "ticket", label: "Ticket number", kind: .line, isRequired: true)
            ], submit: "Attach")
    }

    /// Sends `reason`.
    static func discard(_ target: FormTarget) -> ActForm {
        ActForm(
            id: "discard", title: "Discard it", target: target,
            effect: "Nobody is told. It stays in the list of the discarded, and can be released from there.",
            fields: [
                FormField(
                    scope: "discard", name: "reason", label: "Why it is no mail for the desk", kind: .line,
                    isRequired: true)
            ], submit: "Discard", isWeighty: true)
    }
}

/// How sure it is who wrote a message, and what to know before answering it.
struct SenderNote: View, Sendable {
    enum Standing: String, Sendable {
        case verified, unknown, doubtful
    }

    var standing: Standing
    /// For example "Sender verified: signed by acme.example".
    var words: String
    var warnings: [String] = []
    /// Whom the sender copied unseen; no customer sees it.
    var blindCopies: String?

    var body: some Content {
        Element(.p, class: "sender-note", .data("standing", standing.rawValue)) { words }
        if let blindCopies {
            Element(.p, class: "sender-note", .dir("auto")) { "Bcc \(blindCopies): the desk alone sees this" }
        }
        Each(warnings) { warning in
            Element(.p, class: "sender-note warns", .dir("auto")) { warning }
        }
    }
}
