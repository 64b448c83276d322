import Agreements
public import BusinessTime

// A declared event on one of the tickets that it touches.
extension Ticket {
    /// Why an event changes nothing here; nil where it is to be excluded.
    public func untouched(by event: EventExclusion, under terms: PinnedTerms?) -> Untouched? {
        guard let terms else { return .noPromise }
        if exclusions.contains(where: { $0.what.event == event.event }) { return .excludedAlready }
        guard terms.terms.exclusions.grounds.contains(event.ground) else { return .groundNotAgreed }
        let last = terms.calendar.deadline(Ticket.exclusionProposedWithin, from: event.span.to)
        if let last, event.proposedAt > last { return .proposedLate }
        guard let span = clipped(event.span), clocks(under: terms).contains(where: { $0.counts(in: span) })
        else { return .nothingCounted }
        return nil
    }

    public enum Untouched: Hashable, Sendable {
        case noPromise
        /// Or was, and the customer's dispute was upheld.
        case excludedAlready
        case groundNotAgreed
        case proposedLate
        /// No clock ran within the span.
        case nothingCounted
    }

    /// The part of the span after the receipt.
    private func clipped(_ span: Span) -> Span? {
        span.intersection(Span(from: receivedAt, to: .latest))
    }

    /// Proposed by who declared the event, approved by who acts.
    func exclude(by event: EventExclusion, _ act: Act) throws(Refusal) -> [Fact] {
        try act.requireAgent(.exclusions, "approve an event")
        if event.proposedBy.person == act.agent { throw .ownEvent }
        guard untouched(by: event, under: act.terms) == nil, let exclusion = exclusion(by: event) else {
            throw Refusal(
                "untouched", clause: .exclusions, "\(event.event.title) changes nothing on this ticket.",
                remedy: "Nothing need be done.")
        }
        let proposed = Fact(
            .excluded(exclusion), by: event.proposedBy, way: act.way, happened: act.now, recorded: act.now)
        return [proposed, act.fact(.exclusionApproved(number: exclusion.number))]
    }

    private func exclusion(by event: EventExclusion) -> Exclusion? {
        clipped(event.span).map { span in
            Exclusion(
                number: exclusions.count + 1, span: span, ground: event.ground, reason: event.reason,
                event: event.event, evidence: event.evidence)
        }
    }

    /// The ticket as an event would leave it, for those who are to approve it.
    public func excluding(_ event: EventExclusion, at now: Instant) -> Ticket {
        guard let exclusion = exclusion(by: event) else { return self }
        var next = self
        var excluded = ExcludedSpan(what: exclusion, proposedBy: event.proposedBy)
        excluded.approvedAt = now
        next.exclusions.append(excluded)
        return next
    }

    /// The ticket as it would stand if an exclusion never had been.
    public func without(_ isMeant: (Exclusion) -> Bool) -> Ticket {
        var next = self
        next.exclusions.removeAll { isMeant($0.what) }
        return next
    }
}

extension Clock {
    /// Whether business time was counted within a span.
    public func counts(in span: Span) -> Bool {
        let from = max(start, span.from)
        let to = min(lifeEnd ?? .latest, span.to)
        return from < to && calendar.elapsed(from: from, to: to, excluding: paused).count > 0
    }
}
