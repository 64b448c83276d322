import Agreements
public import BusinessTime

/// What follows from a command about an event: facts to append, or a refusal that names clause and remedy.
///
/// Pure. `terms` are those of the agreements that the event's scope names.
public func decide(
    _ command: EventCommand, event: ExclusionEvent?, terms: [PinnedTerms], now: Instant
) throws(Refusal) -> [EventFact] {
    let now = max(now, event?.lastRecorded ?? now)
    guard case .agent = command.by else { throw .eventByNobody }
    let what: [EventFact.What]
    if let event {
        what = try event.decide(command, terms: terms, now: now)
    } else {
        guard case .declare(let declaration, let evidence) = command.what else { throw .noEvent }
        what = try declared(declaration, evidence, terms, now)
    }
    return what.map { EventFact($0, by: command.by, happened: now, recorded: now) }
}

private func declared(
    _ declaration: ExclusionEvent.Declaration, _ evidence: [Evidence], _ terms: [PinnedTerms], _ now: Instant
) throws(Refusal) -> [EventFact.What] {
    var declaration = declaration
    guard let reason = Bounded.reason(declaration.reason) else { throw .eventWithoutReason }
    declaration.reason = reason
    let scope = declaration.scope
    if scope.isPicked, scope.tickets.isEmpty { throw .eventWithoutScope }
    let grounds = Set(terms.flatMap(\.terms.exclusions.grounds))
    guard grounds.contains(declaration.ground) else {
        throw .eventGround(declaration.ground, known: grounds.sorted())
    }
    guard declaration.from.isInRange, declaration.from <= now else { throw .eventNotBegun }
    if let to = declaration.to { try checkEnd(to, from: declaration.from, terms, now) }
    if evidence.count > Evidence.countMax { throw .tooMuchEvidence }
    return [.declared(declaration)] + evidence.map { .evidenceGiven($0) }
}

/// In time where at least one of the agreements still allows it; tickets of the others are left out.
private func checkEnd(
    _ to: Instant, from: Instant, _ terms: [PinnedTerms], _ now: Instant
) throws(Refusal) {
    guard from < to, to <= now else { throw .eventEnd }
    let last = terms.compactMap { $0.calendar.deadline(Ticket.exclusionProposedWithin, from: to) }.max()
    if let last, now > last { throw .eventTooLate }
}

extension ExclusionEvent {
    func decide(
        _ command: EventCommand, terms: [PinnedTerms], now: Instant
    ) throws(Refusal) -> [EventFact.What] {
        if case .takeBack(let reason) = command.what { return [try takeBack(reason)] }
        guard isOpen else { throw .eventDecided }
        switch command.what {
        case .declare, .takeBack: throw .eventDeclared
        case .end(let at):
            if to != nil { throw .eventEnded }
            try checkEnd(at, from: declared.from, terms, now)
            return [.ended(at: at)]
        case .giveEvidence(let files):
            if files.isEmpty { throw .noEvidence }
            if evidence.count + files.count > Evidence.countMax { throw .tooMuchEvidence }
            return files.map { .evidenceGiven($0) }
        case .approve:
            if to == nil { throw .eventLasts }
            if authors.contains(command.by) { throw .ownEvent }
            return [.approved]
        case .refuse(let reason):
            guard let reason = Bounded.reason(reason) else { throw .eventWithoutReason }
            return [.refused(reason: reason)]
        case .withdraw(let reason):
            guard let reason = Bounded.reason(reason) else { throw .eventWithoutReason }
            return [.withdrawn(reason: reason)]
        }
    }

    /// What was approved, as a whole. It is against nobody but the provider: whoever approved it may do it.
    private func takeBack(_ reason: String) throws(Refusal) -> EventFact.What {
        guard case .approved = outcome else { throw .eventNotApproved }
        guard let reason = Bounded.reason(reason) else { throw .eventWithoutReason }
        return .takenBack(reason: reason)
    }
}
