import Agreements
import BusinessTime
import Desk

/// Which mail a notice that the agreement requires is to the customer, and what only this notice tells.
/// Notices that carry a person's own words are none of these: those words are the notice.
struct CustomerNotice {
    let ticket: Ticket

    /// nil where nothing is mailed.
    func letter(_ kind: Notice.Kind) -> LetterKind? {
        switch kind {
        case .reminder(let count): count < Ticket.remindersBeforeClosing ? .reminder : .lastReminder
        case .closing(.noAnswer): .closing
        case .closing(.outOfScope): .closingOutOfScope
        case .severityReduced: .severityLowered
        case .exclusionApproved(let number): exclusion(number) == nil ? nil : .exclusion
        case .disputeAnswered(_, let upheld): upheld ? .disputeUpheld : .disputeRefused
        case .markReversed: .markTakenBack
        case .noFurtherRequest: .noFurtherRequest
        case .breachMail: .breach
        case .objectionAnswered(let upheld): upheld ? .objectionUpheld : .objectionRefused
        case .message, .receipt, .newTicket, .customerReplied, .assigned, .warning, .breach, .breachLapsed,
            .escalation, .exclusionProposed, .extensionVoided, .informationClaimed, .disputed, .objected,
            .reopened, .deliveryFailed, .deadlineMoved, .access, .ratedLow, .closing:
            nil
        }
    }

    /// Puts among the facts what the mail can name.
    func name(_ kind: Notice.Kind, in facts: inout LetterFacts) {
        switch kind {
        case .reminder:
            facts.set(.missing, ticket.openWaits.flatMap(\.missing).joined(separator: "\n"))
        case .severityReduced(let severity):
            facts.set(.severity, facts.language.severity(severity))
            facts.set(.reason, ticket.severityChanges.last?.reason)
        case .exclusionApproved(let number): exclusion(number).map { name($0, in: &facts) }
        case .disputeAnswered(let mark, _), .markReversed(let mark): facts.set(.mark, facts.words(mark))
        default: return
        }
    }

    private func name(_ excluded: Exclusion, in facts: inout LetterFacts) {
        facts.set(.from, facts.moment(excluded.span.from))
        facts.set(.to, facts.moment(excluded.span.to))
        facts.set(.ground, excluded.ground)
        facts.set(.reason, excluded.reason)
    }

    private func exclusion(_ number: Int) -> Exclusion? {
        ticket.exclusions.first { $0.what.number == number }?.what
    }
}
