import Markup

/// Who is on: the week of each group against the hours that agreements promise.
struct CalendarView: View, Sendable {
    struct Row: View, Sendable {
        var name: String
        /// Where their hours are changed; nil for who may not.
        var href: String?
        var isOn: Bool
        var isSaid: Bool
        var cells: [(day: String, words: String)]

        var body: some Content {
            Element(.tr) {
                Element(.th, .named("scope", fixed: "row"), .dir("auto")) {
                    if let href { Element(.a, .href(href)) { name } } else { name }
                    if isOn { Element(.span, class: "detail under") { "on now" } }
                    if !isSaid { Element(.span, class: "detail under") { "no hours given yet" } }
                }
                Each(cells) { cell in Element(.td, .data("label", cell.day)) { cell.words } }
            }
        }
    }

    struct Group: View, Sendable {
        var name: String
        var members: [Row]
        var promised: [(day: String, words: String)]
        var gaps: [String]
        var days: [String] = []

        var body: some Content {
            Element(.section, class: "coverage") {
                Element(.h2, .dir("auto")) { name }
                if gaps.isEmpty {
                    Element(.p, class: "summary") {
                        "Somebody is there in all hours that agreements promise."
                    }
                } else {
                    Element(.div, class: "refusal") {
                        Element(.p) { Element(.strong) { "Promised hours in which nobody is on" } }
                        Element(.ul) { Each(gaps) { gap in Element(.li) { gap } } }
                    }
                }
                LedgerTable(
                    label: "\(name), the week", heads: ["Who"] + days, isCards: true, endsInWords: true
                ) {
                    members
                    Element(.tr, class: "total") {
                        Element(.th, .named("scope", fixed: "row")) { "Promised (§ B)" }
                        Each(promised) { cell in Element(.td, .data("label", cell.day)) { cell.words } }
                    }
                }
            }
        }
    }

    var week: String
    var before: String
    var after: String
    /// Names of those who are on at this moment.
    var on: String
    var days: [String]
    var groups: [Group]
    /// Where one's own hours are.
    var own: String

    var body: some Content {
        Element(.div, class: "ledger statement calendar") {
            Element(.div, class: "queue-head") {
                Element(.h1) { "Who is on" }
                Element(.p, class: "summary") { week }
            }
            Element(.nav, class: "pages", .named("aria-label", fixed: "Weeks")) {
                Element(.a, .href(before), .named("rel", fixed: "prev")) { "Week before" }
                Element(.a, .href(after), .named("rel", fixed: "next")) { "Week after" }
                Element(.a, .href(own)) { "Your hours" }
                Element(.a, .href(Page.deadlines)) { "Your deadlines as a calendar" }
            }
            Element(.p) { on.isEmpty ? "Nobody is on now." : "On now: \(on)." }
            if groups.isEmpty {
                EmptyState(
                    what: "There is no group.",
                    next: "An administrator adds the groups that the agreements name, under Groups.")
            }
            groups.map { group in
                var dated = group
                dated.days = days
                return dated
            }
        }
    }
}
