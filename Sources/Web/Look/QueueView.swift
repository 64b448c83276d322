import Markup

/// A view of the queue that has an address of its own.
struct QueueFilter: Sendable {
    var label: String
    var href: String
    var isCurrent: Bool = false
    /// How many tickets it holds, where that is known.
    var count: Int?
    /// The same in words, for a count that follows what comes.
    var liveCount: String?
}

/// The filters of one kind: "Show", "Tier", "Customer".
struct QueueFilterGroup: Sendable {
    var label: String
    var filters: [QueueFilter]
}

/// What came while one points at a list waits behind it, so that nothing moves.
struct NewsPill: View {
    var body: some Content {
        Element(.button, class: "pill", .type("button"), .id("news"), .flag("hidden")) { "0 new" }
    }
}

/// The list of tickets, by what breaks next.
struct QueueView: View, Sendable {
    var heading: String = "Queue"
    var summary: QueueSummary
    /// What a narrowed list or a search holds; nil for all that is open.
    var found: FoundWords?
    var groups: [QueueFilterGroup]
    var search: String = ""
    /// Where the search goes; the words are sent as `q`.
    var searchAction: String = "/queue"
    /// The filters in force, kept when searching.
    var searchKeeps: [HiddenField] = []
    var rows: [QueueRow]
    var empty: EmptyState
    /// The page after this one, by key.
    var next: String?
    /// What comes there.
    var nextLabel = "Later deadlines"
    /// The first page, when this is not it.
    var first: String?
    /// Where a single row is fetched: the id is put at the end, the page's own query after it.
    var rowBase: String = "/queue/rows/"
    /// The place in the order where this page begins, when it is not the first.
    var from: Int?
    var refusal: Refusal?
    /// The address of the list, where the browser has another: that of a form.
    var address: String?
    var narrowing: QueueNarrowing?
    /// Keeps the view as it stands under a name.
    var keeping: SavedViewForm?
    /// Acts on the rows that are ticked; nil for who has none.
    var acts: QueueActBar?

    var body: some Content {
        Element(.div, class: "queue-head") {
            Element(.h1) { heading }
            QueueHeads(found: found, summary: summary, isOfAll: found != nil)
            searchForm
        }
        refusal
        filterLines
        NewsPill()
        columns
        Element(
            .ol, class: "queue", .id("queue"), .named("aria-label", fixed: "Tickets, what breaks next first"),
            .data("row-base", rowBase), .data("more", next == nil ? nil : "1"), .data("from", from),
            .data("found", search.isEmpty ? nil : "1"), .data("address", address)
        ) {
            rows
        }
        empty
        if !rows.isEmpty { acts }
        if next != nil || first != nil { pages }
    }

    private var searchForm: some Content {
        Element(.form, class: "search", .role("search"), .action(searchAction)) {
            Each(searchKeeps) { field in
                Element(.input, .type("hidden"), .name(field.name), .value(field.value))
            }
            Element(.label, class: "unseen", .for("search")) {
                "Search by words, number, person or customer"
            }
            Element(
                .input, .type("search"), .id("search"), .name("q"), .value(search),
                .named("placeholder", fixed: "Words, number, person or customer"))
            Element(.button, .type("submit")) { "Search" }
        }
    }

    private var filterLines: some Content {
        Element(.nav, class: "filters", .named("aria-label", fixed: "Filters")) {
            Each(groups) { group in
                Element(.div, class: "group") {
                    Element(.span, class: "group-label") { group.label }
                    Each(group.filters) { filter in
                        Element(.a, .href(filter.href), .aria("current", filter.isCurrent ? "true" : nil)) {
                            filter.label
                            if let count = filter.count {
                                Element(.span, class: "count") { count }
                            }
                            if let count = filter.liveCount {
                                Element(.span, class: "count", .data("live", fixed: "replied")) { count }
                            }
                        }
                    }
                }
            }
            if narrowing != nil || keeping != nil {
                Element(.div, class: "queue-tools") {
                    narrowing
                    keeping
                }
            }
        }
    }

    private var columns: some Content {
        Element(.div, class: "columns", .named("aria-hidden", fixed: "true")) {
            Element(.span) { "Severity" }
            Element(.span) { "Ticket" }
            Element(.span) { "Who has it" }
            Element(.span) { "Acknowledgment" }
            Element(.span) { "Resolution" }
        }
    }

    private var pages: some Content {
        Element(.nav, class: "pages", .named("aria-label", fixed: "Pages")) {
            if let first { Element(.a, .href(first)) { "First page" } }
            if let next { Element(.a, .href(next), .named("rel", fixed: "next")) { nextLabel } }
        }
    }
}
