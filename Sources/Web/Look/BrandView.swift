import Markup
import Operations

/// How customers see the desk, in light and in dark, and the form that changes it.
struct BrandView: View, Sendable {
    var head: PageHead
    /// For example "Contrast 6.5 to 1 on light pages, 8 to 1 on dark ones"; nil for the desk's own colour.
    var contrast: String?
    var form: ActForm

    var body: some Content {
        Element(.div, class: "ledger statement") {
            Element(.div, class: "queue-head") {
                Element(.h1) { "Appearance" }
                Element(.p, class: "summary") { "The portal, the help and signing in, as customers see them" }
            }
            Element(.div, class: "brand-faces") {
                face("light", "On light pages")
                face("dark", "On dark pages")
            }
            if let contrast { Element(.p, class: "detail") { contrast } }
            form
        }
    }

    private func face(_ scheme: StaticString, _ label: StaticString) -> some Content {
        Element(.figure, class: "brand-face", .data("scheme", fixed: scheme)) {
            Element(.figcaption) { Raw(label) }
            Element(.p, class: "mark") { DeskMark(head: head) }
            Element(.p) { Element(.a, .href(Page.help)) { "A link" } }
            Element(.p) { Element(.span, class: "main") { "What can be done" } }
        }
    }
}

extension ActForm {
    /// Sends `name`, `colour`, `dark`, `logo` and `no-logo`.
    static func brand(
        _ target: FormTarget, name: String, colour: String, dark: String, hasLogo: Bool
    ) -> ActForm {
        var fields = [
            FormField(
                scope: "brand", name: "name", label: "Name", kind: .line, value: name,
                hint: "As customers know you, for example Harbor Support. Empty: Duly."),
            FormField(
                scope: "brand", name: "colour", label: "Colour of links and buttons", kind: .line,
                value: colour, hint: "For example #1a56b0. Empty: the desk's own blue."),
            FormField(
                scope: "brand", name: "dark", label: "The same on dark pages", kind: .line, value: dark,
                hint: "Empty: a lighter one is made from it."),
            FormField(
                scope: "brand", name: "logo", label: "Logo",
                kind: .file(accept: "image/png,image/jpeg,image/webp"),
                hint: "PNG, JPEG or WebP, at most 200 kB; shown 28 pixels high beside the name.",
                bound: FilesBound(each: Office.logoMax)),
        ]
        if hasLogo {
            fields.append(
                FormField(scope: "brand", name: "no-logo", label: "Show no logo any more", kind: .tick))
        }
        return ActForm(
            id: "brand", title: "Change it", target: target,
            effect: "Counts for the next page that anybody opens. A colour in which words can't be read is "
                + "refused, with the nearest that can.",
            fields: fields, submit: "Save appearance", isOpen: true)
    }
}
