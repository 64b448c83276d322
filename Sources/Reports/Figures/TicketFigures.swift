import Agreements
public import BusinessTime
public import Desk

/// What reports count of one ticket (clause F). It follows from facts and terms and from no clock, so it is
/// kept beside the facts and can be made anew from them.
public struct TicketFigures: Hashable, Sendable {
    /// Whether the promises of a ticket count.
    public enum Counting: String, CaseIterable, Hashable, Sendable {
        case promised
        case noPromise = "no-promise"
        case openedByAgent = "opened-by-agent"
        case notInquiry = "not-an-inquiry"
    }

    /// How a promise was decided; one that is undecided after its deadline is broken.
    public enum Decided: String, CaseIterable, Hashable, Sendable {
        case undecided, kept, broken, ended
        /// Kept, and counted apart from what people wrote: by the receipt, or by the call itself.
        case automatic
        case answeredCall = "answered-call"
    }

    /// One promise.
    public struct Figure: Hashable, Sendable {
        /// nil before it starts, and while an open pause keeps it from being reached.
        public var deadline: Instant?
        public var decided = Decided.undecided
        /// When it was fulfilled, in time or not.
        public var done: Instant?
        /// Business time up to then, less pauses and approved exclusions.
        public var took: BusinessSeconds?
        /// nil unless its deadline has passed.
        public var cause: BreachCause?

        public init() {}
    }

    public var counting: Counting
    public var acknowledgment = Figure()
    public var resolution = Figure()
    /// From then on nobody has work with it; nil while somebody has.
    public var settled: Instant?
    /// Business time that was not counted while the customer was asked.
    public var waited: BusinessSeconds = 0
    /// Business time that approved exclusions took out.
    public var excluded: BusinessSeconds = 0
    /// The same by the grounds of clause H.
    public var grounds: [String: BusinessSeconds] = [:]
    public var escalations = 0
    /// 1 to 5; nil where nobody rated it.
    public var rating: Int?

    init(counting: Counting) { self.counting = counting }

    /// - Parameter clocks: the ticket's, under the terms it is pinned to; none where no promise applies.
    public init(of ticket: Ticket, facts: [Fact], clocks: [Clock]) {
        self.init(counting: Counting(of: ticket, clocks))
        for clock in clocks {
            let figure = Figure(clock, ticket, facts)
            switch clock.promise {
            case .acknowledgment: acknowledgment = figure.apart(ticket.acknowledgedApart)
            case .resolution: resolution = figure
            }
        }
        settled = Self.settled(ticket)
        escalations = facts.count { $0.what.kind == .escalated }
        rating = ticket.rating
        // Both clocks know of the same pauses; the longer one has them all.
        let clock = clocks.first { $0.promise == .resolution } ?? clocks.first
        for pause in clock?.pauses ?? [] { count(pause, of: clock) }
    }

    private mutating func count(_ pause: Pause, of clock: Clock?) {
        guard let clock, let to = pause.to else { return }
        let time = clock.calendar.elapsed(from: pause.from, to: to)
        switch pause.ground {
        case .waitingForCustomer: waited = waited + time
        case .excluded(_, let ground):
            excluded = excluded + time
            grounds[ground] = (grounds[ground] ?? 0) + time
        case .resolved: break
        }
    }

    private static func settled(_ ticket: Ticket) -> Instant? {
        if let mark = ticket.notInquiryMark ?? ticket.outOfScopeMark { return mark.at }
        if let merger = ticket.merger { return merger.at }
        if ticket.isActive { return nil }
        let resolved = ticket.resolutions.last { $0.reopenedAt == nil }?.moment.happened
        return resolved ?? ticket.closing?.at
    }
}

extension TicketFigures.Counting {
    init(of ticket: Ticket, _ clocks: [Clock]) {
        if ticket.notInquiryMark != nil {
            self = .notInquiry
        } else if ticket.receipt.openedByAgent {
            self = .openedByAgent
        } else {
            self = clocks.isEmpty ? .noPromise : .promised
        }
    }
}

extension TicketFigures.Figure {
    init(_ clock: Clock, _ ticket: Ticket, _ facts: [Fact]) {
        deadline = clock.deadline
        if let end = [clock.doneAt, clock.ended?.at].compactMap({ $0 }).min() {
            switch clock.standing(at: end) {
            case .kept: decided = .kept
            case .broken: decided = .broken
            case .ended: decided = .ended
            case .notStarted, .running, .paused: break
            }
        }
        if let doneAt = clock.doneAt, decided != .ended {
            done = doneAt
            took = clock.elapsed(to: doneAt)
        }
        if decided != .kept, decided != .ended { cause = BreachCause(of: clock, ticket, facts) }
    }

    /// In the words of what is counted apart; what is broken or ended stays so, whoever acknowledged it.
    func apart(_ kind: ApartAcknowledgment?) -> Self {
        guard decided == .kept, let kind else { return self }
        var figure = self
        figure.decided =
            switch kind {
            case .automatic: .automatic
            case .answeredCall: .answeredCall
            }
        return figure
    }
}
