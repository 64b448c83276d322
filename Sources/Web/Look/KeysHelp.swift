import Markup

/// The list of keys. It opens without scripts; single keys can be turned off, as WCAG 2.1.4 asks.
struct KeysHelp: View {
    private static let keys: [(key: String, does: String)] = [
        ("j / k", "Next, previous row; on a ticket, the queue's next or previous ticket"),
        ("Enter", "Open the row"),
        ("x / X", "Tick the row, or all from the last ticked to it"),
        ("b", "Go to the acts on what is ticked"),
        ("u", "Show what is new in its place"),
        ("/", "Search"),
        ("g q", "Go to the queue"),
        ("r", "Reply"),
        ("n", "Write an internal note"),
        ("a", "Acknowledge"),
        ("i", "Request information"),
        ("m", "Take the ticket: it is mine"),
        ("t", "Assign"),
        ("e", "Escalate"),
        ("s", "Change severity"),
        ("v", "Resolve; with what is typed as a reply, by that"),
        ("Ctrl+Enter", "Send what you write"),
        ("Ctrl+Shift+Enter", "Send the reply and resolve"),
        ("c", "Put in a canned reply"),
        ("w", "Why this deadline?"),
        ("z", "Take back the answer that is about to be sent"),
        (": / Ctrl+K", "Go anywhere, do anything"),
        ("?", "Show or hide this list"),
        ("Esc", "Leave a field, close this list"),
    ]

    var body: some Content {
        Element(
            .div, class: "keys", .id("keys"), .flag("popover"), .role("dialog"),
            .named("aria-labelledby", fixed: "keys-title")
        ) {
            Element(.h2, .id("keys-title")) { "Keys" }
            Element(.dl) {
                Each(Self.keys) { row in
                    Element(.div) {
                        Element(.dt) { Element(.kbd) { row.key } }
                        Element(.dd) { row.does }
                    }
                }
            }
            Element(.label, class: "tick") {
                Element(.input, .type("checkbox"), .id("keys-on"), .flag("checked"))
                Element(.span) { "Single keys are on" }
            }
            Element(
                .button, .type("button"), .named("popovertarget", fixed: "keys"),
                .named("popovertargetaction", fixed: "hide")
            ) { "Close" }
        }
    }
}
