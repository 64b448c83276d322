import Markup

/// An answer that goes out in a few seconds.
struct WaitingAnswer: View, Sendable {
    var number: Int64
    /// What goes out, for example "The extension by 4 h", "Ben Okafor's answer to Carla Reyes".
    var what: String
    /// How its text begins.
    var beginning = ""
    /// Until it goes.
    var seconds: Int
    var at: Moment
    /// Takes it back; nil for whoever did not write it.
    var undo: FormTarget?

    var body: some Content {
        Element(.div, class: "held-line", .id("held-\(number)"), .data("seconds", seconds)) {
            Element(.p) {
                Element(.span, .dir("auto")) { what }
                " goes out in "
                // It counts down where there are scripts; nobody is to hear each second.
                Element(.span, class: "left", .named("aria-live", fixed: "off")) { "\(seconds) s" }
                ", "
                at
                if !beginning.isEmpty {
                    Element(.span, class: "detail held-beginning", .dir("auto")) { beginning }
                }
            }
            if let undo {
                Element(.form, .named("method", fixed: "post"), .action(undo.action)) {
                    undo
                    Element(.button, class: "main", .type("submit"), .aria("keyshortcuts", "z")) { "Undo" }
                }
            }
        }
    }
}

/// An answer that was taken back, or refused when it was to go.
struct ReturnedAnswer: View, Sendable {
    var number: Int64
    /// Why it was not sent; nil where its writer took it back.
    var problem: String?
    var text: String
    var discard: FormTarget

    var body: some Content {
        Element(.div, .class(problem == nil ? "held-line" : "held-line problem"), .id("back-\(number)")) {
            Element(.p) {
                Element(.strong) { problem == nil ? "Taken back, nothing was sent." : "Not sent." }
                problem.map { " \($0)" } ?? " Change it and send it anew, or discard it."
            }
            Element(
                .form, .named("method", fixed: "post"), .action(discard.action), .data("discards", fixed: "")
            ) {
                discard
                Element(.button, .type("submit")) { "Discard" }
            }
            Element(.details) {
                Element(.summary) { "What you wrote" }
                Element(.div, class: "said", .dir("auto")) { text }
            }
        }
    }
}

/// What of a ticket's answers waits, and what came back. It stands there empty too: what begins to wait comes
/// in by itself.
struct HeldView: View, Sendable {
    var waiting: [WaitingAnswer] = []
    var returned: [ReturnedAnswer] = []

    var body: some Content {
        Element(.div, class: "held", .id("held"), .role("status"), .data("part", fixed: "passing")) {
            waiting
            returned
        }
    }
}
