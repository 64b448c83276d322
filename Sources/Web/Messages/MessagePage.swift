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
        size = Self.size(of: message.text)
        isFirst = Self.tellsMore(html)
    }

    /// A step of `.sheet-1` to `.sheet-6` in the stylesheet, by the lines that the text will take.
    static func size(of text: String) -> Int {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).prefix(100)
            .reduce(0) { $0 + 1 + $1.utf8.count / 90 }
        return [5, 10, 16, 24, 34].firstIndex { lines <= $0 }.map { $0 + 1 } ?? 6
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
