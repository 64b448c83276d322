import Markup

/// One credit of a statement.
struct CreditRow: View, Sendable {
    var id: String
    /// For example "Ticket 17".
    var ticket: NavLink
    /// For example "Resolution, critical, from 9 h".
    var what: String
    /// Why the deadline was what it was, and how long it was passed.
    var proof: NavLink
    var entered: Moment
    /// For example "10 % of 1200.00 EUR, less 5 %".
    var worth: String
    var gross: String
    var cut: String
    var payable: String
    /// For example "Approved", or "Refused under H: their own network".
    var standing: String
    /// Leads to what can be decided about it.
    var decide: NavLink?

    var body: some Content {
        Element(.tr, .id(id)) {
            Element(.th, .named("scope", fixed: "row")) {
                Element(.a, .href(ticket.href)) { ticket.label }
            }
            Element(.td, .data("label", fixed: "Broken promise")) {
                what
                Element(.span, class: "detail under") {
                    Element(.a, .href(proof.href)) { proof.label }
                    " · "
                    entered
                }
            }
            Element(.td, .data("label", fixed: "Worth")) { worth }
            Element(.td, class: "sum", .data("label", fixed: "Credit")) { gross }
            Element(.td, class: "sum", .data("label", fixed: "Cut by cap")) { cut }
            Element(.td, class: "sum", .data("label", fixed: "Payable")) { payable }
            Element(.td, .data("label", fixed: "Standing")) {
                standing
                if let decide {
                    Element(.span, class: "detail under") { Element(.a, .href(decide.href)) { decide.label } }
                }
            }
        }
    }
}

/// A month's credits of one agreement.
struct StatementView: View, Sendable {
    var title: String
    var back: NavLink
    /// For example "Provisional: the month is not over".
    var standing: String
    var rows: [CreditRow]
    /// How many rows there are beyond those shown.
    var more: Int
    /// Label and amount, for example "Monthly cap".
    var sums: [(String, String)]
    var total: String
    var downloads: [NavLink]
    /// What moved promises of the month.
    var exclusions: [MarkItem] = []
    /// Why something can't be done now.
    var notes: [String] = []
    var acts: [ActForm]
    var refusal: Refusal?
    /// Mails about it that did not arrive.
    var undelivered: [String] = []
    /// Disputes that wait for their answer, to who sent them.
    var disputes: [String] = []

    var body: some Content {
        Element(.div, class: "ledger statement") {
            Element(.header) {
                Element(.p, class: "about") { Element(.a, .href(back.href)) { back.label } }
                Element(.h1) { title }
                Element(.p, class: "summary") { standing }
                Element(.p, class: "about") {
                    Each(downloads) { link in Element(.a, .href(link.href)) { link.label } }
                }
            }
            refusal
            Each(undelivered) { line in Element(.p, class: "told", .dir("auto")) { line } }
            Each(disputes) { line in Element(.p, class: "done", .role("status"), .dir("auto")) { line } }
            if rows.isEmpty {
                EmptyState(
                    what: "No credit is owed for this month.",
                    next: "Nothing was broken, or nothing is agreed for it.")
            } else {
                table
            }
            if more > 0 {
                Element(.p, class: "detail") { "And \(more) more credits: the files above have all of them." }
            }
            Element(.dl, class: "facts sums") {
                Each(sums) { sum in
                    Element(.div) {
                        Element(.dt) { sum.0 }
                        Element(.dd) { sum.1 }
                    }
                }
            }
            MarkList(
                heading: "Exclusions that moved a promise of the month", id: "exclusions-title",
                items: exclusions, isTop: true)
            if !acts.isEmpty || !notes.isEmpty {
                Element(.section, class: "acts", .named("aria-labelledby", fixed: "acts-title")) {
                    Element(.h2, .id("acts-title")) { "What you can do" }
                    Each(notes) { note in Element(.p, class: "detail") { note } }
                    acts
                }
            }
        }
    }

    private var table: some Content {
        Element(
            .div, class: "scrolls cards", .named("tabindex", fixed: "0"), .role("region"),
            .named("aria-label", fixed: "Credits")
        ) {
            Element(.table) {
                Element(.thead) {
                    Element(.tr) {
                        Each(["Ticket", "Broken promise", "Worth"]) { head in
                            Element(.th, .named("scope", fixed: "col")) { head }
                        }
                        Each(["Credit", "Cut by cap", "Payable"]) { head in
                            Element(.th, class: "sum", .named("scope", fixed: "col")) { head }
                        }
                        Element(.th, .named("scope", fixed: "col")) { "Standing" }
                    }
                }
                Element(.tbody) { rows }
                Element(.tfoot) {
                    Element(.tr) {
                        Element(.th, .named("scope", fixed: "row"), .number("colspan", 5)) {
                            "Total, net of tax"
                        }
                        Element(.td, class: "sum") { total }
                        Element(.td) {}
                    }
                }
            }
        }
    }
}

/// One agreement in the list of credits.
struct BooksRow: View, Sendable {
    var agreement: String
    var months: [NavLink]
    var next: String
    var total: String
    /// What is to be paid out after the agreement's end.
    var payouts: [PayoutLine] = []

    var body: some Content {
        Element(.tr) {
            Element(.th, .named("scope", fixed: "row"), .dir("auto")) { agreement }
            Element(.td, .data("label", fixed: "Next statement")) {
                next
                Each(payouts) { payout in payout }
            }
            Element(.td, .data("label", fixed: "Months")) {
                Each(months) { month in
                    Element(.a, class: "month", .href(month.href)) { month.label }
                    " "
                }
            }
            Element(.td, class: "amount", .data("label", fixed: "Owed this month")) { total }
        }
    }
}

/// What is owed to whom.
struct CreditsView: View, Sendable {
    var rows: [BooksRow]

    var body: some Content {
        Element(.div, class: "ledger") {
            Element(.div, class: "queue-head") {
                Element(.h1) { "Credits" }
                Element(.p, class: "summary") { "What broken promises cost, month by month (clause K)" }
            }
            if rows.isEmpty {
                EmptyState(
                    what: "No agreement is in force.", next: "Credits follow from agreements that are signed."
                )
            } else {
                LedgerTable(
                    label: "Credits",
                    heads: ["Agreement", "Next statement", "Months", "Owed this month so far"], isCards: true
                ) { rows }
            }
        }
    }
}

/// A month that is to be paid out, for example "November 2026 to pay out: 18.00 EUR, by 30 January 2027".
struct PayoutLine: View, Sendable {
    var month: NavLink
    var words: String
    var isLate: Bool

    var body: some Content {
        Element(.p, .class(isLate ? "payout late" : "payout")) {
            Element(.a, .href(month.href)) { month.label }
            " to pay out: \(words)"
        }
    }
}
