import Agreements
public import BusinessTime

// What a proof says beside the time: what the program did not count, and what it learnt only later.
extension Clock {
    /// The breach fell before the desk knew whose the ticket was.
    public var isKnownLate: Bool {
        guard let identifiedAt, let deadline else { return false }
        return identifiedAt > deadline && isBroken(at: identifiedAt)
    }

    /// Label of a breach that arises only from late identification, in a sentence; nil for every other.
    public func lateIdentification(at now: Instant) -> String? {
        guard let identifiedAt, let deadline, isKnownLate, now >= identifiedAt else { return nil }
        return "Late identification: the customer was known only on \(words(identifiedAt)), after the "
            + "deadline. The breach is dated when it fell, on \(words(deadline)) (which agreement)."
    }
}

extension PinnedTerms {
    /// Special conditions that a named manager handles by hand, each in a sentence.
    var byHandSentences: [String] {
        terms.conditions.compactMap { condition in
            condition.handledByHand.map {
                "\(condition.clause) has a special condition that \($0) handles by hand; the program did not "
                    + "count it: \(condition.text)"
            }
        }
    }
}
