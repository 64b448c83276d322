import Agreements
import BusinessTime
import Desk

/// Which mail a notice that the agreement requires is to the customer, and what only this notice tells.
/// Notices that carry a person's own words are none of these: those words are the notice.
struct CustomerNotice {
    let ticket: Ticket

    /// nil where nothing is mailed. What the mail can name is put among the facts.
    func letter(_ kind: Notice.Kind, _ facts: inout LetterFacts) -> LetterKind? {
        switch kind {
        case .reminder(let count):
            facts.set(.missing, ticket.openWaits.flatMap(\.missing).joined(separator: "\n"))
            return count < Ticket.remindersBeforeClosing ? .reminder : .lastReminder
        case .closing(.noAnswer): return .closing
        case .closing(.outOfScope): return .closingOutOfScope
        case .severityReduced(let severity):
            facts.set(.severity, facts.language.severity(severity))
            facts.set(.reason, ticket.severityChanges.last?.reason)
            return .severityLowered
        case .exclusionApproved(let number): return exclusion(number, &facts)
        case .disputeAnswered(let mark, let upheld):
            facts.set(.mark, facts.words(mark))
            return upheld ? .disputeUpheld : .disputeRefused
        case .markReversed(let mark):
            facts.set(.mark, facts.words(mark))
            return .markTakenBack
        case .noFurtherRequest: return .noFurtherRequest
        case .breachMail: return .breach
        case .objectionAnswered(let upheld): return upheld ? .objectionUpheld : .objectionRefused
        case .message, .receipt, .newTicket, .customerReplied, .assigned, .warning, .breach, .breachLapsed,
            .escalation, .exclusionProposed, .extensionVoided, .informationClaimed, .disputed, .objected,
            .reopened, .deliveryFailed, .deadlineMoved, .access, .ratedLow, .closing:
            return nil
        }
    }

    private func exclusion(_ number: Int, _ facts: inout LetterFacts) -> LetterKind? {
        guard let excluded = ticket.exclusions.first(where: { $0.what.number == number })?.what else {
            return nil
        }
        facts.set(.from, facts.moment(excluded.span.from))
        facts.set(.to, facts.moment(excluded.span.to))
        facts.set(.ground, excluded.ground)
        facts.set(.reason, excluded.reason)
        return .exclusion
    }
}
