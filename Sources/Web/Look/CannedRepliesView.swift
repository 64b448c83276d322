import Markup
import Operations

/// A canned reply in the list.
struct CannedReplyRow: View, Sendable {
    var title: NavLink
    var beginning: String
    /// "You", "Everybody", or a group.
    var users: String
    var changed: String

    var body: some Content {
        Element(.tr) {
            Element(.th, .named("scope", fixed: "row"), .dir("auto")) {
                Element(.a, .href(title.href)) { title.label }
                Element(.span, class: "detail under") { beginning }
            }
            Element(.td, class: "standing", .data("label", fixed: "Used by"), .dir("auto")) { users }
            Element(.td, class: "amount", .data("label", fixed: "Changed")) { changed }
        }
    }
}

/// What an agent can begin an answer with.
struct CannedRepliesView: View, Sendable {
    var rows: [CannedReplyRow]
    var add: ActForm

    var body: some Content {
        Element(.div, class: "ledger statement") {
            Element(.div, class: "queue-head") {
                Element(.h1) { "Canned replies" }
                Element(.p, class: "summary") { "Put into an answer, where you read and change them" }
            }
            if rows.isEmpty {
                EmptyState(
                    what: "There is no canned reply for you.",
                    next: "Write the first below; the reply box of every ticket then offers it.")
            } else {
                LedgerTable(label: "Canned replies", heads: ["Reply", "Used by", "Changed"], isCards: true) {
                    rows
                }
            }
            add
            PlaceholderList()
        }
    }
}

/// One canned reply, to read or to change.
struct CannedReplyView: View, Sendable {
    var name: String
    /// nil for who only uses it.
    var change: ActForm?
    var removal: ActForm?
    var words: String
    var users: String

    var body: some Content {
        Element(.div, class: "ledger statement") {
            Element(.div, class: "queue-head") {
                Element(.h1, .dir("auto")) { name }
                Element(.p, class: "summary") { "Used by: \(users)" }
            }
            Element(.p) { Element(.a, .href(Page.cannedReplies)) { "All canned replies" } }
            if let change {
                change
                PlaceholderList()
                removal
            } else {
                Element(.p, class: "said", .dir("auto")) { words }
                Element(.p, class: "hint") { "It is shared; a manager changes it." }
            }
        }
    }
}

/// What the words can name in braces.
struct PlaceholderList: View, Sendable {
    var body: some Content {
        Element(.section, class: "letter-words") {
            Element(.h2) { "Placeholders" }
            Element(.p, class: "hint") {
                "A line whose placeholder has nothing to say on a ticket is left out there."
            }
            Element(.dl, class: "facts") {
                Each(CannedWords.placeholders) { placeholder in
                    Element(.div) {
                        Element(.dt) { placeholder.written }
                        Element(.dd) { placeholder.meaning }
                    }
                }
            }
        }
    }
}

extension ActForm {
    /// Sends `name`, `words` and `sharing`.
    static func cannedReply(
        _ id: String, _ target: FormTarget, _ written: (name: String, words: String, sharing: String),
        sharings: [FieldChoice]
    ) -> ActForm {
        let isNew = id == "add"
        var fields = [
            FormField(
                scope: id, name: "name", label: "Name", kind: .line, value: written.name,
                hint: "How it is found, for example Ask for the log.", isRequired: true),
            FormField.words(
                id, "words", "Words", rows: 10, value: written.words,
                hint: "Plain text. Placeholders stand in braces, for example Hello {name}."),
        ]
        if sharings.count > 1 {
            fields.append(
                FormField(
                    scope: id, name: "sharing", label: "Used by", kind: .choice(sharings),
                    value: written.sharing))
        }
        return ActForm(
            id: id, title: isNew ? "Write a canned reply" : "Change it", target: target,
            effect: "It is put into an answer as plain text with the ticket's facts in it. Nothing goes out "
                + "before somebody has read and sent it.",
            fields: fields, submit: isNew ? "Keep reply" : "Save", isOpen: !isNew)
    }

    static func removeCannedReply(_ target: FormTarget, _ name: String) -> ActForm {
        ActForm(
            id: "remove", title: "Remove it", target: target,
            effect:
                "Nobody is offered \"\(name)\" any more. Answers that were begun with it stay as they are.",
            submit: "Remove reply", isWeighty: true)
    }
}
