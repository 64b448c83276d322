import BusinessTime
import Desk
import Reports
import Storage

/// What follows from a command, worked out before anything is written: a reader can do it, and the writer
/// only has to see that the ticket is still the same.
struct Decision: Sendable {
    let before: Office.Dossier?
    let new: [Fact]
    let stored: [StoredFact]
    /// The ticket with the new facts, and what is counted of it.
    let ticket: Ticket
    let terms: PinnedTerms?
    let clocks: [Clock]
    /// When the alarm has something to write for it.
    let due: Instant?
    let mark: String?
    /// With the new facts.
    let facts: [Fact]
    /// What reports count of the ticket then.
    let figures: TicketFigures
    /// What lists and reports have of it before, where a reader has read it.
    var known: (row: TicketRow?, figures: StoredFigures?)?

    /// The ticket as it is once the facts are chained.
    func dossier(_ head: StreamHead) -> Office.Dossier {
        Office.Dossier(
            ticket: ticket, terms: terms, facts: facts, head: head, mark: mark, clocks: clocks)
    }
}

extension Office {
    func decision(
        _ command: Command, on desk: Dossier?, id: Ticket.ID, now: Instant, _ reader: Reader
    ) throws -> Decision {
        let new = try decide(command, ticket: desk?.ticket, terms: desk?.terms, now: now)
        var ticket = desk?.ticket
        for fact in new { ticket = evolve(ticket, fact, id: id) }
        guard let ticket else { throw Refusal.noTicket }
        let terms = try shelf.terms(of: ticket, in: reader)
        let clocks = terms.map { ticket.clocks(under: $0) } ?? []
        let facts = (desk?.facts ?? []) + new
        return Decision(
            before: desk, new: new, stored: new.map(FactForm.sealed), ticket: ticket, terms: terms,
            clocks: clocks, due: nextInstant(ticket, terms, after: ticket.lastRecorded, clocks: clocks),
            mark: try shelf.mark(in: reader), facts: facts,
            figures: TicketFigures(of: ticket, facts: facts, clocks: clocks))
    }
}
