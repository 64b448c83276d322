import Markup

/// A line of the form "Due: Tue 09:50".
struct LabelledWords: Sendable {
    var label: String
    var words: String
    var hover: String?
}

/// One promise beside a ticket, with why its deadline is what it is.
struct ClockPanel: View, Sendable {
    var heading: String
    /// For example "2 h of business time" or "3 business days (27 h)".
    var promise: String
    var clause: String
    var bar: ClockBar
    var lines: [LabelledWords] = []
    var proof: ProofView?
    /// The proof as a page of its own, for printing and for sending.
    var proofHref: String?

    var body: some Content {
        Element(.section, class: "clock-panel", .id("clock-\(bar.promise.rawValue)")) {
            Element(.h3) {
                heading
                Element(.span, class: "clause") { clause }
            }
            bar
            Element(.dl) {
                Element(.div) {
                    Element(.dt) { "Promise" }
                    Element(.dd) { promise }
                }
                Each(lines) { line in
                    Element(.div) {
                        Element(.dt) { line.label }
                        Element(.dd, .title(line.hover)) { line.words }
                    }
                }
            }
            if let proof {
                Element(.details, class: "why") {
                    Element(.summary) { "Why this deadline?" }
                    proof
                    if let proofHref {
                        Element(.p) { Element(.a, .href(proofHref)) { "Open as a page to print" } }
                    }
                }
            }
        }
    }
}

/// Both clocks of a ticket. They change by themselves.
struct ClocksView: View, Sendable {
    var panels: [ClockPanel]

    var body: some Content {
        Element(.div, class: "clocks", .id("clocks"), .data("part", fixed: "list")) { panels }
    }
}
