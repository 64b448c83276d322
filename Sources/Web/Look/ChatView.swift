import Markup

/// One thing said in a chat.
struct ChatLine: View, Sendable {
    var id: Int64
    var isOurs: Bool
    var who: String
    var at: Moment
    var text: String

    var body: some Content {
        Element(.li, class: "chat-line", .data("id", String(id)), .data("side", isOurs ? "desk" : "visitor"))
        {
            Element(.p, class: "chat-who") {
                Element(.strong) { who }
                at
            }
            Element(.div, class: "said", .dir("auto")) { text }
        }
    }
}

/// Before a chat begins: who it is and the first message, with what holds when nobody is there.
struct ChatStartView: View, Sendable {
    var title: String
    /// For example "Ana Lima is here." or "We acknowledge by Mon 11:00 (A.1)."
    var standing: String
    var isAttended: Bool
    var action: String
    /// What the form carries unseen.
    var hidden: [HiddenField]
    /// Name and address; empty for who is signed in.
    var fields: [FormField]
    var text: FormField
    var submit: String
    var refusal: Refusal?

    var body: some Content {
        Element(.div, class: "chat", .id("chat-start")) {
            Element(.header) {
                Element(.h1) { title }
                Element(.p, class: "summary", .id("chat-standing")) { standing }
            }
            refusal
            Element(.form, class: "chat-form", .named("method", fixed: "post"), .action(action)) {
                Each(hidden) { field in
                    Element(.input, .type("hidden"), .name(field.name), .value(field.value))
                }
                fields
                text
                Element(.button, class: "main", .type("submit")) { submit }
            }
        }
    }
}

/// A chat as its visitor sees it. Scripts bring messages in as they are said; without them the page is opened
/// again.
struct ChatView: View, Sendable {
    var title: String
    var standing: String
    /// Below this are its messages, its stream and its signs.
    var address: String
    var lines: [ChatLine]
    /// Made for the next message, so that it is said once.
    var key: String
    var csrf: String?
    /// The last message of the visitor's that somebody of the desk has seen.
    var read: Int64
    var isOver: Bool
    var refusal: Refusal?
    var text = ""
    var portal: NavLink?

    var body: some Content {
        Element(
            .div, class: "chat", .id("chat-room"), .data("address", address), .data("read", String(read)),
            .data("over", isOver ? "1" : nil)
        ) {
            Element(.header) {
                Element(.h1, .dir("auto")) { title }
                Element(.p, class: "summary", .id("chat-standing"), .role("status")) { standing }
                if let portal {
                    Element(.p, class: "about") { Element(.a, .href(portal.href)) { portal.label } }
                }
            }
            Element(
                .ol, class: "chat-lines", .id("chat-lines"), .named("tabindex", fixed: "0"),
                .named("aria-label", fixed: "What was said"), .named("aria-live", fixed: "polite")
            ) { lines }
            Element(.p, class: "chat-sign", .id("chat-sign")) { isOver ? "This chat is over." : "" }
            refusal
            if !isOver {
                form
                Element(
                    .form, class: "chat-end", .named("method", fixed: "post"), .action(address + "/ending")
                ) {
                    Element(.button, class: "quiet", .type("submit")) { "End the chat" }
                }
            } else {
                Element(.p) { Element(.a, class: "main", .href(Page.chat)) { "Begin a new chat" } }
            }
        }
    }

    private var form: some Content {
        Element(
            .form, class: "chat-form", .id("chat-form"), .named("method", fixed: "post"),
            .action(address + "/messages")
        ) {
            Element(.input, .type("hidden"), .name("key"), .value(key))
            Element(.div, class: "field") {
                Element(.label, .for("chat-text")) { "Your message" }
                Element(
                    .textarea, .id("chat-text"), .name("text"), .number("rows", 3), .flag("required"),
                    .number("maxlength", 4000), .dir("auto")
                ) { text }
            }
            Element(.button, class: "main", .type("submit")) { "Send" }
        }
    }
}

/// That somebody is there to chat with, above the reply box.
struct ChatPresence: View, Sendable {
    var words: String
    var isThere: Bool
    var isTyping: Bool

    var body: some Content {
        Element(
            .p, class: "chat-presence", .id("chat-presence"), .data("part", fixed: "whole"),
            .data("there", isThere ? "1" : "0"), .role("status")
        ) {
            Element(.span) { words }
            if isTyping { Element(.span, class: "chat-typing") { "is writing" } }
        }
    }
}

/// A chat in the desk's list.
struct ChatRow: View, Sendable {
    var ticket: NavLink
    var who: String
    var standing: String
    var last: Moment

    var body: some Content {
        Element(.tr) {
            Element(.th, .named("scope", fixed: "row"), .dir("auto")) {
                Element(.a, .href(ticket.href)) { ticket.label }
                Element(.span, class: "detail under", .dir("auto")) { who }
            }
            Element(.td, class: "standing", .data("label", fixed: "Standing")) { standing }
            Element(.td, class: "amount", .data("label", fixed: "Last word")) { last }
        }
    }
}

/// The chats of the last day, and who takes them.
struct ChatsView: View, Sendable {
    var standing: String
    var duty: ActForm?
    /// Chats that wait for a word of the reader's.
    var waiting: [ChatRow]
    var rows: [ChatRow]
    /// The line by which the provider's own site gets the chat.
    var script: String
    /// Which sites may show it, or how one is allowed.
    var sites: String

    var body: some Content {
        Element(.div, class: "ledger statement", .data("live-list", fixed: "")) {
            Element(.div, class: "queue-head") {
                Element(.h1) { "Chats" }
                Element(.p, class: "summary", .id("chats-standing"), .data("part", fixed: "whole")) {
                    standing
                }
                // It sounds by scripts alone.
                Element(
                    .button, class: "quiet", .type("button"), .id("chat-sound"),
                    .named("aria-pressed", fixed: "false"), .flag("disabled"),
                    .title("A short sound in this browser when a chat waits for you")
                ) { "Sound is off" }
            }
            duty
            Element(.div, .id("chats-list"), .data("part", fixed: "whole")) { lists }
            Element(.section, .named("aria-labelledby", fixed: "own-site")) {
                Element(.h2, .id("own-site")) { "On your own site" }
                Element(.p) { "Put this line into its pages:" }
                Element(.p, class: "record") { script }
                Element(.p) { sites }
            }
        }
    }

    @ContentBuilder private var lists: some Content {
        Element(.h2) { "Waiting for a word" }
        if waiting.isEmpty {
            Element(.p, class: "detail") { "Nobody waits for you. Who does stands here at once." }
        } else {
            LedgerTable(label: "Waiting", heads: ["Ticket", "Standing", "Waits since"], isCards: true) {
                waiting
            }
        }
        Element(.h2) { "The last day" }
        if rows.isEmpty {
            EmptyState(
                what: waiting.isEmpty
                    ? "Nobody has chatted in the last day." : "No other chat in the last day.",
                next: "Customers find the chat in their portal, visitors on your own site.")
        } else {
            LedgerTable(label: "Chats", heads: ["Ticket", "Standing", "Last word"], isCards: true) { rows }
        }
    }
}

extension ActForm {
    /// Sends `on`.
    static func chatDuty(_ target: FormTarget, isOn: Bool) -> ActForm {
        var target = target
        target.hidden.append(HiddenField(name: "on", value: isOn ? "no" : "yes"))
        return ActForm(
            id: "duty", title: isOn ? "Take no more chats" : "Take chats", clause: "B.2", target: target,
            effect: isOn
                ? "With nobody left, visitors leave a message. Chats under way go on."
                : "Visitors see that somebody is there, in the agreement's hours; for ten hours, or until "
                    + "you say otherwise.",
            submit: isOn ? "Take no more" : "Take chats", isOpen: !isOn)
    }
}
