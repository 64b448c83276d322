import Markup
import Storage

/// The choice between a message as it was sent, in a frame of its own, and its text. It needs no script.
struct MessagePage: View, Sendable {
    let id: Int64
    let href: String
    /// Whose message it is, for those who hear the page.
    var who: String
    /// Which of the sizes the frame has from the start, so that nothing moves when it fills.
    let size: Int
    /// Whether the page tells more than the text, and is shown first.
    let isFirst: Bool

    /// nil for a message without a page.
    init?(_ message: StoredMessage, who: String) {
        guard message.erasedAt == nil, let html = message.html else { return nil }
        id = message.id
        href = Page.messagePage(message.id)
        self.who = who
        size = Self.size(of: message.text, page: html)
        isFirst = Self.tellsMore(html)
    }

    /// A step of `.frame-1` to `.frame-6` in the stylesheet, by the lines that the text, or the rows and
    /// pictures of the page, will take.
    static func size(of text: String, page: String = "") -> Int {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).prefix(100)
            .reduce(0) { $0 + 1 + $1.utf8.count / 90 }
        let tags = page.prefix(200_000).split(separator: "<").prefix(2_000).reduce(0) { $0 + height(of: $1) }
        return [5, 10, 16, 24, 34].firstIndex { max(lines, tags) <= $0 }.map { $0 + 1 } ?? 6
    }

    /// Lines that an element adds, about.
    private static func height(of tag: Substring) -> Int {
        let name = tag.prefix { $0.isLetter || $0.isNumber }.lowercased()
        return ["img": 4, "p": 2, "tr": 1, "li": 1, "br": 1, "h1": 3, "h2": 3, "table": 1][name] ?? 0
    }

    /// Most pages only repeat the text.
    static func tellsMore(_ html: String) -> Bool {
        let lowered = html.lowercased()
        return ["<table", "<img", "<ul", "<ol", "<pre"].contains { lowered.contains($0) }
    }

    var body: some Content {
        Element(.fieldset, class: "forms") {
            Element(.legend, class: "unseen") { "How to show the message of \(who)" }
            choice("as-sent", "As sent", isSet: isFirst)
            choice("as-text", "Plain text", isSet: !isFirst)
        }
        Element(
            .iframe, .class("sheet-frame frame-\(size)"), .src(href),
            .title("Message of \(who) as it was sent"), .named("sandbox", MessageSheet.sandbox),
            .named("loading", fixed: "lazy"), .named("referrerpolicy", fixed: "no-referrer")
        ) {}
    }

    @ContentBuilder
    private func choice(_ form: String, _ label: String, isSet: Bool) -> some Content {
        Element(.label) {
            Element(
                .input, .class(form), .type("radio"), .name("form-\(id)"), .value(form),
                .named("autocomplete", fixed: "off"), .flag("checked", isSet))
            label
        }
    }
}
