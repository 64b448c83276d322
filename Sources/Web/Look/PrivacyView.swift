import Markup

/// One erasure in the list.
struct ErasureRow: View, Sendable {
    /// For example "P-3".
    var erasure: NavLink
    var who: String
    var asked: String
    var standing: String

    var body: some Content {
        Element(.tr) {
            Element(.th, .named("scope", fixed: "row")) {
                Element(.a, .href(erasure.href)) { erasure.label }
            }
            Element(.td, .data("label", fixed: "Who"), .dir("auto")) { who }
            Element(.td, .data("label", fixed: "Asked for")) { UnbrokenWords(asked) }
            Element(.td, .data("label", fixed: "Standing")) { standing }
        }
    }
}

/// The desk's page about personal data (clause J).
struct PrivacyView: View, Sendable {
    /// Where a person is looked for.
    var lookUp: String
    var field: FormField
    var refusal: Refusal?
    var rows: [ErasureRow]
    /// What the desk erased by itself, a line a run.
    var retention: [String]
    /// Tickets of which nothing is erased, each with its reason.
    var holds: [NavLink]
    var acts: [ActForm]

    var body: some Content {
        Element(.div, class: "ledger") {
            Element(.div, class: "queue-head") {
                Element(.h1) { "Privacy" }
                Element(.p, class: "summary") {
                    "What the desk holds of a person, and its erasing (clause J)"
                }
            }
            refusal
            Element(.form, class: "whatif", .named("method", fixed: "get"), .action(lookUp)) {
                field
                Element(.button, class: "main", .type("submit")) { "Look up" }
            }
            Element(.section, .named("aria-labelledby", fixed: "erasures-title")) {
                Element(.h2, .id("erasures-title")) { "Erasures" }
                if rows.isEmpty {
                    EmptyState(
                        what: "Nobody was erased.",
                        next:
                            "Look up a person by address: the page shows what is held, and asks for erasing.")
                } else {
                    LedgerTable(
                        label: "List of erasures", heads: ["Erasure", "Who", "Asked for", "Standing"],
                        isCards: true, endsInWords: true
                    ) {
                        rows
                    }
                }
            }
            Element(.section, .named("aria-labelledby", fixed: "retention-title")) {
                Element(.h2, .id("retention-title")) { "Erased because the time was over" }
                if retention.isEmpty {
                    Element(.p, class: "detail") {
                        "Nothing yet. What an agreement's clause J keeps no longer is erased once a day."
                    }
                } else {
                    Element(.ul, class: "evidence") { Each(retention) { line in Element(.li) { line } } }
                }
            }
            Element(.section, .named("aria-labelledby", fixed: "holds-title")) {
                Element(.h2, .id("holds-title")) { "Legal holds" }
                if holds.isEmpty {
                    Element(.p, class: "detail") { "No ticket is held." }
                } else {
                    Element(.ul, class: "evidence") {
                        Each(holds) { hold in
                            Element(.li) { Element(.a, .href(hold.href), .dir("auto")) { hold.label } }
                        }
                    }
                }
            }
            if !acts.isEmpty {
                Element(.section, class: "acts", .named("aria-labelledby", fixed: "acts-title")) {
                    Element(.h2, .id("acts-title")) { "What you can do" }
                    acts
                }
            }
        }
    }
}

/// What is held of a person, what would be erased and what stays.
struct PersonView: View, Sendable {
    var title: String
    var standing: String
    /// Label and words, for example "Messages".
    var facts: [(String, String)]
    var erased: [String]
    var stays: [String]
    var tickets: [NavLink]
    var acts: [ActForm]
    var refusal: Refusal?

    var body: some Content {
        Element(.div, class: "ledger statement") {
            Element(.header) {
                Element(.p, class: "about") { Element(.a, .href("/privacy")) { "Privacy" } }
                Element(.h1, .dir("auto")) { title }
                Element(.p, class: "summary") { standing }
            }
            refusal
            FactSheet(facts: facts)
            list("erased", "What erasing takes away", erased)
            list("stays", "What stays", stays)
            if !tickets.isEmpty {
                Element(.section, .named("aria-labelledby", fixed: "tickets-title")) {
                    Element(.h2, .id("tickets-title")) { "Tickets" }
                    Element(.ul, class: "evidence") {
                        Each(tickets) { ticket in
                            Element(.li) { Element(.a, .href(ticket.href), .dir("auto")) { ticket.label } }
                        }
                    }
                }
            }
            if !acts.isEmpty {
                Element(.section, class: "acts", .named("aria-labelledby", fixed: "acts-title")) {
                    Element(.h2, .id("acts-title")) { "What you can do" }
                    acts
                }
            }
        }
    }

    @ContentBuilder private func list(_ id: String, _ title: String, _ lines: [String]) -> some Content {
        if !lines.isEmpty {
            Element(.section, .named("aria-labelledby", "\(id)-title")) {
                Element(.h2, .id("\(id)-title")) { title }
                Element(.ul, class: "evidence") {
                    Each(lines) { line in Element(.li, .dir("auto")) { line } }
                }
            }
        }
    }
}
