import Agreements
import BusinessTime

// Clause G: waiting for the customer.
extension Ticket {
    /// Reminders that go out before silence closes a ticket.
    public static let remindersBeforeClosing = 2

    func requestInformation(_ request: InformationRequest, _ act: Act) throws(Refusal) -> [Fact] {
        try act.requireAgent(.customerDuties, "ask for information and pause the clocks")
        try requireNotMerged("wait for the customer")
        try requireActive("wait for the customer")
        var request = request
        request.access = try request.access.map { (text) throws(Refusal) in
            try AccessGrant.plain(text, "access")
        }
        if request.named.allSatisfy(\.isBlank) {
            throw Refusal(
                "missing-unnamed", clause: .customerDuties, field: "missing",
                "A request that pauses the clocks names what is missing.",
                remedy: "List what the customer is to give.")
        }
        let requested = act.fact(.informationRequested(request))
        // A request is a message by a named person: shown at once it acknowledges at once.
        guard request.displayed, acknowledgment == nil else { return [requested] }
        return [requested, act.fact(.acknowledged(by: request.message))]
    }

    /// "I have given this": ends the pause, and a manager looks.
    func provideInformation(_ act: Act) throws(Refusal) -> [Fact] {
        try act.requireCustomer(.customerDuties, "say that the information was given")
        if openWaits.isEmpty {
            throw Refusal(
                "not-waiting", clause: .customerDuties, "Nothing is being waited for.",
                remedy: "Send a message instead.")
        }
        return [act.fact(.informationProvided(flagged: true))] + reopenedBySilenceBroken(nil, act)
    }

    mutating func informationRequested(_ request: InformationRequest, _ at: Occurrence) {
        waits.append(
            Wait(missing: request.named, access: request.access, message: request.message, by: at.by))
        send(request.message, acknowledges: true, at)
        if request.displayed { delivered(request.message.id, at) }
    }

    /// The customer's message counts when it happened, even where the desk learnt of it late.
    mutating func endWaits(at instant: Instant) {
        for index in waits.indices {
            guard let from = waits[index].from else { continue }
            let end = max(from, instant)
            if waits[index].to.map({ end < $0 }) ?? true { waits[index].to = end }
        }
    }

    mutating func reminded(_ at: Occurrence) {
        for index in waits.indices where waits[index].from != nil && waits[index].to == nil {
            waits[index].reminders.append(at.moment.inFavour)
        }
    }

    /// The request whose silence is being counted: the latest under way.
    var silentWait: Wait? {
        guard case .waiting = state else { return nil }
        return openWaits.last
    }
}

// What the customer says.
extension Ticket {
    /// Any message but an automatic one ends waiting, and inside the window reopens.
    func customerReply(_ reply: CustomerReply, _ act: Act) throws(Refusal) -> [Fact] {
        let replied = act.fact(.customerReplied(reply))
        if reply.automatic { return [replied] }
        guard standingResolution != nil || closing != nil else { return [replied] }
        guard isInsideWindow(act) else {
            throw Refusal(
                "closed", clause: .resolution, "The time to answer is over and the ticket is closed.",
                remedy: "Open a new ticket linked to this one.")
        }
        return [replied, act.fact(.reopened(by: reply.message.id))]
    }

    mutating func customerReplied(_ reply: CustomerReply, _ at: Occurrence) {
        heard.append(HeardMessage(message: reply.message.id, at: at.moment.happened))
        if !reply.automatic { endWaits(at: at.moment.against) }
    }

    func reopenedBySilenceBroken(_ message: Message.ID?, _ act: Act) -> [Fact] {
        closing?.reason == .noAnswer ? [act.fact(.reopened(by: message))] : []
    }
}
