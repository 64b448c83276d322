import Markup

extension ActForm {
    /// Sends `category`, `title` and `text`.
    static func article(
        _ id: String, _ target: FormTarget, title: String,
        values: (category: String, title: String, text: String), categories: [String], submit: String
    ) -> ActForm {
        let known = categories.prefix(8).joined(separator: ", ")
        return ActForm(
            id: id, title: title, target: target,
            effect: id == "add"
                ? "Kept as a draft: nobody but those who write articles sees it."
                : "Saved as the next version; the ones before stay. A published article reads so at once.",
            fields: [
                FormField(
                    scope: id, name: "title", label: "Title", kind: .line, value: values.title,
                    hint: "The question as a customer would ask it.", isRequired: true),
                FormField(
                    scope: id, name: "category", label: "Category", kind: .line, value: values.category,
                    hint: known.isEmpty ? "For example: Exports." : "There are: \(known).", isRequired: true),
                FormField(
                    scope: id, name: "text", label: "Text", kind: .text(rows: 16), value: values.text,
                    hint: "## heading, - list, 1. steps, > quote, **bold**, *italic*, `code`, lines of code "
                        + "between ```, [words](https://address). A blank line ends a paragraph.",
                    isRequired: true),
            ], submit: submit)
    }

    /// Sends `readers`.
    static func publishArticle(_ target: FormTarget, readers: String, choices: [FieldChoice]) -> ActForm {
        ActForm(
            id: "publish", title: "Who reads it", target: target,
            effect: "Counts at once, in lists, in the search and in what the portal suggests.",
            fields: [
                FormField(
                    scope: "publish", name: "readers", label: "Readers", kind: .choice(choices),
                    value: readers, isRequired: true)
            ], submit: "Save readers")
    }
}
