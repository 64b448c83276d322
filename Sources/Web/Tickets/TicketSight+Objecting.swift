import Agreements
import Desk
import Operations

// Thanks and objections (A.2), late facts, and what is handled by hand.
extension TicketSight {
    /// Also on a closed ticket: an objection is answered after it.
    func objectionActs(_ person: SignedIn) -> [ActForm] {
        var acts: [ActForm] = []
        func isAllowed(_ what: Command.What) -> Bool {
            ticket.allows(what, by: person.asker.actor, under: terms, at: words.now)
        }
        if may(.reopen, person), isAllowed(.noFurtherRequest) {
            acts.append(.noFurtherRequest(target(.thanks, person), recipient: recipient))
        }
        if may(.reply, person), isAllowed(.needNoAnswer) {
            acts.append(.noAnswerNeeded(target(.noAnswerNeeded, person)))
        }
        if may(.answerDispute, person), isAllowed(.answerObjection(upheld: true, reason: "any")) {
            acts.append(.answerObjection(target(.objectionAnswers, person)))
        }
        return acts
    }

    /// The objection to a resolution that waits.
    func objectionItems(_ person: SignedIn) -> [MarkItem] {
        guard let resolution = ticket.pendingObjection, let objection = resolution.objection else {
            return []
        }
        let isOwn = resolution.by == person.asker.actor && may(.answerDispute, person)
        return [
            MarkItem(
                title: "Objection to the resolution", clause: "A.2",
                standing: isOwn
                    ? "You resolved it, so another manager answers"
                    : "Waits for the answer of a manager who did not resolve it",
                detail: objection.reason, people: "By \(name(objection.by)), \(words.short(objection.at))")
        ]
    }

    var lateItems: [MarkItem] {
        let isColleague = ticket.organisation != nil ? " or a colleague who sees the ticket" : ""
        return ticket.lateDeeds.map {
            LateWords($0, facts, words).item(until: "\(recipient)\(isColleague) confirms in the portal")
        }
    }

    var byHandItems: [MarkItem] { MarkItem.byHand(terms) }

    private var recipient: String { people[ticket.requester.rawValue] ?? "the customer" }
}
