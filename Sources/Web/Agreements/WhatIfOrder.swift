import Agreements
import BusinessTime
import Desk
import Operations

/// Which past is asked about, and under which terms.
struct WhatIfOrder: Sendable {
    /// Offered by name; "paste" takes what is typed.
    struct Source: Sendable {
        var choice: FieldChoice
        var yaml: String
    }

    static let pasted = "paste"

    let period: ReplayPeriod
    let yaml: String
    /// What the terms are called in the answer.
    let terms: String

    init(_ form: Fields, sources: [Source]) throws(Desk.Refusal) {
        guard let period = ReplayPeriod(form["period"]) else {
            throw Desk.Refusal(
                "bad-period", clause: .metrics, field: "period",
                "\"\(form["period"].prefix(64))\" is no period.",
                remedy: "Write a year, a quarter or a month: 2026, 2026-Q3 or 2026-10.")
        }
        self.period = period
        if let source = sources.first(where: { $0.choice.value == form["terms"] }) {
            (yaml, terms) = (source.yaml, source.choice.label)
            return
        }
        guard form["terms"] == Self.pasted, form["yaml"].contains(where: { !$0.isWhitespace }) else {
            throw Desk.Refusal(
                "terms-missing", clause: .head, field: "yaml", "No terms are given.",
                remedy: "Choose the draft or a version, or paste terms as YAML.")
        }
        (yaml, terms) = (form["yaml"], "Pasted terms")
    }
}
