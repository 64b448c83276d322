import Markup

/// What a period would have been under other terms: what is asked, and where the answer grows.
struct WhatIfView: View, Sendable {
    var title: String
    var back: NavLink
    var target: FormTarget
    var fields: [FormField]
    var refusal: Refusal?
    /// What is still wrong with the terms.
    var problems: ProblemList?
    /// The heading of the answer that follows; nil while only asking.
    var asked: String?

    /// The answer is written in here while it is reckoned.
    static let place = "replay"

    var body: some Content {
        Element(.div, class: "ledger") {
            Element(.div) {
                Element(.p, class: "about") { Element(.a, .href(back.href)) { back.label } }
                Element(.h1, .dir("auto")) { title }
                Element(.p, class: "summary") {
                    """
                    Counts the tickets of a period once more under other terms, beside what was. Nothing is \
                    changed by it. People would have worked otherwise under other promises: it is a measure, \
                    no forecast.
                    """
                }
            }
            if let asked {
                Element(.section, .named("aria-labelledby", fixed: "replay-title")) {
                    Element(.h2, .id("replay-title")) { asked }
                    Element(.div, class: "replay", .id(Self.place))
                }
            }
            refusal
            problems
            Element(.form, class: "whatif", .named("method", fixed: "post"), .action(target.action)) {
                target
                fields
                Element(.button, class: "main", .type("submit")) { "Reckon" }
            }
        }
    }
}

/// How far the reckoning is. Each takes the place of the one before, without a script.
struct ReplayStep: View, Sendable {
    var done: Int
    var of: Int

    var body: some Content {
        Element(.p, class: "replay-step") {
            Element(
                .progress, .number("max", max(of, 1)), .number("value", done),
                .named("aria-label", fixed: "Tickets reckoned"))
            Element(.span) { "\(done) of \(of) tickets" }
        }
    }
}

/// What was, beside what would have been.
struct ReplayResult: View, Sendable {
    struct Row: View, Sendable {
        var label: String
        var was: String
        var wouldBe: String
        var difference: String

        var body: some Content {
            Element(.tr) {
                Element(.th, .named("scope", fixed: "row")) { label }
                Element(.td) { was }
                Element(.td) { wouldBe }
                Element(.td, class: "amount") { difference }
            }
        }
    }

    var verdict: String
    var terms: String
    var rows: [Row]

    var body: some Content {
        Element(.div, class: "replay-result") {
            Element(.p, class: "told", .role("status")) { verdict }
            LedgerTable(label: "Side by side", heads: ["", "As it was", terms, "Difference"]) { rows }
        }
    }
}
