import Markup

/// An instant as a reader sees it: words on the page, the full time on hover, ISO 8601 for programs.
struct Moment: View, Sendable {
    /// For example "today 16:40" or "Tue 09:50".
    var words: String
    /// ISO 8601 with offset.
    var iso: String
    /// The absolute time in the reader's and in the agreement's zone.
    var hover: String
    /// The time in the agreement's zone where that is another, for who hears the page.
    var agreed: String?

    var body: some Content {
        Element(.time, .named("datetime", iso), .title(hover)) {
            words
            if let agreed { Element(.span, class: "unseen") { ", \(agreed)" } }
        }
    }
}

/// A value a form sends along unseen.
struct HiddenField: Sendable {
    var name: String
    var value: String
}

/// Where a form goes and what it carries unseen, the cross-site token first.
struct FormTarget: View, Sendable {
    var action: String
    var csrf: String
    var hidden: [HiddenField] = []

    var body: some Content {
        Element(.input, .type("hidden"), .name("csrf"), .value(csrf))
        Each(hidden) { field in
            Element(.input, .type("hidden"), .name(field.name), .value(field.value))
        }
    }
}

/// Why something was not done, the clause or rule that says so, and what would help.
struct Refusal: View, Sendable {
    var what: String
    /// A clause such as "A.2", or nil where a rule of the program refused.
    var clause: String?
    var remedy: String
    /// The page opens at it: no field shows what is wrong.
    var takesFocus = false

    private var focus: Attribute {
        takesFocus ? .all([.named("tabindex", fixed: "-1"), .flag("autofocus")]) : .all([])
    }

    var body: some Content {
        Element(.div, class: "refusal", .role("alert"), .data("refusal", fixed: ""), focus) {
            Element(.p) {
                Element(.strong) { what }
                if let clause { Element(.span, class: "clause") { clause } }
            }
            Element(.p) { remedy }
        }
    }
}

/// What stands where a list is empty: what that means, and what to do next.
struct EmptyState: View, Sendable {
    var what: String
    var next: String
    var href: String?
    var link: String?
    /// Of a new desk.
    var steps: FirstStepsView?

    var body: some Content {
        Element(.div, class: "empty") {
            Element(.p) { Element(.strong) { what } }
            Element(.p) { next }
            if let href, let link { Element(.p) { Element(.a, .href(href)) { link } } }
            steps
        }
    }
}
