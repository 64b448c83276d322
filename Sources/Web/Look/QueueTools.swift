import Desk
import Markup
import Operations

/// Narrows the queue by tier, severity and customer. It opens without scripts.
struct QueueNarrowing: View, Sendable {
    var fields: [FormField]
    var keeps: [HiddenField]
    var isNarrowed: Bool
    /// What it is narrowed to.
    var words: String

    var body: some Content {
        Element(.details, class: "queue-tool", .name("queue-tool")) {
            Element(.summary, .aria("current", isNarrowed ? "true" : nil)) { words }
            Element(.form, .action(Page.queue)) {
                Each(keeps) { field in
                    Element(.input, .type("hidden"), .name(field.name), .value(field.value))
                }
                fields
                Element(.button, class: "main", .type("submit")) { "Narrow" }
            }
        }
    }
}

/// Keeps the queue as it stands under a name.
struct SavedViewForm: View, Sendable {
    var target: FormTarget
    /// nil where it is kept already.
    var query: String?
    var sharings: [FieldChoice]
    /// Where all kept views are.
    var all: String
    /// What was sent and not taken.
    var refused: DeskServer.RefusedForm?

    var body: some Content {
        Element(.details, class: "queue-tool", .name("queue-tool"), .flag("open", refused != nil)) {
            Element(.summary) { "Keep this view" }
            Element(.form, .named("method", fixed: "post"), .action(target.action)) {
                if let refused { Refusal(refused.refusal) }
                if let query {
                    target
                    Element(.input, .type("hidden"), .name("query"), .value(query))
                    fields
                    Element(.button, class: "main", .type("submit")) { "Keep view" }
                } else {
                    Element(.p, class: "hint") { "This view is kept." }
                }
                Element(.a, .href(all)) { "Kept views" }
            }
        }
    }

    private var fields: [FormField] {
        let name = FormField(scope: "view", name: "name", label: "Name", kind: .line, isRequired: true)
        let sharing = FormField(
            scope: "view", name: "sharing", label: "Used by", kind: .choice(sharings), value: "own")
        return (sharings.count > 1 ? [name, sharing] : [name]).map(shown)
    }

    private func shown(_ field: FormField) -> FormField {
        guard let refused else { return field }
        var field = field
        field.take(refused.form)
        if field.name == refused.refusal.field { field.problem = refused.refusal.message }
        return field
    }
}

/// What can be done to the rows that are ticked; shown as soon as one is.
struct QueueActBar: View, Sendable {
    /// The form of the ticks.
    static let form: StaticString = "queue-acts"

    var acts: [FieldChoice]

    var body: some Content {
        Element(
            .form, class: "act-bar", .named("id", fixed: Self.form), .action(Page.queueActs),
            .named("aria-label", fixed: "Act on the ticked tickets")
        ) {
            Element(.span, class: "act-bar-count", .id("ticked"), .role("status")) { "Ticked tickets" }
            Each(acts) { act in
                Element(.button, .type("submit"), .name("act"), .value(act.value)) { act.label }
            }
            Element(.button, class: "quiet", .type("reset")) { "Untick all" }
        }
    }
}
