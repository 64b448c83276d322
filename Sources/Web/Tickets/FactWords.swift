import Agreements
import BusinessTime
import Desk
import Storage

/// A fact as a line of the timeline. Every fact is drawn.
struct FactWords {
    var kind = TimelineEntry.Kind.fact
    var text = ""
    var detail: String?
    var clause: String?

    init(_ fact: Fact, _ sight: TicketSight) {
        switch fact.what {
        case .received(let receipt): say(receipt.message, .incoming, sight)
        case .customerReplied(let reply): say(reply.message, reply.automatic ? .automatic : .incoming, sight)
        case .replied(let reply): say(reply.message, .reply, sight)
        case .noted(let message): say(message, .note, sight)
        case .informationRequested(let request):
            say(request.message, .reply, sight, "asks for information", "G")
        case .extended(let extended):
            say(extended.notice, .reply, sight, "extends by \(DeskWords.span(extended.added))", "A.2")
        case .markedOutOfScope(_, let notice): say(notice, .reply, sight, "marks out of scope", "C.2")
        case .resolved(let message, let kind):
            say(message, .reply, sight, "resolves: \(kind.rawValue)", "A.2")
        default: tell(fact.what, sight)
        }
    }

    /// A fact that carries words of a person.
    private mutating func say(
        _ message: Desk.Message.Reference, _ kind: TimelineEntry.Kind, _ sight: TicketSight,
        _ detail: String? = nil, _ clause: String? = nil
    ) {
        self.kind = kind
        text = sight.messages[message.id.rawValue]?.text ?? "(erased)"
        self.detail = detail
        self.clause = clause
    }

    private mutating func tell(_ what: Fact.What, _ sight: TicketSight) {
        switch what {
        case .acknowledged: (text, clause) = ("acknowledged", "A.1")
        case .severitySet(let severity, let reason):
            text = "set the severity to \(severity.rawValue)" + because(reason)
        case .classified(let category): text = "sorted it under \(category)"
        case .assigned(let assignment):
            let whom = assignment.person.map { sight.people[$0.rawValue] ?? "somebody" } ?? assignment.group
            text = "gave it to \(whom)" + because(assignment.reason)
        case .escalated(let escalated): (text, clause) = (Self.words(escalated), "E")
        case .delivered: text = "our mail server accepted the message"
        case .deliveryFailed(_, let reason, _): text = "the message could not be delivered: \(reason)"
        case .informationProvided: (text, clause) = ("the customer has given what was asked", "G")
        case .reminded(let count): (text, clause) = ("reminded the customer (\(count))", "G")
        case .warned(let promise, let percent):
            text = "\(percent) % of \(promise.rawValue) time is used"
        case .broken(let promise):
            (text, clause) = ("the promise of \(promise.rawValue) is broken", promise.clause.id)
        case .excluded(let exclusion):
            (text, clause) = ("proposed not to count \(exclusion.ground): \(exclusion.reason)", "H")
        case .exclusionApproved(let number): (text, clause) = ("approved exclusion \(number)", "H")
        case .exclusionRefused(let number, let reason):
            (text, clause) = ("refused exclusion \(number): \(reason)", "H")
        case .reopened: (text, clause) = ("reopened", "A.2")
        case .closed(let reason): text = "closed: \(reason.rawValue)"
        default: text = Self.plain(what)
        }
    }

    private func because(_ reason: String?) -> String { reason.map { ": \($0)" } ?? "" }

    private static func words(_ escalated: Escalated) -> String {
        switch escalated.cause {
        case .byHand(let reason): "escalated to tier \(escalated.to.rawValue): \(reason)"
        case .share(let promise, let percent):
            "escalated to tier \(escalated.to.rawValue): \(percent) % of \(promise.rawValue) time is used"
        case .breach(let promise): "escalated to tier \(escalated.to.rawValue): \(promise.rawValue) is broken"
        }
    }

    /// The case's name as words, for facts that need no more.
    private static func plain(_ what: Fact.What) -> String {
        let name = Mirror(reflecting: what).children.first?.label ?? "\(what)"
        return name.reduce(into: "") { words, letter in
            words += letter.isUppercase ? " \(letter.lowercased())" : String(letter)
        }
    }
}
