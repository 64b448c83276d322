import Agreements
public import BusinessTime

// Resolved, reopened, closed.
extension Ticket {
    /// Wall seconds after which a resolved ticket without an agreement is closed: a week.
    public static let windowWithoutTerms: Int64 = 7 * 86_400

    /// Until when a message of the customer reopens; nil where nothing is to reopen, or for ever.
    public func windowEnd(under terms: PinnedTerms?) -> Instant? {
        guard let since = windowStart else { return nil }
        guard let terms else { return since.advanced(by: Ticket.windowWithoutTerms) }
        return terms.calendar.deadline(terms.terms.resolve.reopenWithin, from: since)
    }

    private var windowStart: Instant? {
        if let resolution = standingResolution {
            return max(resolvedAt(resolution), resolution.cancelledAt ?? .earliest)
        }
        guard let closing, closing.reason == .noAnswer else { return nil }
        return closing.at
    }

    func isInsideWindow(_ act: Act) -> Bool {
        guard windowStart != nil else { return false }
        return windowEnd(under: act.terms).map { act.happened <= $0 } ?? true
    }

    /// The desk reopens of its own accord.
    func reopen(_ reason: String, _ act: Act) throws(Refusal) -> [Fact] {
        try act.requireAgent(.resolution, "reopen a ticket; the customer reopens by writing")
        try requireNotClosed("be reopened")
        try act.require(reason: reason, .resolution)
        guard standingResolution != nil else {
            throw Refusal(
                "not-resolved", clause: .resolution, "The ticket is not resolved.",
                remedy: "Go on with it; there is nothing to reopen.")
        }
        return [act.fact(.reopened(by: nil))]
    }

    /// "Thanks" was no request: the reopening never counted, unless the customer objects.
    func noFurtherRequest(_ act: Act) throws(Refusal) -> [Fact] {
        try act.requireAgent(.resolution, "mark \"no further request\"")
        try requireActive("be marked \"no further request\"")
        guard resolutions.last?.endedAt != nil else {
            throw Refusal(
                "not-reopened", clause: .resolution, "The ticket was not reopened.",
                remedy: "Resolve it with a public message.")
        }
        if pendingObjection != nil {
            throw Refusal(
                "objection-waits", clause: .resolution,
                "The customer objected to the resolution: that is no thanks.",
                remedy: "A manager who did not resolve it answers the objection.")
        }
        return [act.fact(.noFurtherRequest)]
    }

    /// The customer objects to a resolution, or to "no further request".
    func object(_ reason: String, _ act: Act) throws(Refusal) -> [Fact] {
        try act.requireCustomer(.resolution, "object")
        try act.require(reason: reason, .resolution)
        guard let last = resolutions.last, last.objection == nil else {
            throw Refusal(
                "nothing-to-object", clause: .resolution,
                "There is no resolution here that was not objected to before.",
                remedy: "Send a message instead.")
        }
        let objected = act.fact(.objected(reason: reason))
        if last.endedAt != nil { return [objected] }
        guard isInsideWindow(act) else {
            throw Refusal(
                "closed", clause: .resolution, "The time to object is over and the ticket is closed.",
                remedy: "Open a new ticket linked to this one.")
        }
        return last.cancelledAt == nil ? [objected, act.fact(.reopened(by: nil))] : [objected]
    }

    func answerObjection(_ upheld: Bool, _ reason: String, _ act: Act) throws(Refusal) -> [Fact] {
        try act.requireAgent(.resolution, "answer an objection")
        try act.require(reason: reason, .resolution)
        guard let resolution = resolutions.last(where: { $0.objection?.isPending == true }) else {
            throw Refusal(
                "no-objection", clause: .resolution, "No objection waits for an answer.",
                remedy: "Look at the ticket; an answered objection stays answered.")
        }
        if resolution.by == act.by {
            throw Refusal(
                "own-decision", clause: .resolution, "Who resolved can't answer the objection to it.",
                remedy: "A manager answers it.")
        }
        return [act.fact(.objectionAnswered(upheld: upheld, reason: reason))]
    }
}

extension Ticket {
    mutating func reopened(_ at: Occurrence) {
        if closing?.reason == .noAnswer || closing?.reason == .windowOver { closing = nil }
        guard let resolution = standingResolution, let index = resolutions.indices.last else { return }
        resolutions[index].reopenedAt = max(at.moment.against, resolvedAt(resolution))
        resolutions[index].reopenedBy = at.moment.number
        resolutions[index].cancelledAt = nil
    }

    mutating func cancelReopening(_ at: Occurrence) {
        guard let index = resolutions.indices.last, resolutions[index].reopenedAt != nil else { return }
        resolutions[index].cancelledAt = at.moment.recorded
        withdrawWaits(at: at.moment.recorded)
    }

    mutating func objected(_ reason: String, _ at: Occurrence) {
        guard let index = resolutions.indices.last else { return }
        if resolutions[index].cancelledAt != nil {
            resolutions[index].cancelledAt = nil
            closing = nil
        } else {
            resolutions[index].objection = Dispute(reason: reason, by: at.by, at: at.moment.happened)
        }
    }

    mutating func objectionAnswered(_ upheld: Bool, _ reason: String, _ at: Occurrence) {
        guard let index = resolutions.lastIndex(where: { $0.objection?.isPending == true }) else { return }
        resolutions[index].objection?.answer = Dispute.Answer(
            upheld: upheld, reason: reason, at: at.moment.happened)
    }

    mutating func closed(_ reason: ClosingReason, _ at: Occurrence) {
        if closing == nil { closing = Closing(reason: reason, at: at.moment.happened) }
    }
}
