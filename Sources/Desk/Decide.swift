import Agreements
public import BusinessTime

/// What follows from a command: facts to append, or a refusal that names clause and remedy.
///
/// Pure. `ticket` is nil for a receipt only; `terms` is nil where no promise applies. `clocks` are those of
/// the ticket, where they are counted already.
public func decide(
    _ command: Command, ticket: Ticket?, terms: PinnedTerms?, now: Instant, clocks: [Clock]? = nil
) throws(Refusal) -> [Fact] {
    guard let ticket else { return try receive(command, now: now) }
    // A stream's recorded times never run backwards, whatever the wall clock did.
    let now = max(now, ticket.lastRecorded)
    let asked = command.happened ?? now
    if asked > now {
        throw Refusal(
            "in-future", field: "happened", "This is said to have happened after now.",
            remedy: "Give a time up to now.")
    }
    let happened = max(asked, ticket.receivedAt)
    var act = Act(by: command.by, way: command.way, happened: happened, now: now, terms: terms)
    act.clocks = clocks
    return try ticket.decide(command.what, act)
}

private func receive(_ command: Command, now: Instant) throws(Refusal) -> [Fact] {
    guard case .receive(let receipt) = command.what else {
        throw Refusal(
            "no-ticket", "There is no such ticket.",
            remedy: "Check the number; a ticket begins with a receipt.")
    }
    let happened = command.happened ?? now
    guard happened <= now, happened.isInRange, now.isInRange else {
        throw Refusal(
            "in-future", field: "happened", "The receipt lies after now or outside the years 2000 to 2099.",
            remedy: "Give the time at which the first server of the provider took the message.")
    }
    return [Fact(.received(receipt), by: command.by, way: command.way, happened: happened, recorded: now)]
}

extension Ticket {
    func decide(_ what: Command.What, _ act: Act) throws(Refusal) -> [Fact] {
        switch what {
        case .receive: throw Ticket.alreadyReceived
        case .identify(let identification): try identify(identification, act)
        case .chooseAgreement(let version, let reason): try choose(version, reason, act)
        case .classify(let category): try classify(category, act)
        case .setSeverity(let severity, let reason): try setSeverity(severity, reason, act)
        case .assign(let assignment): try assign(assignment, act)
        case .escalate(let level, let reason): try escalate(to: level, reason, act)
        case .acknowledge(let message, let displayed): try acknowledge(message, displayed: displayed, act)
        case .converse(let message): try converse(message, act)
        case .reply(let message, let displayed): try reply(message, displayed: displayed, act)
        case .customerReply(let reply): try customerReply(reply, act)
        case .note(let message): [act.fact(.noted(message))]
        case .needNoAnswer: try needNoAnswer(act)
        case .messageAccepted(let message): try messageAccepted(message, act)
        case .messageFailed(let message, let why, let ours): try messageFailed(message, why, ours: ours, act)
        case .requestInformation(let request): try requestInformation(request, act)
        case .provideInformation: try provideInformation(act)
        case .extend(let ground, let reason, let added, let notice, let displayed):
            try extend(Lengthening.Wish(ground, reason, added, notice, displayed), act)
        case .exclude(let span, let on, let why, let files): try exclude(.init(span, on, why, files), act)
        case .excludeEvent(let event): try exclude(by: event, act)
        case .giveEvidence(let number, let files): try giveEvidence(files, to: number, act)
        case .approveExclusion(let number): try approveExclusion(number, act)
        case .refuseExclusion(let number, let reason): try refuseExclusion(number, reason, act)
        case .beginSeparateAgreement(let name): try beginSeparateAgreement(name, act)
        case .markOutOfScope(let reason, let notice): try markOutOfScope(reason, notice, act)
        case .dispute(let mark, let reason): try dispute(mark, reason, act)
        case .answerDispute(let mark, let upheld, let why): try answerDispute(mark, upheld, why, act)
        case .reverse(let mark, let reason): try reverse(mark, reason, act)
        case .resolve(let message, let kind, let shown): try resolve(message, kind, displayed: shown, act)
        case .reopen(let reason): try reopen(reason, act)
        case .noFurtherRequest: try noFurtherRequest(act)
        case .object(let reason): try object(reason, act)
        case .answerObjection(let upheld, let reason): try answerObjection(upheld, reason, act)
        case .access(let order): try decide(order, act)
        case .merge(let other): try merge(into: other, act)
        case .unmerge: try unmerge(act)
        case .absorb(let other), .release(let other): try conversation(what, of: other, act)
        case .split(let other, let message): try split(into: other, message, act)
        case .link(let other, let reason): try link(other, reason, act)
        case .rate(let score, let comment): try rate(score, comment, act)
        case .markNotInquiry(let reason): try markNotInquiry(reason, act)
        case .moveDeadlines(let version, let before): try moveDeadlines(version, before, act)
        case .erase(let person): try erase(person, act)
        case .confirm(let fact): try confirm(fact, act)
        case .wake: wake(act)
        }
    }

    private func conversation(
        _ what: Command.What, of other: Ticket.ID, _ act: Act
    ) throws(Refusal) -> [Fact] {
        if case .absorb = what { return try absorb(other, act) }
        return try release(other, act)
    }

    private static let alreadyReceived = Refusal(
        "already-received", "This ticket has been received already.",
        remedy: "Open a new ticket, or log the message as a reply of the customer.")

    /// Refuses what only a ticket with running promises allows.
    func requireActive(_ doing: String) throws(Refusal) {
        let remedy: String
        switch state {
        case .open, .waiting, .merged: return
        case .resolved: remedy = "Reopen it first."
        case .closed: remedy = "Open a new ticket linked to this one."
        case .outOfScope: remedy = "Reverse the out-of-scope mark first."
        case .notInquiry: remedy = "Reverse the mark \"not an inquiry\" first."
        }
        throw Refusal(
            "not-open", clause: .resolution, "The ticket is not open: it can't \(doing).", remedy: remedy)
    }

    /// Refuses what a closed ticket no longer allows.
    func requireNotClosed(_ doing: String) throws(Refusal) {
        if closing == nil { return }
        throw Refusal(
            "closed", clause: .resolution, "The ticket is closed: it can't \(doing).",
            remedy: "Open a new ticket linked to this one.")
    }
}
