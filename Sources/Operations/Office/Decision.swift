import BusinessTime
import Desk
import Reports
import Storage

/// What follows from a command, worked out before anything is written: a reader can do it, and the writer
/// only has to see that the ticket is still the same.
final class Decision: Sendable {
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
    let known: Known?

    struct Known {
        let row: TicketRow?
        let figures: StoredFigures?
    }

    init(
        before: Office.Dossier?, new: [Fact], ticket: Ticket, _ counted: Counted, mark: String?,
        known: Known? = nil
    ) {
        (self.before, self.new, self.ticket, self.mark, self.known) = (before, new, ticket, mark, known)
        (terms, clocks) = (counted.terms, counted.clocks)
        stored = new.map(FactForm.sealed)
        facts = (before?.facts ?? []) + new
        due = nextInstant(ticket, terms, after: ticket.lastRecorded, clocks: clocks)
        figures = TicketFigures(of: ticket, facts: facts, clocks: clocks)
    }

    /// By what the promises are counted, and how.
    struct Counted {
        let terms: PinnedTerms?
        let clocks: [Clock]

        init(_ terms: PinnedTerms?, _ clocks: [Clock]) { (self.terms, self.clocks) = (terms, clocks) }

        /// As they were counted before.
        init(_ desk: Office.Dossier) { self.init(desk.terms, desk.clocks) }
    }

    /// The ticket as it is once the facts are chained.
    func dossier(_ head: StreamHead) -> Office.Dossier {
        Office.Dossier(
            ticket: ticket, terms: terms, facts: facts, head: head, mark: mark, clocks: clocks)
    }
}

extension Office {
    func decision(
        _ command: Command, on desk: Dossier?, id: Ticket.ID, now: Instant, _ reader: Reader,
        known: Decision.Known? = nil
    ) throws -> Decision {
        let new = try decide(
            command, ticket: desk?.ticket, terms: desk?.terms, now: now, clocks: desk?.clocks)
        var ticket = desk?.ticket
        for fact in new { ticket = evolve(ticket, fact, id: id) }
        guard let ticket else { throw Refusal.noTicket }
        let mark = try shelf.mark(in: reader)
        // Clocks that no new fact moves are not counted again: most of what the alarm writes moves none.
        let isSame = desk?.mark == mark && new.allSatisfy(\.what.leavesClocks)
        let counted = isSame ? desk.map(Decision.Counted.init) : nil
        return Decision(
            before: desk, new: new, ticket: ticket, try counted ?? count(ticket, reader), mark: mark,
            known: known)
    }

    private func count(_ ticket: Ticket, _ reader: Reader) throws -> Decision.Counted {
        let terms = try shelf.terms(of: ticket, in: reader)
        return Decision.Counted(terms, terms.map { ticket.clocks(under: $0) } ?? [])
    }
}
