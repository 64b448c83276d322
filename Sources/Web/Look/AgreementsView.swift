import Markup

/// One agreement in the list of all.
struct AgreementRow: View, Sendable {
    /// What is so, and the date that matters.
    struct Standing: View, Sendable {
        /// For example "Version 2 in force".
        var sentence: String
        var label: String?
        var date: Moment?

        var body: some Content {
            Element(.span, class: "stands") { sentence }
            if let label, let date {
                Element(.span, class: "detail") {
                    " \(label) "
                    date
                }
            }
        }
    }

    var name: String
    var customer: String
    var href: String
    var standing: Standing
    /// The version that is to follow.
    var next: Standing?
    var draft: NavLink?
    var open: String

    var body: some Content {
        Element(.tr) {
            Element(.th, .named("scope", fixed: "row"), .dir("auto")) {
                Element(.a, .href(href)) { customer }
                Element(.span, class: "detail named") { name }
            }
            Element(.td, class: "standing", .data("label", fixed: "Standing")) { standing }
            Element(.td, class: "standing", .data("label", fixed: "Under way")) {
                if let draft {
                    Element(.a, .href(draft.href)) { draft.label }
                } else if let next {
                    next
                } else {
                    "Nothing"
                }
            }
            Element(.td, class: "amount", .data("label", fixed: "Open tickets")) { open }
        }
    }
}

/// All agreements, and the form that begins one.
struct AgreementsView: View, Sendable {
    var rows: [AgreementRow]
    var filters: [QueueFilter] = []
    var begin: ActForm?
    var texts: NavLink?
    /// Mails to the notice address, for managers.
    var notices: NavLink?
    var hasNotices = false
    var refusal: Refusal?
    /// What stands where there is none at all.
    var empty = EmptyState(what: "There is no agreement yet.", next: "Begin one for a customer.")

    var body: some Content {
        Element(.div, class: "ledger") {
            Element(.div, class: "queue-head") {
                Element(.h1) { "Agreements" }
                Element(.p, class: "summary") { "What is promised to whom" }
                Element(.p, class: "about") {
                    if let texts { Element(.a, .href(texts.href)) { texts.label } }
                    if let notices, !hasNotices { Element(.a, .href(notices.href)) { notices.label } }
                }
            }
            refusal
            if let notices, hasNotices {
                Element(.p, class: "told") { Element(.a, .href(notices.href)) { notices.label } }
            }
            begin
            if !filters.isEmpty { FilterLine(label: "Show", filters: filters) }
            if rows.isEmpty, filters.isEmpty {
                empty
            } else if rows.isEmpty {
                EmptyState(what: "No agreement is in this state.", next: "Show all of them.")
            } else {
                LedgerTable(
                    label: "Agreements",
                    heads: ["Customer", "Standing", "Under way", "Open tickets"], isCards: true
                ) { rows }
            }
        }
    }
}

/// The views of one list, each with an address of its own.
struct FilterLine: View, Sendable {
    var label: String
    var filters: [QueueFilter]

    var body: some Content {
        Element(.nav, class: "filters", .named("aria-label", fixed: "Filters")) {
            Element(.div, class: "group") {
                Element(.span, class: "group-label") { label }
                Each(filters) { filter in
                    Element(.a, .href(filter.href), .aria("current", filter.isCurrent ? "true" : nil)) {
                        filter.label
                        if let count = filter.count { Element(.span, class: "count") { count } }
                    }
                }
            }
        }
    }
}

/// A table that scrolls by itself where the screen is narrow; its last column is aligned to its end.
struct LedgerTable<Rows: Content>: View {
    let label: String
    let heads: [String]
    /// Whether each row is a card where it is narrow: its cells have labels then.
    let isCards: Bool
    /// Whether the last column reads from its start, as sentences do.
    let endsInWords: Bool
    /// Columns before the last, from 0, whose cells are numbers: the head stands over them.
    let numbers: Set<Int>
    let rows: Rows

    init(
        label: String, heads: [String], isCards: Bool = false, endsInWords: Bool = false,
        numbers: Set<Int> = [],
        @ContentBuilder rows: () -> Rows
    ) {
        self.label = label
        self.heads = heads
        self.isCards = isCards
        self.endsInWords = endsInWords
        self.numbers = numbers
        self.rows = rows()
    }

    var body: some Content {
        Element(
            .div, class: isCards ? "scrolls words cards" : "scrolls words", .named("tabindex", fixed: "0"),
            .role("region"),
            .named("aria-label", label)
        ) {
            Element(.table) {
                Element(.thead) {
                    Element(.tr) {
                        Each(heads.dropLast().enumerated().map { $0 }) { head in
                            Element(
                                .th, .class(numbers.contains(head.offset) ? "amount" : ""),
                                .named("scope", fixed: "col")
                            ) { head.element }
                        }
                        Element(
                            .th, .class(endsInWords ? "start" : "amount"), .named("scope", fixed: "col")
                        ) { heads.last ?? "" }
                    }
                }
                Element(.tbody) { rows }
            }
        }
    }
}
