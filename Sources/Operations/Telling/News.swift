import Agreements
import BusinessTime
import Desk

/// One thing that somebody at the desk is told about a ticket.
struct News {
    let kind: Notice.Kind
    let person: Int64
    let ticket: Ticket
    let subject: String
    let terms: PinnedTerms?
    /// Where the ticket is opened.
    let address: String

    /// New tickets, and replies on tickets that nobody has, are told by the queue itself: a mail to a whole
    /// group for each of them would bury the warnings.
    static func isMailed(_ notice: Notice) -> Bool {
        switch (notice.kind, notice.to) {
        case (.newTicket, _), (.message, _), (.receipt, _), (.customerReplied, .group): false
        default: true
        }
    }

    /// For example `Ticket 7, The export stops: 75 % of the acknowledgment time is used.`
    var line: String { "Ticket \(ticket.id), \(subject): \(words)" }

    /// What stands in the mail: the line, and where to go.
    var paragraph: String { "\(line)\n\(address)\n" }

    private var words: String {
        switch kind {
        case .warning(let promise, let percent):
            "\(percent) % of the \(promise.rawValue) time is used\(due(promise))."
        case .breach(let promise): "the \(promise.rawValue) promise (\(promise.clause.id)) is broken."
        case .breachLapsed(let promise):
            "the breach of the \(promise.rawValue) promise (\(promise.clause.id)) no longer stands."
        case .escalation(let level): "it was escalated to tier \(level.rawValue) (E)."
        case .assigned: "it was given to you."
        case .customerReplied: "the customer has written."
        case .deliveryFailed: "a message could not be delivered."
        case .informationClaimed: "the customer says that everything asked for has been given (G)."
        case .exclusionProposed(let number): "exclusion \(number) waits for a manager's approval (H)."
        case .extensionVoided(let number): "extension \(number) is void: its notice came back (A.2)."
        case .disputed(let mark):
            "the customer disputes \(Self.words(mark)). Answer within "
                + "\(Ticket.disputeAnsweredWithin.count) business days; no answer upholds it."
        case .objected: "the customer objects to the resolution."
        case .reopened: "it is open again."
        case .deadlineMoved(let promise, let to):
            "new time zone rules moved the \(promise.rawValue) deadline to \(time(to))."
        case .exclusionApproved, .severityReduced, .disputeAnswered, .markReversed, .objectionAnswered,
            .noFurtherRequest, .reminder, .closing, .message, .receipt, .newTicket:
            "there is news on the ticket."
        }
    }

    private static func words(_ mark: Mark) -> String {
        switch mark {
        case .exclusion(let number): "exclusion \(number) (H)"
        case .outOfScope: "that it is out of scope (C.2)"
        case .notInquiry: "that it is no inquiry"
        case .severityReduction: "the lower severity"
        }
    }

    private func due(_ promise: Promise) -> String {
        guard let deadline = terms.flatMap({ ticket.clock(promise, under: $0)?.deadline }) else { return "" }
        return "; it ends at \(time(deadline))"
    }

    private func time(_ instant: Instant) -> String {
        terms.map { LocalWords(terms: $0).time(instant) } ?? "\(instant)"
    }
}
