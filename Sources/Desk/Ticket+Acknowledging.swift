import Agreements
import BusinessTime

// Clause A.1: a message written or chosen by a named person, or a conversation.
extension Ticket {
    /// The act always sends a message; it counts once our server accepted it or the portal shows it.
    func acknowledge(_ message: Message.Reference, displayed: Bool, _ act: Act) throws(Refusal) -> [Fact] {
        try requireNamed(act)
        try requireActive("be acknowledged")
        if let acknowledgment {
            throw Refusal(
                "already-acknowledged", clause: .acknowledgment,
                "The ticket was acknowledged at \(acknowledgment.at).", remedy: "Send a reply instead.")
        }
        return answering(Reply(message: message, acknowledges: true, displayed: displayed), act)
    }

    /// A call answered or a chat taken up by a named person: nothing is awaited.
    func converse(_ message: Message.Reference, _ act: Act) throws(Refusal) -> [Fact] {
        try requireNamed(act)
        try requireNotClosed("take a conversation")
        return answering(Reply(message: message, acknowledges: true, displayed: true), act)
    }

    func reply(_ message: Message.Reference, displayed: Bool, _ act: Act) throws(Refusal) -> [Fact] {
        if act.isCustomer {
            throw Refusal(
                "desk-only", field: "by", "A contact's message is no reply of the desk.",
                remedy: "Log it as the customer's reply.")
        }
        try requireNotClosed("be replied to")
        let acknowledges =
            act.agent != nil || (act.by == .desk && act.terms?.terms.acknowledge.automatic == true)
        return answering(Reply(message: message, acknowledges: acknowledges, displayed: displayed), act)
    }

    /// Our sending server accepted a message: what the message does is dated by that.
    func messageAccepted(_ id: Message.ID, _ act: Act) throws(Refusal) -> [Fact] {
        guard let message = sent.first(where: { $0.message.id == id }) else {
            throw Ticket.unknown(message: id)
        }
        if message.delivered != nil { return [] }
        let at = Act(
            by: act.by, way: act.way, happened: max(act.happened, message.writtenAt), now: act.now,
            terms: act.terms)
        return [at.fact(.delivered(id))] + effects(of: message, at)
    }

    /// What a public message does once it reached the customer, in the order it counts.
    private func effects(of message: SentMessage, _ act: Act) -> [Fact] {
        // Acknowledged by the person who wrote it, whoever reports the delivery.
        let author = Act(by: message.by, way: act.way, happened: act.happened, now: act.now, terms: act.terms)
        var facts: [Fact] = []
        if message.acknowledges, acknowledgment == nil {
            facts.append(author.fact(.acknowledged(by: message.message)))
        }
        for extended in extensions where extended.what.notice == message.message && extended.isPending {
            facts.append(act.fact(.extensionNotified(number: extended.what.number)))
        }
        if let kind = message.resolves, isActive, standingResolution == nil {
            facts.append(author.fact(.resolved(message.message, kind: kind)))
        }
        return facts
    }

    /// Rejection by the customer's server leaves the date; failure on our side never acknowledged.
    func messageFailed(
        _ id: Message.ID, _ reason: String, ours: Bool, _ act: Act
    ) throws(Refusal) -> [Fact] {
        guard let message = sent.first(where: { $0.message.id == id }) else {
            throw Ticket.unknown(message: id)
        }
        let voided = extensions.filter {
            $0.what.notice == message.message && $0.voided == nil && !$0.what.displayed
        }
        return [act.fact(.deliveryFailed(id, reason: reason, ours: ours))]
            + voided.map {
                act.fact(.extensionVoided(number: $0.what.number, reason: "the notice came back"))
            }
    }

    /// The facts of a public message: at once when displayed, else once it is delivered.
    func answering(_ reply: Reply, _ act: Act) -> [Fact] {
        let replied = act.fact(.replied(reply))
        guard reply.displayed else { return [replied] }
        let message = SentMessage(
            number: factCount + 1, message: reply.message, by: act.by, writtenAt: act.happened,
            acknowledges: reply.acknowledges, resolves: reply.resolves)
        return [replied] + effects(of: message, act)
    }

    private func requireNamed(_ act: Act) throws(Refusal) {
        try act.requireAgent(.acknowledgment, "acknowledge; a program or a rule never does")
    }

    private static func unknown(message id: Message.ID) -> Refusal {
        Refusal(
            "unknown-message", field: "message", "This ticket sent no message \(id).",
            remedy: "Report deliveries only for messages of this ticket.")
    }
}

extension Ticket {
    mutating func acknowledged(by message: Message.Reference?, _ at: Occurrence) {
        if acknowledgment == nil {
            acknowledgment = Acknowledgment(message: message, by: at.by, moment: at.moment)
        }
    }

    mutating func replied(_ reply: Reply, _ at: Occurrence) {
        send(reply.message, acknowledges: reply.acknowledges, resolves: reply.resolves, at)
        if reply.displayed { delivered(reply.message.id, at) }
    }

    mutating func send(
        _ message: Message.Reference, acknowledges: Bool, resolves: ResolutionKind? = nil, _ at: Occurrence
    ) {
        sent.append(
            SentMessage(
                number: at.moment.number, message: message, by: at.by, writtenAt: at.moment.happened,
                acknowledges: acknowledges, resolves: resolves))
    }

    mutating func delivered(_ id: Message.ID, _ at: Occurrence) {
        guard let index = sent.firstIndex(where: { $0.message.id == id && $0.delivered == nil }) else {
            return
        }
        sent[index].delivered = at.moment
        for wait in waits.indices where waits[wait].message.id == id && waits[wait].accepted == nil {
            if waits[wait].to == nil { waits[wait].accepted = at.moment }
        }
    }

    mutating func deliveryFailed(_ id: Message.ID, _ reason: String) {
        guard let index = sent.firstIndex(where: { $0.message.id == id }) else { return }
        sent[index].failure = reason
    }

    mutating func confirmed(_ number: Int) {
        guard let late = lateFacts.first(where: { $0.number == number }) else { return }
        acknowledgment?.moment.confirm(late)
        for index in sent.indices { sent[index].delivered?.confirm(late) }
        for index in waits.indices { waits[index].accepted?.confirm(late) }
        for index in extensions.indices { extensions[index].notified?.confirm(late) }
        for index in resolutions.indices { resolutions[index].moment.confirm(late) }
    }

    /// The customer confirms what was recorded late.
    func confirm(_ number: Int, _ act: Act) throws(Refusal) -> [Fact] {
        try act.requireCustomer(.acknowledgment, "confirm when something happened")
        guard lateFacts.contains(where: { $0.number == number }) else {
            throw Refusal(
                "not-late", field: "fact", "Fact \(number) was not recorded late.",
                remedy: "Only a fact recorded more than five minutes after it happened needs confirming.")
        }
        return [act.fact(.confirmed(fact: number))]
    }
}
