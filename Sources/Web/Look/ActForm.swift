import Markup

/// The mail that an act sends, shown before it is sent.
struct NoticePreview: View, Sendable {
    var to: String
    var subject: String
    var text: String

    var body: some Content {
        Element(.figure, class: "notice") {
            Element(.figcaption) { "What the customer will read" }
            Element(.p, class: "detail") { "To \(to)" }
            Element(.p) { Element(.strong) { subject } }
            Element(.div, class: "said", .dir("auto")) { text }
        }
    }
}

/// Something an agent can do to a ticket: its fields, and in a plain sentence what will happen.
struct ActForm: View, Sendable {
    /// Stands in the page's address, as `acknowledge` in `#act-acknowledge`.
    var id: String
    var title: String
    /// The clause that allows it.
    var clause: String?
    var target: FormTarget
    var effect: String
    var fields: [FormField] = []
    var notice: NoticePreview?
    var impact: ImpactView?
    var submit: String
    /// Needs a second look: it ends a promise or is seen by the customer as an end.
    var isWeighty: Bool = false
    var isOpen: Bool = false
    /// A second button: what is typed goes there, unfinished as it may be, and comes back.
    var elsewhere: NavLink?
    var refusal: Refusal?

    private var sendsFiles: Bool {
        fields.contains { $0.kind.isFile }
    }

    var body: some Content {
        Element(.details, class: "act", .id("act-\(id)"), .name("act"), .flag("open", isOpen)) {
            Element(.summary) {
                Element(.span) { title }
                if let clause { Element(.span, class: "clause") { clause } }
            }
            Element(
                .form, .named("method", fixed: "post"), .action(target.action),
                .named(
                    "enctype", fixed: sendsFiles ? "multipart/form-data" : "application/x-www-form-urlencoded"
                )
            ) {
                target
                refusal
                Element(.p, class: "effect") { effect }
                impact
                fields
                notice
                Element(.button, .class(isWeighty ? "weighty" : "main"), .type("submit")) { submit }
                if let elsewhere {
                    Element(
                        .button, class: "elsewhere", .type("submit"), .formaction(elsewhere.href),
                        .flag("formnovalidate")
                    ) { elsewhere.label }
                }
            }
        }
    }
}
