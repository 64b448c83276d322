import Agreements
import BusinessTime
import Desk
import Storage

/// A fact as an entry of the timeline. Every fact is drawn: a new one is asked for by the compiler.
struct FactWords: Hashable {
    var kind = TimelineEntry.Kind.fact
    /// The message that is shown, for facts that carry a person's words.
    var message: Desk.Message.ID?
    /// Whether the words go on after the name of who did it.
    var namesActor = false
    var text = ""
    var detail: String?
    var clause: String?

    /// - Parameter actor: who did it, where the words are others for what one does oneself.
    init(_ what: Fact.What, by actor: Actor? = nil, _ sight: TicketSight) {
        switch what {
        case .received(let receipt): self = .said(receipt.message, .incoming)
        case .identified(let known): self = .did("found out who asks: \(sight.name(known.requester))")
        case .classified(let category): self = .did("sorted it under \(category)")
        case .severitySet(let severity, let reason): self = .severity(severity, reason)
        case .assigned(let assignment): self = .assigned(assignment, by: actor, sight)
        case .escalated(let escalated): self = .escalated(escalated)
        case .acknowledged: self = .stands("Acknowledged", "A.1")
        case .replied(let reply): self = .said(reply.message, .reply)
        case .customerReplied(let said): self = .said(said.message, said.automatic ? .automatic : .incoming)
        case .noted(let message): self = .said(message, .note)
        case .neededNoAnswer: self = .did("said that what the customer wrote needs no answer")
        case .delivered: self = .stands("Our mail server accepted the message")
        case .deliveryFailed(_, let reason, let ours): self = .failed(reason, ours: ours)
        case .informationRequested(let asked): self = .said(asked.message, .reply, "asks for details", "G")
        case .informationProvided(let flagged): self = .provided(flagged: flagged)
        case .reminded(let count): self = .stands("Reminder \(count) went to the customer", "G")
        case .extended(let more): self = .said(more.notice, .reply, "extends by \(more.added.short)", "A.2")
        case .extensionNotified(let number): self = .stands("Extension \(number) reached the customer", "A.2")
        case .extensionVoided(let nth, let why): self = .stands("Extension \(nth) is void: \(why)", "A.2")
        case .excluded, .evidenceGiven, .exclusionApproved, .exclusionRefused: self = .excluding(what, sight)
        case .markedOutOfScope(_, let notice): self = .said(notice, .reply, "marks it out of scope", "C.2")
        case .separateAgreementBegun(let name): self = .did("began the separate agreement \(name)", "C.2")
        case .disputed(let mark, let reason): self = .did("disputed \(mark.named): \(reason)", "H")
        case .disputeAnswered(_, let upheld, let why): self = .answered("the dispute", upheld, why, "H")
        case .reversed(let mark, let why): self = .did("took back \(mark.named): \(why)", mark.clause)
        case .resolved(_, let kind): self = .stands("Resolved: \(kind.rawValue)", "A.2")  // After a reply.
        case .reopened: self = .did("reopened it", "A.2")
        case .noFurtherRequest: self = .did("marked the last message as no further request", "A.2")
        case .objected(let reason): self = .did("objected to the resolution: \(reason)", "A.2")
        case .objectionAnswered(let upheld, let why): self = .answered("the objection", upheld, why, "A.2")
        case .closed(let reason): self = .stands("Closed: \(reason.words)", "A.2")
        case .access(let fact): self = .access(fact, sight)
        case .merged(let other): self = .did("merged it into #\(other)")
        case .unmerged: self = .did("undid the merge")
        case .absorbed(let other), .released(let other): self = .conversation(what, of: other)
        case .split(let other, _): self = .did("split a message off into #\(other)")
        case .linked(let other, let reason): self = .did("linked it to #\(other): \(reason)")
        case .rated(let score, let comment): self = .rated(score, comment)
        case .markedNotInquiry(let reason): self = .did("marked it as not an inquiry: \(reason)")
        case .agreementChosen(let version, let reason): self = .did("chose agreement \(version): \(reason)")
        case .warned(let promise, let share): self = .warned(promise, share)
        case .broken(let promise): self = .stands("The promise \(promise.purpose) broke", promise.clause.id)
        case .lapsed(let promise, let at): self = .lapsed(promise, at, sight)
        case .deadlineMoved(let promise, _, let to, let zone): self = .moved(promise, to, zone, sight)
        case .erased(let person): self = .did("erased the personal texts of person \(person)", "J")
        case .confirmed(let fact): self = .did("confirmed entry \(fact), which was recorded late")
        }
    }

    private init() {}

    /// A fact that carries words of a person.
    private static func said(
        _ message: Desk.Message.Reference, _ kind: TimelineEntry.Kind, _ detail: String? = nil,
        _ clause: String? = nil
    ) -> FactWords {
        var words = FactWords()
        words.kind = kind
        words.message = message.id
        words.detail = detail
        words.clause = clause
        return words
    }

    /// Goes on after a name: "Ana Lima reopened it".
    static func did(_ text: String, _ clause: String? = nil) -> FactWords {
        var words = stands(text, clause)
        words.namesActor = true
        return words
    }

    /// A sentence without an actor.
    static func stands(_ text: String, _ clause: String? = nil) -> FactWords {
        var words = FactWords()
        words.text = text
        words.clause = clause
        return words
    }
}
