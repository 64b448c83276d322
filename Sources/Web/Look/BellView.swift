import Markup

/// How many tickets have news since one last looked, in the top line.
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
        case 1: "1 ticket has news"
        default: "\(shown) tickets have news"
        }
    }
}

/// What the head of a page that stands open counts.
struct BellCount: View, Sendable {
    var bell: BellMark
    var chats: ChatsMark?

    var body: some Content {
        bell
        chats
    }
}

/// A ticket that the bell tells of.
struct BellItem: View, Sendable {
    enum Kind: String, Sendable {
        case new = "New"
        case breaking = "Breaking"
        case broken = "Broken"
        case replied = "Customer replied"
        case reopened = "Open again"
        case assigned = "Given to you"
        case escalated = "Escalated"
        case disputed = "Disputed"
        case objected = "Objection"
        case mentioned = "Names you"
    }

    struct Told: Sendable {
        var kind: Kind
        /// nil where no person did it.
        var who: String?
        var at: Moment
    }

    var href: String
    /// For example "#7 The export stops".
    var label: String
    var customer: String
    /// The gravest first; never empty.
    var told: [Told]

    var body: some Content {
        Element(.li, .data("kind", told.first?.kind.rawValue)) {
            Element(.span, class: "bell-kind") { told.first?.kind.rawValue ?? "" }
            Element(.a, .href(href), .dir("auto")) { label }
            Each(Array(told.enumerated())) { place, one in
                Element(.span, class: "detail") {
                    if place > 0 {
                        Element(.strong) { one.kind.rawValue }
                    } else {
                        Element(.span, .dir("auto")) { customer }
                    }
                    if let who = one.who {
                        ", by "
                        Element(.span, .dir("auto")) { who }
                    }
                    ", "
                    one.at
                }
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
            Element(.h1, .id("bell-title")) { "What is new" }
            if items.isEmpty {
                EmptyState(
                    what: "Nothing is new.",
                    next:
                        "A ticket that comes in, a promise that comes close to breaking or breaks, and what "
                        + "asks for you, such as a customer's reply or your name in a note, stands here "
                        + "until you have seen it.",
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
