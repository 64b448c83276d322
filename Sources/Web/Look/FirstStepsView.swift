import Markup
import Operations

/// What an administrator does first on a new desk.
struct FirstStepsView: View, Sendable {
    var steps: FirstSteps
    /// nil where the desk has none yet.
    var support: String?
    /// Whether the reader may write an agreement.
    var canDraft: Bool

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
        case .agreement: agreement
        case .mailIn:
            (
                "Let mail in", Page.mailboxes,
                support.map { "Have a mailbox read, or let your mail server hand over mail to \($0)." }
                    ?? "Have a mailbox read. The desk has no support address yet."
            )
        case .mailOut:
            (
                "Let mail out", Page.sending,
                "Name the mail server that sends invitations, receipts, answers and notices."
            )
        case .people:
            (
                "Invite your colleagues", Page.people,
                "Each gets a role and a mail with a way in."
                    + (steps.managers.isEmpty ? " A manager first: they write and sign agreements." : "")
            )
        }
    }

    /// Who can't write one is told who does.
    private var agreement: (label: String, href: String, words: String) {
        let label = "Sign an agreement"
        let what = "It says what is promised to whom; without one a ticket has no deadline."
        if canDraft { return (label, Page.agreements, what) }
        guard let who = AgreementWriters(steps.managers).words else {
            return (label, Page.invitation, "\(what) \(AgreementWriters.none)")
        }
        return (label, Page.agreements, "\(what) \(who)")
    }
}

/// Who begins agreements, for a reader who may not.
struct AgreementWriters: Sendable {
    static let none = "A manager writes it, and there is none yet: invite one first."

    /// nil where there is nobody.
    let words: String?

    init(_ managers: [String]) {
        guard let last = managers.prefix(3).last else {
            words = nil
            return
        }
        let more = managers.count > 3 ? " and others" : ""
        let first = managers.prefix(3).dropLast().joined(separator: ", ")
        let names = first.isEmpty ? last : more.isEmpty ? "\(first) and \(last)" : "\(first), \(last)"
        words = "A manager writes it: \(names)\(more)."
    }
}
