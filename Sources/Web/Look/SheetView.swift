import Markup

/// A part of the form: the fields of one clause.
struct SheetPartView: View, Sendable {
    struct Group: Sendable {
        var heading: String?
        var fields: [FormField]
    }

    var id: String
    var heading: String
    /// For example "A.3, D".
    var clauses: String
    var groups: [Group]
    var problemCount: Int
    var isOpen: Bool

    var body: some Content {
        Element(.details, class: "sheet-part", .id(id), .flag("open", isOpen)) {
            Element(.summary) {
                Element(.span) { heading }
                if !clauses.isEmpty { Element(.span, class: "clause") { clauses } }
                Element(.span, class: "left-over", .data("part", id)) {
                    if problemCount > 0 { SheetPartView.words(problemCount) }
                }
            }
            Each(groups) { group in
                Element(.fieldset, class: "sheet-group") {
                    if let heading = group.heading { Element(.legend) { heading } }
                    Element(.div, class: "sheet-fields") { group.fields }
                }
            }
        }
    }

    static func words(_ count: Int) -> String { count == 1 ? "1 to mend" : "\(count) to mend" }
}

/// What is still wrong with a draft, each with the way to its field.
struct ProblemList: View, Sendable {
    struct Line: Sendable {
        var clause: String
        var message: String
        var remedy: String
        /// Of the field, nil where the draft as a whole is meant.
        var field: String?
        var label: String
    }

    var lines: [Line]

    var body: some Content {
        if lines.isEmpty {
            Element(.p, class: "done") { "Everything is filled in. It can be offered." }
        } else {
            Element(.details, class: "problems", .flag("open", lines.count <= 12)) {
                Element(.summary) {
                    lines.count == 1 ? "One thing is left to mend" : "\(lines.count) things are left to mend"
                }
                Element(.ol) {
                    Each(lines) { line in
                        Element(.li) {
                            Element(.span, class: "clause") { line.clause }
                            if let field = line.field {
                                Element(.a, .href("#\(field)")) { line.label }
                            } else {
                                Element(.strong) { line.label }
                            }
                            ": \(line.message). "
                            Element(.span, class: "detail") { line.remedy }
                        }
                    }
                }
            }
        }
    }
}

/// The draft of an agreement: the form, and beside it the document as it will read.
struct SheetView: View, Sendable {
    var title: String
    var back: NavLink
    /// When it was saved last, and by whom.
    var saved: String
    var target: FormTarget
    /// Which state of the draft was shown; another's later change is never overwritten unseen.
    var revision: String
    var preview: String
    /// Which text the terms are filled into; nil where there is only the standard text.
    var text: FormField?
    var parts: [SheetPartView]
    var document: DraftDocument
    var exporting: String
    var importing: ActForm
    var acts: [ActForm]
    var refusal: Refusal?
    var done: String?

    var body: some Content {
        Element(.div, class: "drafting") {
            Element(.header, class: "drafting-head") {
                Element(.p, class: "about") { Element(.a, .href(back.href)) { back.label } }
                Element(.h1, .dir("auto")) { title }
                Element(.p, class: "summary") { saved }
            }
            if let done { Element(.p, class: "done", .role("status")) { done } }
            refusal
            Element(
                .form, class: "sheet", .id("sheet"), .named("method", fixed: "post"), .action(target.action),
                .data("preview", preview), .flag("novalidate")
            ) {
                target
                Element(.input, .type("hidden"), .name("revision"), .value(revision))
                text
                parts
                Element(.div, class: "sheet-end") {
                    Element(.button, class: "main", .type("submit")) { "Save draft" }
                    Element(.span, class: "detail", .id("sheet-state"), .role("status"))
                }
            }
            Element(
                .aside, class: "beside", .named("tabindex", fixed: "0"),
                .named("aria-label", fixed: "The document as it will read")
            ) {
                document
            }
            Element(.section, class: "acts drafting-acts", .named("aria-labelledby", fixed: "acts-title")) {
                Element(.h2, .id("acts-title")) { "What you can do with it" }
                Element(.p, class: "exports") {
                    Element(.a, .href(exporting)) { "Export as YAML" }
                }
                importing
                acts
            }
        }
    }
}
