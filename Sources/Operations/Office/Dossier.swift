public import Agreements
public import Desk

extension Office {
    /// A ticket with its facts, terms and clocks: what a decision is made on. Never changed: each fact makes
    /// a new one.
    public final class Dossier: Sendable {
        public let ticket: Ticket
        /// nil where no promise applies.
        public let terms: PinnedTerms?
        public let facts: [Fact]
        /// Both promises, each that can start.
        public let clocks: [Clock]

        init(ticket: Ticket, terms: PinnedTerms?, facts: [Fact]) {
            self.ticket = ticket
            self.terms = terms
            self.facts = facts
            clocks = terms.map { ticket.clocks(under: $0) } ?? []
        }

        public func clock(_ promise: Promise) -> Clock? { clocks.first { $0.promise == promise } }
    }
}
