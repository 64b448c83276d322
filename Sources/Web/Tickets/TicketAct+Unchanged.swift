import Agreements
import Desk
import Operations
import Storage

// What is so already: no fact is written, and a page that showed nothing new would leave one guessing. A
// program may ask for the same twice.
extension Office {
    /// Does what a form of the ticket's page asks for.
    func carryOut(
        _ order: TicketOrder, of act: TicketAct, _ sight: TicketSight, _ turn: Turn, _ writer: Writer
    ) throws {
        guard act.isToldUnchanged else { return try carryOut(order, waits: true, turn, writer) }
        let before = try dossier(turn.ticket, in: writer)
        try carryOut(order, waits: true, turn, writer)
        guard let before, try dossier(turn.ticket, in: writer)?.facts.count == before.facts.count else {
            return
        }
        throw act.unchanged(before.ticket, sight, for: turn.asker.person)
    }
}

extension TicketAct {
    fileprivate var isToldUnchanged: Bool { self == .assignment || self == .category }

    fileprivate func unchanged(
        _ ticket: Ticket, _ sight: TicketSight, for reader: Person.ID
    ) -> Desk.Refusal {
        guard self == .assignment else {
            return Desk.Refusal(
                "same-category", field: "category",
                "It is sorted under \(ticket.category) already. Nothing was changed.",
                remedy: "Choose another category.")
        }
        let holder = ticket.assignee.map { $0 == reader ? "You have" : "\(sight.name($0)) has" }
        return Desk.Refusal(
            "same-person", clause: .escalation, field: "person",
            "\(holder ?? "Nobody has") it already, in \(ticket.group). Nothing was changed.",
            remedy: "Choose somebody else, or another group.")
    }
}
