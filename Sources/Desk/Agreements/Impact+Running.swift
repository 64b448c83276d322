import Agreements

extension Impact.Running {
    /// An open ticket with its terms as they are, and as they would be.
    public struct Compared {
        public let ticket: Ticket
        public let before: PinnedTerms
        public let after: PinnedTerms

        public init(_ ticket: Ticket, before: PinnedTerms, after: PinnedTerms) {
            self.ticket = ticket
            self.before = before
            self.after = after
        }
    }

    /// Counts a deadline as earlier only while its promise is undecided.
    public init(of tickets: [Compared]) {
        self.init(open: tickets.count, earlier: tickets.filter(\.isEarlier).map(\.ticket.id))
    }
}

extension Impact.Running.Compared {
    fileprivate var isEarlier: Bool {
        Promise.allCases.contains { promise in
            guard let clock = ticket.clock(promise, under: before), clock.doneAt == nil, clock.ended == nil,
                let then = ticket.clock(promise, under: after)?.deadline
            else { return false }
            return clock.deadline.map { then < $0 } ?? true
        }
    }
}
