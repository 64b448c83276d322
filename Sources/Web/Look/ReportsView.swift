import Markup

/// A number with the tickets behind it.
struct Figure: View, Sendable {
    var words: String
    /// nil where it has no tickets of its own.
    var href: String?

    var body: some Content {
        if let href { Element(.a, .href(href)) { words } } else { words }
    }
}

/// The catalogue with this month's numbers.
struct ReportsView: View, Sendable {
    struct Row: View, Sendable {
        var report: NavLink
        /// What its number is, for example "Kept in time".
        var measure: String
        var value: Figure
        var before: Figure
        var difference: String
        var target: String

        var body: some Content {
            Element(.tr) {
                Element(.th, .named("scope", fixed: "row")) {
                    Element(.a, .href(report.href)) { report.label }
                    Element(.span, class: "detail under") { measure }
                }
                Element(.td, class: "sum", .data("label", fixed: "This month")) { value }
                Element(.td, class: "sum", .data("label", fixed: "Last month")) { before }
                Element(.td, class: "sum", .data("label", fixed: "Difference")) { difference }
                Element(.td, class: "sum", .data("label", fixed: "Target")) { target }
            }
        }
    }

    var summary: String
    var rows: [Row]
    /// nil for who may mail none.
    var schedules: String?

    var body: some Content {
        Element(.div, class: "ledger numbers") {
            Element(.div, class: "queue-head") {
                Element(.h1) { "Reports" }
                if let schedules { Element(.a, .href(schedules)) { "Mailed reports" } }
                Element(.p, class: "summary") { summary }
            }
            LedgerTable(
                label: "Reports of this month",
                heads: ["Report", "This month", "Last month", "Difference", "Target"], isCards: true,
                numbers: [1, 2, 3]
            ) { rows }
        }
    }
}

/// One report: what is asked, what it comes to, drawn and as a table.
struct ReportView: View, Sendable {
    struct Row: View, Sendable {
        var label: String
        var cells: [(head: String, figure: Figure)]
        /// The same of the period before.
        var before: Figure
        var isTotal = false

        var body: some Content {
            Element(.tr, .class(isTotal ? "total" : "")) {
                Element(.th, .named("scope", fixed: "row"), .dir("auto")) { label }
                Each(cells) { cell in
                    Element(.td, class: "sum", .data("label", cell.head)) { cell.figure }
                }
                Element(.td, class: "sum", .data("label", fixed: "Period before")) { before }
            }
        }
    }

    var title: String
    var says: String
    var back: NavLink
    var address: String
    var fields: [FormField]
    /// Whether dates were asked for, no period with a name.
    var hadDates = false
    var refusal: Refusal?
    /// For example "1 to 30 November 2026, Europe/Berlin".
    var period: String
    var headline: Figure
    var measure: String
    /// How it compares with the period before, and with the target.
    var verdicts: [String]
    var plot: ReportPlotView?
    /// Above the first column.
    var split: String
    var heads: [String]
    var rows: [Row]
    var download: String?
    /// The same on paper.
    var print: String?
    /// Where it is had by mail.
    var schedule: String?
    /// What stands behind the numbers in words.
    var more: NavLink?

    var body: some Content {
        Element(.div, class: "ledger numbers") {
            Element(.div) {
                Element(.p, class: "about") { Element(.a, .href(back.href)) { back.label } }
                Element(.h1) { title }
                Element(.p, class: "summary") { says }
            }
            Element(.form, class: "report-ask", .named("method", fixed: "get"), .action(address)) {
                fields
                // Dates that are typed over a named period count; those left over from before it don't.
                Element(.input, .type("hidden"), .name("was"), .value(hadDates ? "dates" : "named"))
                Element(.button, class: "main", .type("submit")) { "Show" }
            }
            refusal
            if refusal == nil { answer }
        }
    }

    @ContentBuilder private var answer: some Content {
        Element(.section, .named("aria-labelledby", fixed: "answer")) {
            Element(.h2, .id("answer")) { period }
            Element(.p, class: "headline") {
                Element(.strong) { headline }
                Element(.span) { measure }
            }
            Each(verdicts) { verdict in Element(.p, class: "summary") { verdict } }
        }
        plot
        LedgerTable(
            label: "\(title), as a table", heads: [split] + heads + ["Period before"], isCards: true,
            numbers: Set(1...max(1, heads.count))
        ) { rows }
        if let more { Element(.p) { Element(.a, .href(more.href)) { more.label } } }
        if let download {
            Element(.p, class: "report-files") {
                Element(.a, .href(download)) { "Download as CSV" }
                if let print { Element(.a, .href(print)) { "Download as PDF" } }
                if let schedule { Element(.a, .href(schedule)) { "Have it mailed" } }
            }
        }
    }
}

/// Bars, each with its value in words; lengths differ, colours say nothing.
struct ReportPlotView: View, Sendable {
    struct Bar: Sendable {
        var label: String
        var words: String
        var length: Double
    }

    var label: String
    var bars: [Bar]
    /// Where the target's line stands.
    var mark: Double?
    var markWords: String?

    var body: some Content {
        Element(.figure, class: "bars") {
            Element(.figcaption) {
                label
                if let markWords { Element(.span, class: "bars-mark") { markWords } }
            }
            Element(.ol) {
                Each(bars) { bar in
                    Element(.li) {
                        Element(.span, class: "bars-label", .dir("auto")) { bar.label }
                        strip(bar.length)
                        Element(.span, class: "bars-words") { bar.words }
                    }
                }
            }
        }
    }

    private func strip(_ length: Double) -> some Content {
        Element(
            .svg, class: "strip", .named("width", fixed: "100%"), .number("height", 16),
            .named("aria-hidden", fixed: "true")
        ) {
            Element(
                .rect, class: "bars-ground", .number("x", 0), .number("y", 3), .named("width", fixed: "100%"),
                .number("height", 10)
            ) {}
            Element(
                .rect, class: "bars-bar", .number("x", 0), .number("y", 3), .percent("width", length),
                .number("height", 10)
            ) {}
            if let mark {
                Element(
                    .line, class: "bars-target", .percent("x1", mark), .percent("x2", mark),
                    .number("y1", 0), .number("y2", 16)
                ) {}
            }
        }
    }
}

/// The tickets behind a number.
struct ReportTicketsView: View, Sendable {
    struct Row: View, Sendable {
        var ticket: NavLink
        var subject: String
        var customer: String
        /// Of the promise that is counted; nil where all of them have the same.
        var outcome: String?
        var state: String
        var received: Moment

        var body: some Content {
            Element(.tr) {
                Element(.th, .named("scope", fixed: "row")) {
                    Element(.a, .href(ticket.href)) { ticket.label }
                }
                Element(.td, .data("label", fixed: "Subject"), .dir("auto")) { subject }
                Element(.td, .data("label", fixed: "Customer"), .dir("auto")) { customer }
                if let outcome { Element(.td, .data("label", fixed: "Outcome")) { outcome } }
                Element(.td, .data("label", fixed: "State")) { state }
                Element(.td, class: "sum", .data("label", fixed: "Received")) { received }
            }
        }
    }

    var title: String
    var summary: String
    var back: NavLink
    var rows: [Row]
    /// Whether its rows say how the promise went.
    var saysOutcome = false
    var next: String?

    private var heads: [String] {
        ["Ticket", "Subject", "Customer"] + (saysOutcome ? ["Outcome"] : []) + ["State", "Received"]
    }

    var body: some Content {
        Element(.div, class: "ledger numbers") {
            Element(.div) {
                Element(.p, class: "about") { Element(.a, .href(back.href)) { back.label } }
                Element(.h1) { title }
                Element(.p, class: "summary") { summary }
            }
            if rows.isEmpty {
                EmptyState(
                    what: "No ticket is behind this number.", next: "Choose another period.", href: back.href,
                    link: "Back to the report")
            } else {
                Element(.div, class: "plain") {
                    LedgerTable(label: title, heads: heads, isCards: true) { rows }
                }
            }
            if let next {
                Element(.nav, class: "pages", .named("aria-label", fixed: "Pages")) {
                    Element(.a, .href(next), .named("rel", fixed: "next")) { "More tickets" }
                }
            }
        }
    }
}
