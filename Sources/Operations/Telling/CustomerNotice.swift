import Agreements
import BusinessTime
import Desk

/// The text of a notice that the agreement requires, for the customer. Notices that carry a person's own
/// words have none here: those words are the notice.
struct CustomerNotice {
    let ticket: Ticket
    let terms: PinnedTerms?

    /// nil where nothing is mailed.
    func text(_ kind: Notice.Kind) -> String? {
        switch kind {
        case .reminder(let count): reminder(count)
        case .closing(let reason): closing(reason)
        case .severityReduced(let severity):
            "We lowered the severity of ticket \(ticket.id) to \(severity.rawValue)." + reduction
                + disputable
        case .exclusionApproved(let number): exclusion(number).map { $0 + disputable }
        case .disputeAnswered(let mark, let upheld):
            "You disputed \(words(mark)) on ticket \(ticket.id). "
                + (upheld ? "You were right: it is as if it never were." : "After a second look it stands.")
        case .markReversed(let mark):
            "We took back \(words(mark)) on ticket \(ticket.id): it is as if it never were."
        case .noFurtherRequest:
            "We understood your last message on ticket \(ticket.id) as thanks, with nothing left to do. "
                + "If there is more to do, answer this mail."
        case .objectionAnswered(let upheld):
            upheld
                ? "You objected to the resolution of ticket \(ticket.id). You were right: we go on with it."
                : "You objected to the resolution of ticket \(ticket.id). After a second look it stands."
        case .message, .receipt, .newTicket, .customerReplied, .assigned, .warning, .breach, .breachLapsed,
            .escalation, .exclusionProposed, .extensionVoided, .informationClaimed, .disputed, .objected,
            .reopened, .deliveryFailed, .deadlineMoved, .access:
            nil
        }
    }

    private func reminder(_ count: Int) -> String {
        let missing = ticket.openWaits.flatMap(\.missing).map { "  - \($0)\n" }.joined()
        let asked = missing.isEmpty ? "" : "\nWe asked for:\n\(missing)"
        let next =
            count < Ticket.remindersBeforeClosing
            ? "Without an answer we remind you once more."
            : "Without an answer we close the ticket."
        return """
            We are waiting for you on ticket \(ticket.id). While we wait, its clocks stand still (G).
            \(asked)
            \(next)
            """
    }

    private func closing(_ reason: ClosingReason) -> String? {
        switch reason {
        case .noAnswer:
            "We closed ticket \(ticket.id): our request and two reminders had no answer (G). "
                + "Answer this mail and it is opened again, as long as the agreement's window is open."
        case .outOfScope: "We closed ticket \(ticket.id): it is outside the agreement's scope (C.2)."
        case .windowOver, .notInquiry: nil
        }
    }

    private var reduction: String {
        let reason = ticket.severityChanges.last?.reason ?? ""
        return reason.isEmpty ? "" : " The reason: \(reason)"
    }

    private var disputable: String {
        "\nYou can dispute this within \(Ticket.disputedWithin.count) business days: answer this mail."
    }

    private func exclusion(_ number: Int) -> String? {
        guard let excluded = ticket.exclusions.first(where: { $0.what.number == number })?.what else {
            return nil
        }
        let words = terms.map { LocalWords(terms: $0) }
        let from = words?.time(excluded.span.from) ?? "\(excluded.span.from)"
        let to = words?.time(excluded.span.to) ?? "\(excluded.span.to)"
        return """
            On ticket \(ticket.id) the time from \(from) to \(to) is not counted (H).
            The ground: \(excluded.ground). \(excluded.reason)
            """
    }

    private func words(_ mark: Mark) -> String {
        switch mark {
        case .exclusion(let number): "exclusion \(number) (H)"
        case .outOfScope: "the mark \"out of scope\" (C.2)"
        case .notInquiry: "the mark \"not an inquiry\""
        case .severityReduction: "the lower severity"
        }
    }
}
