import Markup

/// Why a deadline is what it is: the answer, the picture, and the table whose sum is the answer.
struct ProofView: View, Sendable {
    /// For example "2 h of business time from Mon 16:50 end on Tue at 09:50."
    var answer: String
    var days: [ProofDay]
    var start: ProofPoint?
    var deadline: ProofPoint?
    var now: ProofPoint?
    var lines: [ProofLine]
    /// For example "2 h 0 min counted of 2 h promised".
    var sum: String
    /// The agreement's zone and calendar, for example "Times in Europe/Vienna, hours of version 1 (A.3)".
    var basis: String
    /// Late identification, and what is handled by hand.
    var notes: [String] = []
    /// What the time that stood still by an exclusion rests on.
    var exclusions: [MarkItem] = []
    /// Begins the ids of its headings: a page can have two proofs.
    var scope: String = "proof"
    /// A page of its own.
    var isPage: Bool = false

    var body: some Content {
        Element(.div, class: "proof") {
            Element(.p, class: "answer") { answer }
            ProofDrawing(days: days, start: start, deadline: deadline, now: now, words: answer)
            legend
            table
            Each(notes) { note in Element(.p, class: "hint", .dir("auto")) { note } }
            Element(.p, class: "hint") { basis }
            MarkList(heading: "Exclusions", id: "\(scope)-exclusions", items: exclusions, isTop: isPage)
        }
    }

    private var legend: some Content {
        Element(.p, class: "legend", .named("aria-hidden", fixed: "true")) {
            Raw(
                """
                <span><svg width="20" height="12"><rect class="paper" width="20" height="12"></rect></svg>\
                Open</span>\
                <span><svg width="20" height="12"><rect class="ink" y="2" width="20" height="8"></rect></svg>\
                Counted</span><span><svg width="20" height="12"><rect class="pause" y="2" fill="url(#hatch)" \
                width="20" height="8"></rect></svg>Paused</span><span><svg width="20" height="12">\
                <rect class="closed" width="20" height="12"></rect></svg>Closed</span>
                """)
            if now != nil {
                Raw(
                    """
                    <span><svg class="now" width="3" height="12"><line x1="1" x2="1" y2="12"></line></svg>\
                    Now</span>
                    """)
            }
        }
    }

    private var table: some Content {
        Element(.table) {
            Element(.caption, class: "unseen") { "Every span and whether it counts" }
            Element(.thead) {
                Element(.tr) {
                    Element(.th, .named("scope", fixed: "col")) { "From" }
                    Element(.th, .named("scope", fixed: "col")) { "To" }
                    Element(.th, .named("scope", fixed: "col")) { "Why" }
                    Element(.th, class: "amount", .named("scope", fixed: "col")) { "Counted" }
                }
            }
            Element(.tbody) { Each(lines) { line in row(line) } }
            Element(.tfoot) {
                Element(.tr) {
                    Element(.th, .named("scope", fixed: "row"), .number("colspan", 3)) { sum }
                    Element(.td, class: "amount") { duration(total) }
                }
            }
        }
    }

    private func row(_ line: ProofLine) -> some Content {
        Element(.tr, .class(line.isCounted ? "counted" : "")) {
            Element(.td) { UnbrokenWords(line.from) }
            Element(.td) { UnbrokenWords(line.to) }
            Element(.td) {
                line.reason
                Element(.span, class: "clause") { line.clause }
            }
            Element(.td, class: "amount") { line.isCounted ? duration(line.seconds) : "–" }
        }
    }

    private var total: Int {
        lines.reduce(0) { $1.isCounted ? $0 + $1.seconds : $0 }
    }

    /// Hours, minutes and, where there are any, seconds.
    private func duration(_ seconds: Int) -> String {
        let parts = [(seconds / 3600, "h"), (seconds / 60 % 60, "min"), (seconds % 60, "s")]
        let words = parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        return words.isEmpty ? "0 min" : words.joined(separator: " ")
    }
}

/// Words whose dates don't break at their hyphens.
struct UnbrokenWords: View, Sendable {
    private let words: [Substring]

    init(_ text: String) {
        words = text.split(separator: " ")
    }

    var body: some Content {
        Each(words.indices) { index in
            if index > 0 { " " }
            Element(.span, class: "unbroken") { String(words[index]) }
        }
    }
}

/// A proof as a page of its own.
struct ProofPage: View, Sendable {
    /// For example "Acknowledgment of #7: why Tue 09:50?"
    var heading: String
    var ticketHref: String
    var ticketLabel: String
    var proof: ProofView

    var body: some Content {
        Element(.div, class: "proof-page") {
            Element(.p, class: "about") { Element(.a, .href(ticketHref)) { ticketLabel } }
            Element(.h1) { UnbrokenWords(heading) }
            proof
        }
    }
}
