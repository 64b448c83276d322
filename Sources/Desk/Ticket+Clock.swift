public import Agreements
import BusinessTime

/// The clock of one promise of a ticket; nil where it can never start.
public func clock(_ promise: Promise, of ticket: Ticket, under terms: PinnedTerms) -> Clock? {
    ticket.clock(promise, under: terms)
}

extension Ticket {
    /// The clock of one promise; nil where it can never start.
    public func clock(_ promise: Promise, under terms: PinnedTerms) -> Clock? {
        switch promise {
        case .acknowledgment: acknowledgmentClock(under: terms)
        case .resolution: resolutionClock(under: terms, acknowledgment: acknowledgmentClock(under: terms))
        }
    }

    /// Both clocks of the ticket, each that can start.
    public func clocks(under terms: PinnedTerms) -> [Clock] {
        let acknowledgment = acknowledgmentClock(under: terms)
        return [acknowledgment, resolutionClock(under: terms, acknowledgment: acknowledgment)].compactMap {
            $0
        }
    }

    private func acknowledgmentClock(under terms: PinnedTerms) -> Clock? {
        let budget = Budget(promise: .acknowledgment, start: receivedAt, ticket: self, terms: terms)
        return budget?.clock(doneAt: acknowledgedAt, ended: end)
    }

    /// Starts with the acknowledgment or its deadline, whichever comes first: an unanswered ticket must
    /// still be resolved.
    private func resolutionClock(under terms: PinnedTerms, acknowledgment: Clock?) -> Clock? {
        let start: Instant
        switch terms.terms.resolve.from {
        case .receipt: start = receivedAt
        case .acknowledgment:
            // An early start is against the provider: an acknowledgment logged late counts as it happened.
            let starts = [self.acknowledgment?.moment.against, acknowledgment?.deadline].compactMap { $0 }
            guard let first = starts.min() else { return nil }
            start = first
        }
        let budget = Budget(promise: .resolution, start: start, ticket: self, terms: terms)
        return budget?.clock(doneAt: standingResolution.map(resolvedAt), ended: end)
    }

    /// What ended the promises, if anything did.
    private var end: Clock.End? {
        if notInquiryMark != nil { return Clock.End(ending: .notInquiry, at: receivedAt) }
        if let outOfScopeMark { return Clock.End(ending: .outOfScope, at: outOfScopeMark.at) }
        if let closing, closing.reason == .noAnswer { return Clock.End(ending: .noAnswer, at: closing.at) }
        return nil
    }

    /// The spans in which a promise's clock stands still, in order.
    func pauses(of promise: Promise) -> [Pause] {
        var pauses = waits.compactMap { wait in
            wait.from.map { from in
                Pause(
                    ground: .waitingForCustomer(missing: wait.missing), clause: .customerDuties, by: wait.by,
                    from: from, to: wait.to.map { max(from, $0) })
            }
        }
        pauses += exclusions.filter(\.isInForce).map { exclusion in
            Pause(
                ground: .excluded(number: exclusion.what.number, ground: exclusion.what.ground),
                clause: .exclusions, by: exclusion.approvedBy ?? exclusion.proposedBy,
                from: exclusion.what.span.from, to: exclusion.what.span.to)
        }
        if promise == .resolution {
            pauses += resolutions.filter { !$0.isOverruled && $0.endedAt != nil }.map { resolution in
                Pause(
                    ground: .resolved, clause: .resolution, by: resolution.by, from: resolvedAt(resolution),
                    to: resolution.endedAt)
            }
        }
        // An empty pause stops nothing.
        return pauses.filter { $0.from < ($0.to ?? .latest) }.sorted { $0.from < $1.from }
    }
}

extension Fact.What {
    /// Both clocks of the ticket are the same before and after it: it says how they stand, and moves nothing.
    public var leavesClocks: Bool {
        switch self {
        case .warned, .escalated, .broken: true
        default: false
        }
    }
}
