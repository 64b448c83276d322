import Markup

/// How many tickets are new, close to breaking or broken since one last looked, in the top line.
struct BellMark: View, Sendable {
    /// No more than `max` and one, which says that there are more.
    var count: Int
    var max: Int
    var isCurrent = false

    var body: some Content {
        Element(
            .a, class: "bell", .id("bell"), .href(Page.bell), .data("count", count),
            .aria("current", isCurrent ? "page" : nil), .title(words), .aria("label", "Bell: \(words)")
        ) {
            Icon.bell
            Element(.span, class: "bell-count") { count == 0 ? "" : shown }
        }
    }

    private var shown: String { count < max ? "\(count)" : "\(max - 1)+" }

    private var words: String {
        switch count {
        case 0: "nothing is new"
        case 1: "1 ticket is new or breaking"
        default: "\(shown) tickets are new or breaking"
        }
    }
}

/// A ticket that the bell tells of.
struct BellItem: View, Sendable {
    enum Kind: String, Sendable {
        case new = "New"
        case breaking = "Breaking"
        case broken = "Broken"
    }

    var kind: Kind
    var href: String
    /// For example "#7 The export stops".
    var label: String
    var customer: String
    var at: Moment

    var body: some Content {
        Element(.li, .data("kind", kind.rawValue)) {
            Element(.span, class: "bell-kind") { kind.rawValue }
            Element(.a, .href(href), .dir("auto")) { label }
            Element(.span, class: "detail") {
                Element(.span, .dir("auto")) { customer }
                ", "
                at
            }
        }
    }
}

/// The list behind the bell, as a page and as what opens over one.
struct BellView: View, Sendable {
    var items: [BellItem]
    /// Where it is said that they were seen, and up to what; nil where there is nothing to see.
    var seen: FormTarget?

    var body: some Content {
        Element(
            .section, class: "bell-page", .id("bell-news"), .named("aria-labelledby", fixed: "bell-title")
        ) {
            Element(.h1, .id("bell-title")) { "New and breaking" }
            if items.isEmpty {
                EmptyState(
                    what: "Nothing is new.",
                    next: "A ticket that comes in, and a promise that comes close to breaking or breaks, "
                        + "stands here until you have seen it.",
                    href: Page.queue, link: "Go to the queue")
            } else {
                Element(.ul, class: "bell-items") { items }
            }
            if let seen {
                Element(
                    .form, .id("bell-seen"), .named("method", fixed: "post"), .action(seen.action)
                ) {
                    seen
                    Element(.button, class: "main", .type("submit")) { "I have seen these" }
                }
            }
        }
    }
}
