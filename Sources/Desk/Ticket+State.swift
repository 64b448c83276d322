public import BusinessTime

extension Ticket {
    /// Where the ticket stands as a whole; its promises have standings of their own.
    public enum State: Hashable, Sendable {
        case open
        /// The customer has been asked for something that is missing.
        case waiting
        case resolved(at: Instant)
        case closed
        case outOfScope
        case notInquiry
        case merged(into: Ticket.ID)
    }

    public var state: State {
        if let merger { return .merged(into: merger.into) }
        if closing != nil { return .closed }
        if notInquiryMark != nil { return .notInquiry }
        if outOfScopeMark != nil { return .outOfScope }
        if let resolution = standingResolution { return .resolved(at: resolvedAt(resolution)) }
        return openWaits.isEmpty ? .open : .waiting
    }

    /// The promises can still be kept or broken by what people do.
    public var isActive: Bool {
        switch state {
        case .open, .waiting, .merged: true
        case .resolved, .closed, .outOfScope, .notInquiry: false
        }
    }

    /// The resolution in force: the last one that was not reopened.
    public var standingResolution: Resolution? {
        guard let last = resolutions.last, last.endedAt == nil else { return nil }
        return last
    }

    /// When a resolution counts; never before the acknowledgment that came with it.
    func resolvedAt(_ resolution: Resolution) -> Instant {
        let at = resolution.moment.inFavour
        return acknowledgment.map { max(at, $0.at) } ?? at
    }

    /// Requests under way: accepted or displayed, and not yet answered.
    public var openWaits: [Wait] { waits.filter { $0.from != nil && $0.to == nil } }

    /// When the acknowledgment counts.
    public var acknowledgedAt: Instant? { acknowledgment?.at }
}
