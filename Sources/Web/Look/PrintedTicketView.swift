import Markup

/// A ticket as it lies on paper: who and what, both clocks with their proofs, and all that happened. Nothing
/// folds, nothing is hovered over and nothing is to be pressed.
struct PrintedTicketView: View, Sendable {
    var id: String
    var subject: String
    /// What there is to know of it, in lines of label and words.
    var facts: [(label: String, words: String)]
    var clocks: [PrintedClock]
    var entries: [TimelineEntry]
    /// Where they are not all: which part these are, and the ways to the others.
    var part: PrintedPart?
    /// Said where notes were left out.
    var omitted: String?
    /// For example "Printed Mon 2026-11-23 16:50 by Ana Lima".
    var printed: String
    var ticketHref: String
    /// The same with or without the desk's own notes.
    var other: NavLink

    var body: some Content {
        Element(.article, class: "printed") {
            Element(.p, class: "about screen-only") {
                Element(.a, .href(ticketHref)) { "#\(id) \(subject)" }
                Element(.a, .href(other.href)) { other.label }
                Element(.span, class: "detail") { "Print it with your browser." }
            }
            if let part { part }
            Element(.header) {
                Element(.h1, .dir("auto")) { "#\(id) \(subject)" }
                Element(.dl, class: "facts") {
                    Each(facts) { fact in
                        Element(.div) {
                            Element(.dt) { fact.label }
                            Element(.dd, .dir("auto")) { fact.words }
                        }
                    }
                }
                Element(.p, class: "detail") { printed }
            }
            clocks
            Element(.section, class: "printed-story") {
                Element(.h2) { "What happened" }
                if let omitted { Element(.p, class: "detail") { omitted } }
                Element(.ol) { Each(entries) { PrintedEntry(entry: $0) } }
            }
        }
    }
}

/// Which part of a long ticket a sheet is, said on paper too: nobody is to take it for the whole.
struct PrintedPart: View, Sendable {
    /// nil where all are on one sheet.
    var number: Int?
    var count: Int
    var links: [NavLink]

    var body: some Content {
        Element(.p, .class(number == nil ? "about screen-only" : "about")) {
            Element(.strong) { number.map { "Part \($0) of \(count)" } ?? "All \(count) parts" }
            Each(links) { link in Element(.a, class: "screen-only", .href(link.href)) { link.label } }
        }
    }
}

/// A promise with its proof in full.
struct PrintedClock: View, Sendable {
    var heading: String
    var clause: String
    var promise: String
    var bar: ClockBar
    var proof: ProofView
    /// Late identification, beside the clock.
    var label: String?

    var body: some Content {
        Element(.section, class: "printed-clock") {
            Element(.h2) {
                heading
                Element(.span, class: "clause") { clause }
            }
            Element(.p) { "Promised: \(promise)" }
            bar
            if let label { Element(.p) { label } }
            proof
        }
    }
}

/// One thing that happened, in full and with its whole time.
private struct PrintedEntry: View, Sendable {
    var entry: TimelineEntry

    var body: some Content {
        Element(.li, .data("kind", entry.kind.rawValue)) {
            Element(.p, class: "printed-head") {
                Element(.span, class: "printed-at") { entry.at.hover }
                if entry.kind == .fact {
                    fact
                } else {
                    said
                }
                if let clause = entry.clause { ClauseMark(clause) }
            }
            if entry.kind != .fact {
                Element(.div, class: "said", .dir("auto")) { entry.text }
                if entry.quoted != nil {
                    Element(.p, class: "detail") { "What it quotes stands above and is left out here." }
                }
            }
            if !entry.attachments.isEmpty {
                Element(.p, class: "detail", .dir("auto")) {
                    "Files: " + entry.attachments.map { "\($0.name) (\($0.size))" }.joined(separator: ", ")
                }
            }
        }
    }

    private var fact: some Content {
        Element(.span, .dir("auto")) {
            if !entry.who.isEmpty {
                Element(.strong) { entry.who }
                " "
            }
            entry.text
            if let detail = entry.detail { " (\(detail))" }
        }
    }

    private var said: some Content {
        Element(.span, .dir("auto")) {
            entry.label
            " "
            Element(.strong) { entry.who }
            [entry.detail, entry.delivery].compactMap(\.self).map { ", \($0)" }.joined()
        }
    }
}
