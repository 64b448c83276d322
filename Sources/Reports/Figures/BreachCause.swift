import Agreements
import BusinessTime
import Desk

/// What can be seen in the facts of why a promise broke: where the ticket was when its deadline passed.
public enum BreachCause: String, CaseIterable, Hashable, Sendable {
    /// The customer was known only after the deadline.
    case identifiedLate = "identified-late"
    /// Nobody had it.
    case nobody
    /// It was with the second or third tier.
    case escalated
    /// It had been resolved, and the customer came back.
    case reopened
    /// Somebody of the first tier had it.
    case inHand = "in-hand"

    /// nil before the deadline is known to have passed.
    init?(of clock: Clock, _ ticket: Ticket, _ facts: [Fact]) {
        guard let deadline = clock.deadline, deadline < ticket.lastRecorded || clock.doneAt != nil else {
            return nil
        }
        if let known = ticket.identifiedAt, known > deadline {
            self = .identifiedLate
            return
        }
        // As the desk knew it then; a mail that was read only later had nobody.
        let known = Array(facts.prefix { $0.recorded <= deadline })
        guard let then = Ticket(id: ticket.id, facts: known) else {
            self = .nobody
            return
        }
        if clock.promise == .resolution, then.resolutions.contains(where: { $0.reopenedAt != nil }) {
            self = .reopened
        } else if then.tier > .tier1 {
            self = .escalated
        } else {
            self = then.assignee == nil ? .nobody : .inHand
        }
    }

    /// As a column's head.
    public var words: String {
        switch self {
        case .identifiedLate: "Sender known late"
        case .nobody: "Nobody had it"
        case .escalated: "With a higher tier"
        case .reopened: "Reopened"
        case .inHand: "In somebody's hands"
        }
    }
}
