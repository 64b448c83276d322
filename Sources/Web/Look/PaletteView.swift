import Markup

/// Something that can be gone to, done or put in.
struct PaletteItem: View, Sendable {
    var label: String
    /// "Page", "Ticket", "Act", "View", "Canned reply".
    var kind: String
    var detail: String
    var href: String?
    /// The number of a canned reply, for who writes.
    var canned: Int64?
    /// Why it is not to be had.
    var refusal: String?

    init(
        _ label: String, _ kind: String, detail: String = "", href: String? = nil, canned: Int64? = nil,
        refusal: String? = nil
    ) {
        self.label = label
        self.kind = kind
        self.detail = detail
        self.href = href
        self.canned = canned
        self.refusal = refusal
    }

    /// Whether all words of a question stand in it.
    func holds(_ words: [String]) -> Bool {
        let said = "\(label) \(detail) \(kind)".lowercased()
        return words.allSatisfy { said.contains($0) }
    }

    var body: some Content {
        Element(
            .li, .class(refusal == nil ? "" : "refused"), .data("canned", canned.map { Int($0) }),
            .data("refused", refusal == nil ? nil : "yes")
        ) {
            if let href, refusal == nil {
                Element(.a, class: "label", .href(href), .dir("auto")) { label }
            } else {
                Element(.span, class: "label", .dir("auto")) { label }
            }
            if let refusal {
                Element(.span, class: "why-not") { "Refused: \(refusal)" }
            } else if !detail.isEmpty {
                Element(.span, class: "detail", .dir("auto")) { detail }
            }
            Element(.span, class: "kind") { kind }
        }
    }
}

/// What was found, as a page of its own: the palette asks for it, and it works by itself.
struct PaletteView: View, Sendable {
    var search: String
    var ticket: Int64?
    var items: [PaletteItem]
    /// Where the first canned reply is written; nil where there are some, or other things are asked for.
    var firstCanned: String?

    var body: some Content {
        Element(.div, class: "ledger found") {
            Element(.h1) { "Go to" }
            Element(.form, class: "search", .role("search"), .action(Page.palette)) {
                if let ticket {
                    Element(.input, .type("hidden"), .name("ticket"), .value(String(ticket)))
                }
                Element(.label, class: "unseen", .for("palette-search")) {
                    "Page, ticket, act, view or canned reply"
                }
                Element(
                    .input, .type("search"), .id("palette-search"), .name("q"), .value(search),
                    .named("placeholder", fixed: "Page, ticket number or words, act, view"))
                Element(.button, .type("submit")) { "Find" }
            }
            Element(.ul, .id("found")) { items }
            if let firstCanned {
                EmptyState(
                    what: "There is no canned reply yet.",
                    next: "One is a text that you begin an answer with.", href: firstCanned,
                    link: "Write one")
            } else if items.isEmpty {
                EmptyState(
                    what: "Nothing is called that.", next: "Try the number of a ticket, or fewer words.")
            }
        }
    }
}
