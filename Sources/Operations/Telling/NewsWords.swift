import Agreements
import BusinessTime
import Desk

/// What the desk's people are told of a ticket, in a few words.
struct NewsWords {
    private let desk: Office.Dossier

    init(_ desk: Office.Dossier) { self.desk = desk }

    func words(of kind: Notice.Kind) -> String {
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
        case .access(let access): words(of: access)
        case .ratedLow(let score): "the customer rated the resolution \(score) of 5 (F)."
        case .exclusionApproved, .severityReduced, .disputeAnswered, .markReversed, .objectionAnswered,
            .noFurtherRequest, .breachMail, .reminder, .closing, .message, .receipt, .newTicket:
            "there is news on the ticket."
        }
    }

    /// For those who may use it.
    private func words(of notice: AccessNotice) -> String {
        guard let access = desk.ticket.access(notice.grant) else { return "there is news on the ticket." }
        let what = access.what
        switch notice {
        case .given:
            return "the customer gave you access to \(what.system) until \(time(what.span.to)), for this: "
                + "\(what.purpose). Write each use down on the ticket (G)."
        case .expiring: return "your access to \(what.system) ends at \(time(what.span.to)) (G)."
        case .ended: return "your access to \(what.system) has ended; don't use it any more (G)."
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
        guard let deadline = desk.clock(promise)?.deadline else { return "" }
        return "; it ends at \(time(deadline))"
    }

    private func time(_ instant: Instant) -> String {
        desk.terms.map { LocalWords(terms: $0).time(instant) } ?? "\(instant)"
    }
}
