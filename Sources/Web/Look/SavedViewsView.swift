import Desk
import Markup

/// A kept view in the list.
struct SavedViewRow: View, Sendable {
    var title: NavLink
    var id: Int64
    var asks: String
    var users: String
    var begin: FormTarget
    /// Whether the reader begins with it.
    var isStart: Bool

    var body: some Content {
        Element(.tr) {
            Element(.th, .named("scope", fixed: "row"), .dir("auto")) {
                Element(.a, .href(title.href)) { title.label }
            }
            Element(.td, class: "standing", .data("label", fixed: "Shows"), .dir("auto")) { asks }
            Element(.td, .data("label", fixed: "Used by"), .dir("auto")) { users }
            Element(.td, class: "amount", .data("label", fixed: "Start")) {
                if isStart {
                    Element(.strong) { "You begin here" }
                } else {
                    Element(.form, .named("method", fixed: "post"), .action(begin.action)) {
                        begin
                        Element(.input, .type("hidden"), .name("view"), .value(String(id)))
                        Element(.button, .type("submit")) {
                            "Begin here"
                            Element(.span, class: "unseen") { ": \(title.label)" }
                        }
                    }
                }
            }
        }
    }
}

/// The views that somebody can open, and what they may do to them.
struct SavedViewsView: View, Sendable {
    var rows: [SavedViewRow]
    var begin: FormTarget
    var hasStart: Bool
    var changes: [SavedViewChange]
    var refusal: Refusal?

    /// What was refused of a form that is not on this page stands above it.
    mutating func show(_ refused: (act: String, form: Fields, refusal: Desk.Refusal)?) {
        guard let refused else { return }
        if let index = changes.firstIndex(where: { $0.form.id == refused.act }) {
            changes[index].form.show((refused.form, refused.refusal))
        } else {
            refusal = Refusal(refused.refusal)
        }
    }

    var body: some Content {
        Element(.div, class: "ledger statement") {
            Element(.div, class: "queue-head") {
                Element(.h1) { "Kept views" }
                Element(.p, class: "summary") { "Views of the queue under a name" }
            }
            refusal
            Element(.p) { Element(.a, .href(QueueQuestion.everything)) { "The whole queue" } }
            if rows.isEmpty {
                EmptyState(
                    what: "No view is kept.",
                    next: "Filter or search the queue, then choose \"Keep this view\" above the list.",
                    href: QueueQuestion.everything, link: "Go to the queue")
            } else {
                LedgerTable(label: "Kept views", heads: ["View", "Shows", "Used by", "Start"], isCards: true)
                {
                    rows
                }
            }
            if hasStart {
                Element(.form, .named("method", fixed: "post"), .action(begin.action)) {
                    begin
                    Element(.button, .type("submit")) { "Begin with the whole queue again" }
                }
            }
            changes
        }
    }
}

/// Renames, shares or removes a kept view.
struct SavedViewChange: View, Sendable {
    var form: ActForm
    var removal: ActForm

    var body: some Content {
        form
        removal
    }

    /// Sends `name` and `sharing`.
    static func savedView(
        _ id: Int64, _ kept: (name: String, sharing: String), _ sharings: [FieldChoice], _ csrf: String
    ) -> SavedViewChange {
        let scope = "view-\(id)"
        var fields = [
            FormField(
                scope: scope, name: "name", label: "Name", kind: .line, value: kept.name, isRequired: true)
        ]
        if sharings.count > 1 {
            fields.append(
                FormField(
                    scope: scope, name: "sharing", label: "Used by", kind: .choice(sharings),
                    value: kept.sharing))
        }
        return SavedViewChange(
            form: ActForm(
                id: scope, title: "Rename or share \(kept.name)",
                target: FormTarget(action: Page.savedView(id), csrf: csrf),
                effect: "It shows the same as before.", fields: fields, submit: "Save"),
            removal: ActForm(
                id: "\(scope)-removal", title: "Remove \(kept.name)",
                target: FormTarget(action: Page.savedViewRemoval(id), csrf: csrf),
                effect: "Nobody finds it any more; the tickets stay as they are.", submit: "Remove view",
                isWeighty: true))
    }
}
