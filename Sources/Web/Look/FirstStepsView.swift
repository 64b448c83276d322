import Markup
import Operations

/// What an administrator does first on a new desk.
struct FirstStepsView: View, Sendable {
    var steps: FirstSteps
    /// nil where the desk has none yet.
    var support: String?

    var body: some Content {
        Element(.div, class: "first-steps", .id("first-steps")) {
            Element(.h2) { "First steps" }
            Element(.ol) {
                Each(FirstSteps.Step.allCases) { step in line(step) }
            }
        }
    }

    private func line(_ step: FirstSteps.Step) -> some Content {
        let isDone = steps.done.contains(step)
        let (label, href, words) = words(step)
        return Element(.li, .data("done", isDone ? "yes" : "no")) {
            Element(.strong) { isDone ? "Done: " : "To do: " }
            Element(.a, .href(href)) { label }
            Element(.span, class: "detail under") { words }
        }
    }

    private func words(_ step: FirstSteps.Step) -> (label: String, href: String, words: String) {
        switch step {
        case .agreement:
            (
                "Sign an agreement", Page.agreements,
                "It says what is promised to whom; without one a ticket has no deadline."
            )
        case .mailIn:
            (
                "Let mail in", Page.mailboxes,
                support.map { "Have a mailbox read, or let your mail server hand over mail to \($0)." }
                    ?? "Have a mailbox read. The desk has no support address yet."
            )
        case .mailOut:
            ("Let mail out", Page.sending, "Name the mail server that sends receipts, answers and notices.")
        case .people:
            ("Invite your colleagues", Page.people, "Each gets a role and a mail with a way in.")
        }
    }
}
