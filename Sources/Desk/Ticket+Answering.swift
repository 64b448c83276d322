import Agreements
public import BusinessTime

// Who waits for whom: the customer wrote last, or the desk did.
extension Ticket {
    /// A message of the customer's that nobody has answered yet.
    public struct Unanswered: Hashable, Sendable {
        /// Of the ticket's facts, from 1.
        public let fact: Int
        public let at: Instant
    }

    /// "Thanks" on an open ticket: the mark goes, and nobody is told.
    func needNoAnswer(_ act: Act) throws(Refusal) -> [Fact] {
        try act.requireAgent(.primaryChannel, "say that nothing is to be answered")
        guard unanswered != nil else {
            throw Refusal(
                "nothing-to-answer", clause: .primaryChannel, "The customer did not write last.",
                remedy: "Look at the ticket; somebody has answered already, or said that nothing is to be.")
        }
        return [act.fact(.neededNoAnswer)]
    }

    /// A receipt or a reminder of the desk's own is no answer, and an absence note is no question.
    mutating func hear(_ fact: Fact, number: Int) {
        switch fact.what {
        case .customerReplied(let reply):
            if !reply.automatic { unanswered = Unanswered(fact: number, at: fact.happened) }
        case .replied, .informationRequested, .extended, .markedOutOfScope:
            if fact.by != .desk { unanswered = nil }
        case .neededNoAnswer, .noFurtherRequest, .resolved, .closed, .markedNotInquiry: unanswered = nil
        default: break
        }
    }
}
