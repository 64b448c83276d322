import Markup

/// What a change would touch and what it can't, before anybody confirms it.
struct ImpactView: View, Sendable {
    var touches: [String]
    var leaves: [String]
    var refusal: Refusal?

    var body: some Content {
        Element(.div, class: "impact", .role("group"), .named("aria-label", fixed: "What it comes to")) {
            refusal
            Element(.p) { Element(.strong) { "What it touches" } }
            PlainList(lines: touches)
            Element(.p) { Element(.strong) { "What stays as it is" } }
            PlainList(lines: leaves)
        }
    }
}

/// Sentences, one an item.
struct PlainList: View, Sendable {
    let lines: [String]

    var body: some Content {
        Element(.ul, class: "plain") { Each(lines) { line in Element(.li, .dir("auto")) { line } } }
    }
}

/// One change of an agreement on a page of its own: what it says, what it comes to, what can be done.
struct ChangePage: View, Sendable {
    var back: NavLink?
    var title: String
    var summary: String
    var lines: [String] = []
    /// Where it goes on.
    var more: NavLink?
    var impact: ImpactView?
    var acts: [ActForm]
    var refusal: Refusal?
    var done: String?

    var body: some Content {
        Element(.div, class: "ledger change") {
            Element(.header) {
                if let back { Element(.p, class: "about") { Element(.a, .href(back.href)) { back.label } } }
                Element(.h1, .dir("auto")) { title }
                Element(.p, class: "summary") { summary }
            }
            if let done { Element(.p, class: "done", .role("status")) { done } }
            refusal
            if !lines.isEmpty { PlainList(lines: lines) }
            if let more { Element(.p) { Element(.a, .href(more.href)) { more.label } } }
            impact
            if !acts.isEmpty {
                Element(.section, class: "acts", .named("aria-labelledby", fixed: "acts-title")) {
                    Element(.h2, .id("acts-title")) { "What you can do" }
                    acts
                }
            }
        }
    }
}

/// Something that happened to an agreement, in plain words.
struct ChangeEntry: View, Sendable {
    var at: Moment
    var who: String
    var what: String
    var clause: String
    var more: NavLink?

    var body: some Content {
        Element(.li) {
            Element(.span, class: "detail") { at }
            Element(.span, .dir("auto")) {
                "\(who) \(what) "
                if let more { Element(.a, .href(more.href)) { more.label } }
                ClauseMark(clause)
            }
        }
    }
}

/// What changes an agreement without a new version, what waits for an answer, and all that happened to it.
struct ChangesSection: View, Sendable {
    /// For example "Hours adjusted from 2026-12-01 on ...".
    var agreed: [String]
    /// What waits for an answer.
    var waiting: [NavLink]
    /// What can be proposed.
    var begin: [NavLink]
    /// Reads the feed of holidays now, and what is known of it; nil without a feed.
    var feed: (target: FormTarget, standing: String)?
    var entries: [ChangeEntry]

    var body: some Content {
        Element(
            .section, class: "happened", .id("changes"), .named("aria-labelledby", fixed: "happened-title")
        ) {
            Element(.h2, .id("happened-title")) { "Changes" }
            if !waiting.isEmpty {
                Element(.ul, class: "plain waiting") {
                    Each(waiting) { link in Element(.li) { Element(.a, .href(link.href)) { link.label } } }
                }
            }
            if !agreed.isEmpty { PlainList(lines: agreed) }
            if !begin.isEmpty {
                Element(.p, class: "about") {
                    Each(begin) { link in Element(.a, .href(link.href)) { link.label } }
                }
            }
            if let feed {
                Element(
                    .form, class: "read-feed", .named("method", fixed: "post"), .action(feed.target.action)
                ) {
                    feed.target
                    Element(.span, class: "detail") { "Calendar of holidays. \(feed.standing)" }
                    Element(.button, .type("submit")) { "Read it now" }
                }
            }
            if entries.isEmpty {
                Element(.p, class: "detail") { "Nothing has happened to it here yet." }
            } else {
                Element(.ol, class: "happenings") { entries }
            }
        }
    }
}
