import Markup

/// A mail to the notice address in the list of all.
struct NoticeMailRow: View, Sendable {
    var subject: NavLink
    var from: String
    var received: Moment
    /// For example "Waits for a manager" or "Gave notice for acme, Mara Voss".
    var standing: String

    var body: some Content {
        Element(.tr) {
            Element(.th, .named("scope", fixed: "row"), .dir("auto")) {
                Element(.a, .href(subject.href)) { subject.label }
                Element(.span, class: "detail named", .dir("auto")) { from }
            }
            Element(.td, class: "standing", .data("label", fixed: "Standing"), .dir("auto")) { standing }
            Element(.td, class: "amount", .data("label", fixed: "Received")) { received }
        }
    }
}

/// All that came to the notice address.
struct NoticeMailsView: View, Sendable {
    var back: NavLink
    var waiting: [NoticeMailRow]
    var decided: [NoticeMailRow]

    var body: some Content {
        Element(.div, class: "ledger") {
            Element(.header) {
                Element(.p, class: "about") { Element(.a, .href(back.href)) { back.label } }
                Element(.h1) { "Mails to the notice address" }
                Element(.p, class: "summary") {
                    "A notice of termination counts from the receipt of its mail (clause I)."
                }
            }
            if waiting.isEmpty {
                EmptyState(
                    what: "No mail to the notice address waits.",
                    next: "One that comes is shown here, and managers are mailed.")
            } else {
                LedgerTable(label: "To decide", heads: Self.heads, isCards: true) { waiting }
            }
            if !decided.isEmpty {
                Element(.h2) { "Decided" }
                LedgerTable(label: "Decided", heads: Self.heads, isCards: true) { decided }
            }
        }
    }

    private static let heads = ["Mail", "Standing", "Received"]
}

/// One mail to the notice address, and what a manager can say about it.
struct NoticeMailView: View, Sendable {
    var back: NavLink
    var title: String
    var standing: String
    /// Label and words, for example "Received".
    var facts: [(String, String)]
    var text: String
    var raw: NavLink
    /// Agreements that it may be about, where there are several.
    var choices: [QueueFilter]
    /// What the notice would come to for the chosen agreement.
    var lines: [String]
    var impact: ImpactView?
    var acts: [ActForm]
    var more: [NavLink]
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
            Element(.div, class: "said", .dir("auto")) { text }
            Element(.p, class: "about") {
                Element(.a, .href(raw.href)) { raw.label }
                Each(more) { link in Element(.a, .href(link.href)) { link.label } }
            }
            if choices.count > 1 { FilterLine(label: "About", filters: choices) }
            if !lines.isEmpty { PlainList(lines: lines) }
            impact
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
    /// Sends nothing.
    static func joinNotice(_ target: FormTarget, of name: String) -> ActForm {
        ActForm(
            id: "standing", title: "It belongs to the notice that stands", clause: "I", target: target,
            effect: """
                Notice of \(name) stands already, and its last day does not move by a second letter. The \
                mail is kept with it, and is no ticket.
                """, submit: "Keep it with the notice", isOpen: true)
    }

    static func noNotice(_ target: FormTarget) -> ActForm {
        ActForm(
            id: "inquiry", title: "It is not a notice", clause: "I", target: target,
            effect: """
                It becomes an ordinary ticket, or joins the one that it answers. It was received when the \
                mail was, so its deadlines count from then.
                """, submit: "Make it a ticket")
    }
}
