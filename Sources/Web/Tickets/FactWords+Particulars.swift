import Agreements
import BusinessTime
import Desk

// The facts whose words depend on more than one of their particulars.
extension FactWords {
    static func severity(_ severity: Severity, _ reason: String?) -> FactWords {
        did("set the severity to \(severity.rawValue)" + because(reason))
    }

    static func assigned(
        _ assignment: Assignment, by actor: Actor?, _ sight: TicketSight
    ) -> FactWords {
        guard let person = assignment.person else {
            // A person says nothing with it; a rule says why it finds nobody.
            return did(
                assignment.reason.map { "left it with \(assignment.group): \($0)" }
                    ?? "put it back to \(assignment.group), with nobody")
        }
        let place = assignment.group == sight.ticket.receipt.group ? "" : " of \(assignment.group)"
        if actor == .agent(person) { return did("took it" + because(assignment.reason)) }
        return did("gave it to \(sight.name(person))\(place)" + because(assignment.reason))
    }

    static func escalated(_ escalated: Escalated) -> FactWords {
        let tier = "tier \(escalated.to.rawValue)" + (escalated.groups.first.map { ", \($0)" } ?? "")
        switch escalated.cause {
        case .byHand(let reason): return did("escalated it to \(tier): \(reason)", "E")
        case .share(let promise, let percent):
            return stands("Moved up to \(tier): \(percent) % of the time \(promise.purpose) is used", "E")
        case .breach(let promise):
            return stands("Moved up to \(tier): the promise \(promise.purpose) broke", "E")
        }
    }

    static func failed(_ reason: String, ours: Bool) -> FactWords {
        stands(
            ours
                ? "Our side could not send the message: \(reason)"
                : "The customer's mail server refused the message: \(reason)")
    }

    static func provided(flagged: Bool) -> FactWords {
        let more = flagged ? ", without a message; a manager looks at it" : ""
        return stands("The customer has given what was asked\(more)", "G")
    }

    static func excluding(_ what: Fact.What, _ sight: TicketSight) -> FactWords {
        switch what {
        case .excluded(let exclusion): excluded(exclusion, sight)
        case .evidenceGiven(let number, let file): did("gave \(file.name) for exclusion \(number)", "H")
        case .exclusionApproved(let number): did("approved exclusion \(number)", "H")
        case .exclusionRefused(let number, let why): did("refused exclusion \(number): \(why)", "H")
        default: stands("Exclusion", "H")
        }
    }

    private static func excluded(_ exclusion: Exclusion, _ sight: TicketSight) -> FactWords {
        let span = "\(sight.words.short(exclusion.span.from)) to \(sight.words.short(exclusion.span.to))"
        let part = exclusion.event.map { ", as part of event \($0.title)," } ?? ""
        let files = exclusion.evidence.map(\.name).joined(separator: ", ")
        let shown = files.isEmpty ? "" : " (evidence: \(files))"
        let words = "not to count \(span), \(exclusion.ground): \(exclusion.reason)\(shown)"
        return did("proposed\(part) \(words)", "H")
    }

    static func answered(_ what: String, _ upheld: Bool, _ why: String, _ clause: String) -> FactWords {
        did("\(upheld ? "upheld" : "did not uphold") \(what): \(why)", clause)
    }

    static func conversation(_ what: Fact.What, of other: Ticket.ID) -> FactWords {
        if case .absorbed = what { return did("took in the conversation of #\(other)") }
        return did("gave #\(other) its conversation back")
    }

    static func rated(_ score: Int, _ comment: Desk.Message.Reference?) -> FactWords {
        var words = did("rated the answer \(score) of 5", "F")
        words.message = comment?.id
        return words
    }

    static func lapsed(_ promise: Promise, _ at: Instant, _ sight: TicketSight) -> FactWords {
        stands(
            "The breach \(promise.purpose) of \(sight.words.short(at)) no longer stands", promise.clause.id)
    }

    static func warned(_ promise: Promise, _ percent: Int) -> FactWords {
        stands("\(percent) % of the time \(promise.purpose) is used", "E")
    }

    static func moved(
        _ promise: Promise, _ to: Instant, _ zoneVersion: String, _ sight: TicketSight
    ) -> FactWords {
        stands(
            "New time zone data (\(zoneVersion)) moved the deadline \(promise.purpose) to "
                + sight.words.short(to), "A.3")
    }

    private static func because(_ reason: String?) -> String { reason.map { ": \($0)" } ?? "" }
}

extension Promise {
    /// Goes after "the promise", "the time", "the deadline".
    var purpose: String { self == .acknowledgment ? "to acknowledge" : "to resolve" }
}

extension BusinessSeconds {
    var short: String { DeskWords.span(self) }
}

extension Mark {
    var named: String {
        switch self {
        case .exclusion(let number): "exclusion \(number)"
        case .outOfScope: "the out-of-scope mark"
        case .notInquiry: "the mark \"not an inquiry\""
        case .severityReduction: "the reduction of the severity"
        }
    }

    var clause: String? {
        switch self {
        case .exclusion: "H"
        case .outOfScope: "C.2"
        case .notInquiry, .severityReduction: nil
        }
    }
}

extension ClosingReason {
    var words: String {
        switch self {
        case .windowOver: "the time to reopen it is over"
        case .noAnswer: "no answer came after the reminders"
        case .notInquiry: "it was not an inquiry"
        case .outOfScope: "it was out of scope"
        }
    }
}
