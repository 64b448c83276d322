import Markup
import Operations

/// One list of mails, and the button that leaves it.
struct LeavingView: View, Sendable {
    let what: String
    let hasLeft: Bool
    let address: String

    init(_ leaving: Office.Leaving, _ address: String) {
        (what, hasLeft) = (leaving.what, leaving.hasLeft)
        self.address = address
    }

    var body: some Content {
        Element(.div, class: "sign-in") {
            Element(.h1) { "Mails you want no more" }
            if hasLeft {
                Element(.p, .role("status")) {
                    "You get \(what) no more. Other mails of the desk come as before."
                }
                Element(.p, class: "detail") {
                    "Under Your account, signed in, you can have them sent again."
                }
            } else {
                Element(.p) { "You get \(what) from this desk." }
                Element(.form, .named("method", fixed: "post"), .action(address)) {
                    Element(.input, .type("hidden"), .name("List-Unsubscribe"), .value("One-Click"))
                    Element(.button, class: "main", .type("submit")) { "Send me no more of them" }
                }
            }
        }
    }
}
