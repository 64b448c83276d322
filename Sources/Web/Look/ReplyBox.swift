import Markup

/// Where an agent writes: to the customer, or a note for the desk alone. The two look different before
/// anything is sent.
struct ReplyBox: View, Sendable {
    /// The form sends `visibility` (`public` or `internal`) and `text`.
    var target: FormTarget
    /// For example "Carla Diaz at Acme".
    var recipient: String
    /// What sending will do, for example "Goes by mail to carla@acme.example and acknowledges (A.1)."
    var publicEffect: String
    var internalEffect: String = "Only the desk sees a note. It acknowledges nothing."
    /// Names the draft kept in this browser, usually the ticket's id.
    var draft: String
    var text: String = ""
    var isInternal: Bool = false
    /// The text was sent and taken back.
    var isReturned: Bool = false
    var refusal: Refusal?
    /// The field that was refused, as it is sent.
    var wrong: String?
    /// Whether an answer may end the resolution clock.
    var resolves = false
    /// Addresses that get a copy, as in the field.
    var copies: String = ""
    /// Who was on the ticket's mails before, for example "dora@acme.example".
    var known: [String] = []
    /// A copy goes to another customer: it needs to be said.
    var asksForOthers: Bool = false
    /// Why nobody gets a reply; nil where somebody does.
    var silence: String?
    /// What a text can begin with.
    var canned: [FieldChoice] = []
    /// Files of an answer that was taken back, which go with it again.
    var kept: [FormField] = []
    /// Where the form goes to come back with a canned reply in it; nil for who has none.
    var cannedAction: String?
    /// Where those are found whom a note can name.
    var mentionable: String?
    /// Articles that a customer may read, and where the form goes to come back with one's address in it.
    var articles: [FieldChoice] = []
    var articleAction = ""

    var body: some Content {
        Element(
            .form, class: "reply", .id("reply"), .named("method", fixed: "post"), .action(target.action),
            .named("enctype", fixed: "multipart/form-data"), .data("draft", draft),
            .data("returned", isReturned ? "yes" : nil), .data("mentionable", mentionable)
        ) {
            target
            refusal
            Element(.fieldset, class: "visibility") {
                Element(.legend, class: "unseen") { "Who will see it" }
                if silence == nil { choice("public", "Reply to \(recipient)", isOn: !isInternal) }
                choice("internal", "Internal note", isOn: isInternal || silence != nil)
            }
            if let silence { Element(.p, class: "detail") { silence } }
            Element(.label, class: "unseen", .for("reply-text")) { "Your text" }
            Element(
                .textarea, .id("reply-text"), .name("text"), .number("rows", 7), .flag("required"),
                .dir("auto"), mark("text")
            ) { text }
            Element(.div, class: "enclosed") {
                if silence == nil { copyField }
                Element(.div, class: "field") {
                    Element(.label, .for("reply-files")) { "Files" }
                    Element(
                        .input, .type("file"), .id("reply-files"), .name("files"), .flag("multiple"),
                        .all(FilesBound.mailed.attributes), .aria("describedby", "reply-files-more"),
                        mark("files"))
                    kept
                    Element(.p, class: "hint", .id("reply-files-more")) {
                        """
                        \(FilesBound.mailed.words) A picture that the text names in brackets, such as \
                        [error.png], is shown there.
                        """
                    }
                }
            }
            Element(.div, class: "send") {
                if silence == nil { Element(.p, class: "effect for-public") { publicEffect } }
                Element(.p, class: "effect for-internal") { internalEffect }
                Element(.span, class: "draft-state", .named("aria-live", fixed: "off"))
                if silence == nil {
                    Element(.button, class: "main for-public", .type("submit")) { "Send reply" }
                }
                resolving
                Element(.button, class: "main for-internal", .type("submit")) { "Keep note" }
            }
            if let cannedAction { cannedLine(cannedAction) }
            if !articles.isEmpty { articleLine }
        }
    }

    /// A refused page opens at what is wrong in it.
    private func mark(_ field: String) -> Attribute {
        wrong == field ? .all([.aria("invalid", "true"), .flag("autofocus")]) : .all([])
    }

    /// It changes with the ticket while the text stays.
    private var resolving: some Content {
        Element(.span, class: "for-public", .id("resolving"), .data("part", fixed: "passing")) {
            if resolves, silence == nil {
                Element(
                    .button, class: "weighty", .type("submit"), .id("reply-resolve"), .name("then"),
                    .value("resolve"), .named("title", fixed: "Ends the resolution clock, too (A.2)")
                ) { "Send and resolve" }
            }
        }
    }

    private var copyField: some Content {
        Element(.div, class: "field for-public") {
            Element(.label, .for("reply-cc")) { "Cc" }
            Element(
                .input, .type("text"), .id("reply-cc"), .name("cc"), .value(copies), .dir("auto"),
                .named("autocomplete", fixed: "off"), .aria("describedby", "reply-cc-more"), mark("cc"))
            let hint =
                known.isEmpty
                ? "Addresses with commas between them. They read what is quoted below, too."
                : "On this ticket's mails before: \(known.joined(separator: ", "))"
            let problem = wrong == "cc" ? refusal?.what : nil
            Element(
                .p, .class(problem == nil ? "hint" : "hint problem"), .id("reply-cc-more"), .dir("auto")
            ) { problem ?? hint }
            if asksForOthers {
                Element(.label, class: "tick") {
                    Element(.input, .type("checkbox"), .name("cc-others"), .value("yes"))
                    Element(.span) { "The copy is meant for another customer too" }
                }
            }
        }
    }

    /// Behind the buttons that send: Enter in a field is never an insertion.
    private func cannedLine(_ action: String) -> some Content {
        Element(.div, class: "canned") {
            if canned.isEmpty {
                Element(.a, .href(Page.cannedReplies)) { "Write a canned reply" }
                Element(.span, class: "hint") { "It is then offered here." }
            } else {
                Element(.label, .for("reply-canned")) { "Canned reply" }
                Element(.select, .id("reply-canned"), .name("canned")) {
                    Each(canned) { reply in Element(.option, .value(reply.value)) { reply.label } }
                }
                Element(
                    .button, .type("submit"), .id("insert-canned"), .formaction(action),
                    .flag("formnovalidate")
                ) { "Insert" }
                Element(.a, .href(Page.cannedReplies)) { "All canned replies" }
            }
        }
    }

    private var articleLine: some Content {
        Element(.div, class: "canned") {
            Element(.label, .for("reply-article")) { "Article" }
            Element(.select, .id("reply-article"), .name("article")) {
                Each(articles) { one in Element(.option, .value(one.value)) { one.label } }
            }
            Element(
                .button, .type("submit"), .id("insert-article"), .formaction(articleAction),
                .flag("formnovalidate")
            ) { "Insert link" }
            Element(.a, .href(Page.help)) { "All articles" }
        }
    }

    private func choice(_ value: StaticString, _ label: String, isOn: Bool) -> some Content {
        Element(.label, class: "choice") {
            Element(
                .input, .type("radio"), .name("visibility"), .named("value", fixed: value),
                .flag("checked", isOn), .named("id", "visibility-\(value)"))
            Element(.span) { label }
        }
    }
}
