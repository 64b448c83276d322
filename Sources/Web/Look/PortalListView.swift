import Markup

/// A ticket in the customer's list.
struct PortalRow: View, Sendable {
    var id: Int64
    var href: String
    var subject: String
    /// For example "We wait for you".
    var standing: String
    /// Who asked, where the reader sees others' tickets too.
    var requester: String?
    var received: Moment
    var acknowledgment: ClockBar
    var resolution: ClockBar

    var body: some Content {
        Element(.tr, .id("ticket-\(id)")) {
            Element(.th, .named("scope", fixed: "row")) {
                Element(.a, .href(href), .dir("auto")) { "#\(id) \(subject)" }
                Element(.span, class: "detail under", .dir("auto")) {
                    if let requester { "\(requester), " }
                    received
                }
            }
            Element(.td, class: "standing", .data("label", fixed: "Standing")) { standing }
            Element(.td, class: "standing", .data("label", fixed: "Acknowledgment")) { acknowledgment }
            Element(.td, class: "standing", .data("label", fixed: "Resolution")) { resolution }
        }
    }
}

/// A customer's tickets: what waits for them first, then the newest.
struct PortalView: View, Sendable {
    var rows: [PortalRow]
    /// For example "Yours" or "All of Acme".
    var scope: String
    var file: String
    var filters: [NavLink]
    var search: String
    /// The filter in force, kept when searching; nil for all.
    var show: String?
    var empty: EmptyState
    /// Where the list goes on.
    var next: String?
    var nextLabel = "Older tickets"
    /// What the desk waits for, before all else.
    var awaited: [PortalAwaited] = []

    var body: some Content {
        Element(.div, class: "ledger statement portal", .data("live-list", fixed: "")) {
            Element(.div, class: "queue-head") {
                Element(.h1) { "Tickets" }
                Element(.p, class: "summary") { scope }
                searchForm
            }
            Element(.p) { Element(.a, class: "main", .href(file)) { "Ask for support" } }
            Element(.nav, class: "filters", .named("aria-label", fixed: "Show")) {
                Element(.div, class: "group") {
                    Each(filters) { link in
                        Element(.a, .href(link.href), .aria("current", link.isCurrent ? "true" : nil)) {
                            link.label
                        }
                    }
                }
            }
            Element(.div, .id("portal-list"), .data("part", fixed: "whole")) { list }
        }
    }

    private var searchForm: some Content {
        Element(.form, class: "search", .role("search"), .action(Page.portal)) {
            if let show { Element(.input, .type("hidden"), .name("show"), .value(show)) }
            Element(.label, class: "unseen", .for("search")) { "Search your tickets: words or a number" }
            Element(
                .input, .type("search"), .id("search"), .name("q"), .value(search),
                .named("placeholder", fixed: "Words or a number"))
            Element(.button, .type("submit")) { "Search" }
        }
    }

    @ContentBuilder private var list: some Content {
        if !awaited.isEmpty {
            Element(.section, class: "awaits", .named("aria-labelledby", fixed: "awaits-title")) {
                Element(.h2, .id("awaits-title")) { "Awaited from you" }
                Element(.ul) { awaited }
            }
        }
        if rows.isEmpty {
            empty
        } else {
            LedgerTable(
                label: "Tickets", heads: ["Ticket", "Standing", "Acknowledgment", "Resolution"],
                isCards: true
            ) { rows }
        }
        if let next { Element(.p) { Element(.a, .href(next), .named("rel", fixed: "next")) { nextLabel } } }
    }
}

/// Something that waits for the reader, with the way to it.
struct PortalAwaited: View, Sendable {
    var link: NavLink
    /// What is asked for.
    var what: [String]
    /// For example "since Tuesday; the clocks stand still (G)".
    var detail: String

    var body: some Content {
        Element(.li) {
            Element(.a, .href(link.href), .dir("auto")) { link.label }
            Each(what) { one in Element(.span, class: "what", .dir("auto")) { one } }
            Element(.span, class: "detail") { detail }
        }
    }
}
