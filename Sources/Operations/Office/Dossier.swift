public import Agreements
public import BusinessTime
public import Desk
public import Storage

extension Office {
    /// A ticket with its facts, terms and clocks: what a decision is made on. Never changed: each fact makes
    /// a new one.
    public final class Dossier: Sendable {
        public let ticket: Ticket
        /// nil where no promise applies.
        public let terms: PinnedTerms?
        public let facts: [Fact]
        /// The last fact as it is chained: what is decided here is appended behind it or not at all.
        public let head: StreamHead
        /// Of what is agreed, with which the terms are counted; see `AgreementShelf.mark`.
        let mark: String?
        /// Both promises, each that can start.
        public let clocks: [Clock]

        init(
            ticket: Ticket, terms: PinnedTerms?, facts: [Fact], head: StreamHead, mark: String?,
            clocks: [Clock]? = nil
        ) {
            self.ticket = ticket
            self.terms = terms
            self.facts = facts
            self.head = head
            self.mark = mark
            self.clocks = clocks ?? terms.map { ticket.clocks(under: $0) } ?? []
        }

        func isAt(_ hash: [UInt8], _ mark: String?) -> Bool { head.hash == hash && self.mark == mark }

        /// When it is for a reader of the ticket: what was recorded has happened, also where the clock was
        /// set back since.
        public func moment(at now: Instant) -> Instant { max(now, ticket.lastRecorded) }

        public func clock(_ promise: Promise) -> Clock? { clocks.first { $0.promise == promise } }
    }
}
