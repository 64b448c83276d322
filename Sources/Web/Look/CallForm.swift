import Markup

/// Questions that the agreement asks in one category (G).
struct AskedFields: View, Sendable {
    var category: String
    var fields: [FormField]

    var body: some Content {
        Element(.fieldset, class: "asked", .data("category", category)) {
            Element(.legend) { "Asked for \(category) (G)" }
            fields
        }
    }
}

/// A call while it goes on or after it. Scripts run the timer; without them its times are two fields.
struct CallForm: View, Sendable {
    var target: FormTarget
    /// The desk's time in seconds: the timer counts from it, whatever the reader's clock says.
    var now: Int
    var submit = "Log the call"
    var head: [FormField]
    var asked: [AskedFields] = []
    var words: [FormField]
    var times: [FormField]
    /// Times that were typed, or a form that was refused: the timer stands still.
    var isTimed: Bool
    var effect: String
    var refusal: Refusal?
    /// With whom; 0 for who is not known.
    var contact: Int64
    /// Keys of calls that the desk has.
    var taken: [String]

    private var kept: KeptForm { KeptForm(name: "call-\(contact)", taken: taken) }

    var body: some Content {
        Element(
            .form, class: "call-form", .id("call-form"), .named("method", fixed: "post"),
            .action(target.action), .data("now", now), .data("timed", isTimed ? "1" : nil),
            .data("call", String(contact)), kept.attributes
        ) {
            target
            ShownZone(times)
            refusal
            Element(.p, class: "timer", .id("timer"), .flag("hidden")) {
                Element(.span, class: "timer-words") { "On the line for" }
                Element(.output, .id("timer-time"), .named("aria-live", fixed: "off")) { "0:00" }
                Element(.button, .type("button"), .id("timer-stop")) { "Hang up" }
                Element(.button, class: "quiet", .type("button"), .id("timer-anew")) { "Start anew" }
                Element(.button, class: "quiet", .type("button"), .id("timer-discard")) { "Discard the call" }
            }
            Element(.div, class: "call-fields") { head }
            asked
            words
            Element(.details, class: "act times", .id("call-times"), .flag("open", isTimed)) {
                Element(.summary) { "It was earlier: its times" }
                Element(.div, class: "call-fields") { times }
            }
            Element(.p, class: "effect") { effect }
            Element(.button, class: "main", .type("submit")) { submit }
            KeptForm.state
        }
    }
}

/// The page on which a call with a known contact is logged.
struct CallPageView: View, Sendable {
    var back: NavLink
    var title: String
    var summary: String
    var facts: [(String, String)]
    var form: CallForm
    var acts: [ActForm]

    var body: some Content {
        Element(.div, class: "ledger statement change") {
            Element(.header) {
                Element(.p, class: "about") { Element(.a, .href(back.href)) { back.label } }
                Element(.h1, .dir("auto")) { title }
                Element(.p, class: "summary") { summary }
            }
            FactSheet(facts: facts)
            form
            if !acts.isEmpty {
                Element(.section, class: "acts", .named("aria-labelledby", fixed: "acts-title")) {
                    Element(.h2, .id("acts-title")) { "Their numbers" }
                    acts
                }
            }
        }
    }
}
