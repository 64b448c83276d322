import Markup

/// A page that could not be shown: what happened, and what to do.
struct ErrorView: View, Sendable {
    var status: Int
    var what: String
    var remedy: String
    /// nil where there is nowhere to go.
    var href: String? = "/queue"
    var link: String = "Go to the queue"
    /// The desk took nothing of a form.
    var isUnsent = false

    var body: some Content {
        Element(.div, class: "error", .data("unsent", isUnsent ? "yes" : nil)) {
            Element(.p, class: "status") { status }
            Element(.h1) { what }
            Element(.p) { remedy }
            if let href { Element(.p) { Element(.a, .href(href)) { link } } }
        }
    }
}
