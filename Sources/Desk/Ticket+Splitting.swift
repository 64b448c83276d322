import Agreements
public import BusinessTime

// Split, link, erasing.
extension Ticket {
    /// The new ticket is received when the split message was; this one keeps its promises.
    func split(into other: Ticket.ID, _ message: Message.ID, _ act: Act) throws(Refusal) -> [Fact] {
        try act.requireAgent(.acknowledgment, "split a ticket")
        try requireOther(other)
        guard heard.dropFirst().contains(where: { $0.message == message }) else {
            throw Refusal(
                "unknown-message", field: "message",
                "Only a later message of the customer can be split off; \(message) is none of this ticket.",
                remedy: "Choose one of the customer's messages after the first.")
        }
        return [act.fact(.split(into: other, message: message))]
    }

    /// The first public answer of a named person after an instant: it acknowledges what is split off.
    public func firstAnswer(after instant: Instant) -> EarlierAnswer? {
        let answers = sent.compactMap { message -> EarlierAnswer? in
            guard message.acknowledges, let at = message.deliveredAt, at >= instant else { return nil }
            return EarlierAnswer(message: message.message, by: message.by, at: at)
        }
        return answers.min { $0.at < $1.at }
    }

    func link(_ other: Ticket.ID, _ reason: String, _ act: Act) throws(Refusal) -> [Fact] {
        try requireOther(other)
        try act.require(reason: reason, .resolution)
        return [act.fact(.linked(other, reason: reason))]
    }

    /// Clause J: the texts about a person are gone; facts, chain and money stay.
    func erase(_ person: Person.ID, _ act: Act) throws(Refusal) -> [Fact] {
        if act.isCustomer {
            throw Refusal(
                "desk-only", clause: .legal, field: "by", "The desk erases on a person's request.",
                remedy: "Ask the desk to erase.")
        }
        return erased.contains(person) ? [] : [act.fact(.erased(person))]
    }
}
