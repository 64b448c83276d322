import Agreements
import Desk
import Operations

// What a contact says without a message: an objection (A.2), "I have given this" (G), and that something
// happened when the desk says.
extension PortalSight {
    func ownActs(_ target: (PortalAct) -> FormTarget, by actor: Actor) -> [ActForm] {
        func isAllowed(_ what: Command.What) -> Bool {
            ticket.allows(what, by: actor, under: terms, at: words.now)
        }
        var acts: [ActForm] = []
        if isAllowed(.provideInformation) {
            let missing = ticket.openWaits.flatMap(\.missing)
            acts.append(.informationGiven(target(.provisions), missing: missing))
        }
        if isAllowed(.object(reason: "any")) {
            acts.append(.object(target(.objections), toThanks: ticket.isTakenAsThanks))
        }
        let late = ticket.unconfirmedDeeds.map { LateWords($0, facts, words).choice }
        if !late.isEmpty { acts.append(.confirmFact(target(.confirmations), late)) }
        return acts
    }

    var lateItems: [MarkItem] {
        ticket.lateDeeds.map { LateWords($0, facts, words).item(until: "you confirm below") }
    }

    var byHandItems: [MarkItem] { MarkItem.byHand(terms) }

    /// What the customer's side said, and what the desk made of it.
    func ownLine(_ fact: Fact) -> FactWords? {
        switch fact.what {
        case .informationProvided(flagged: true): .stands("You said that you have given what was asked", "G")
        case .noFurtherRequest:
            .stands("The desk took your last message as thanks: nothing further is asked", "A.2")
        case .objected(let reason): .stands("You objected: \(reason)", "A.2")
        case .objectionAnswered(let upheld, let why):
            .stands("Your objection was \(upheld ? "upheld" : "rejected"): \(why)", "A.2")
        case .confirmed(let number): .stands("You confirmed \(deed(number))", "A.1")
        default: nil
        }
    }

    private func deed(_ number: Int) -> String {
        guard let late = ticket.lateDeeds.first(where: { $0.number == number }) else {
            return "what was recorded late"
        }
        return LateWords(late, facts, words).choice.label
    }
}
