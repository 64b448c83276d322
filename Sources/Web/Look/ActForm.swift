import Markup

/// The mail that an act sends, shown before it is sent, with what the act changes.
struct NoticePreview: View, Sendable {
    var to: String
    var subject: String
    var text: String
    /// For example the new deadline; or why it would be refused as it is.
    var change = ""
    var isRefused = false
    /// Whether a mail goes at all; what is changed is told without one, too.
    var isMailed = true
    /// Where it is made anew from what is typed; nil where it stays as it is.
    var address: String?

    var body: some Content {
        Element(.figure, class: "notice", .data("preview", address)) {
            Element(.figcaption, .flag("hidden", !isMailed)) { "What the customer will read" }
            if address != nil {
                Element(.p, .class(isRefused ? "becomes problem" : "becomes"), .role("status")) { change }
            }
            Element(.p, class: "detail", .flag("hidden", !isMailed)) { to.isEmpty ? "" : "To \(to)" }
            Element(.p, class: "notice-subject", .flag("hidden", !isMailed)) {
                Element(.strong, .dir("auto")) { subject }
            }
            Element(
                .div, class: "said", .flag("hidden", !isMailed), .dir("auto"), .role("group"),
                .named("tabindex", fixed: "0"),
                .named("aria-label", fixed: "The mail")
            ) { text }
        }
    }
}

/// What is written in a form is kept in the browser under this name until the desk has it.
struct KeptForm: Sendable {
    var name: String
    /// Keys of what the desk has.
    var taken: [String]

    var attributes: Attribute {
        .all([.data("keeps", name), .data("taken", taken.isEmpty ? nil : taken.joined(separator: " "))])
    }

    static var state: some Content { Element(.p, class: "draft-state", .named("aria-live", fixed: "off")) }
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
    var kept: KeptForm?

    private var sendsFiles: Bool {
        fields.contains { $0.kind.isFile }
    }

    var body: some Content {
        Element(.details, class: "act", .id("act-\(id)"), .name("act"), .flag("open", isOpen)) {
            Element(.summary) {
                Element(.span) { title }
                if let clause { ClauseMark(clause) }
            }
            Element(
                .form, .named("method", fixed: "post"), .action(target.action),
                .named(
                    "enctype", fixed: sendsFiles ? "multipart/form-data" : "application/x-www-form-urlencoded"
                ), .all(kept.map { [$0.attributes] } ?? [])
            ) {
                target
                ShownZone(fields)
                refusal
                Element(.p, class: "effect") { effect }
                impact
                fields
                notice
                Element(.button, .class(isWeighty ? "weighty" : "main"), .type("submit")) { submit }
                if let place = notice?.address {
                    Element(
                        .button, class: "elsewhere preview", .type("submit"), .formaction(place),
                        .flag("formnovalidate")
                    ) { "Preview" }
                }
                if let elsewhere {
                    Element(
                        .button, class: "elsewhere", .type("submit"), .formaction(elsewhere.href),
                        .flag("formnovalidate")
                    ) { elsewhere.label }
                }
                if kept != nil { KeptForm.state }
            }
        }
    }
}
