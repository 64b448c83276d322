/// The event after one more fact; its stream begins with its declaration.
public func evolve(_ event: ExclusionEvent?, _ fact: EventFact, id: ExclusionEvent.ID) -> ExclusionEvent {
    guard var next = event else {
        guard case .declared(let declaration) = fact.what else {
            preconditionFailure("the first fact of an event is its declaration")
        }
        return ExclusionEvent(id: id, declaration: declaration, fact: fact)
    }
    next.take(fact)
    return next
}

extension ExclusionEvent {
    /// Replays a whole stream; nil unless it begins with a declaration.
    public init?(id: ID, facts: some Sequence<EventFact>) {
        var event: ExclusionEvent?
        for fact in facts {
            if event == nil {
                guard case .declared = fact.what else { return nil }
            }
            event = evolve(event, fact, id: id)
        }
        guard let event else { return nil }
        self = event
    }

    init(id: ID, declaration: Declaration, fact: EventFact) {
        self.id = id
        declared = declaration
        declaredBy = fact.by
        declaredAt = fact.recorded
        to = declaration.to
        proposedAt = declaration.to == nil ? nil : fact.recorded
        authors = [fact.by]
        lastRecorded = fact.recorded
    }

    mutating func take(_ fact: EventFact) {
        lastRecorded = max(lastRecorded, fact.recorded)
        switch fact.what {
        case .declared: break  // A stream has one declaration; it made the event.
        case .ended(let at):
            to = at
            proposedAt = fact.recorded
            authors.append(fact.by)
        case .evidenceGiven(let file): evidence.append(file)
        case .approved: outcome = .approved(by: fact.by, at: fact.recorded)
        case .refused(let reason): outcome = .refused(by: fact.by, at: fact.recorded, reason: reason)
        case .withdrawn(let reason): outcome = .withdrawn(by: fact.by, at: fact.recorded, reason: reason)
        case .takenBack(let reason): outcome = .takenBack(by: fact.by, at: fact.recorded, reason: reason)
        }
    }
}
