import Agreements
import BusinessTime
public import Desk
import Storage

// The queue's row and the due index: derived from the facts, and rebuilt by `duly reindex`.
extension Office {
    /// Writes what the queue and the alarm need of a ticket. `subject` nil keeps the one that is there.
    func index(_ ticket: Ticket, subject: String?, now: Instant, _ writer: Writer) throws {
        let terms = try shelf.terms(of: ticket, in: writer)
        let known = try writer.ticketRow(ticket.id.rawValue)
        var row = TicketRow(id: ticket.id.rawValue, received: ticket.receivedAt)
        row.subject = subject ?? known?.subject ?? ""
        row.channel = known?.channel ?? ""
        row.organisation = ticket.organisation?.rawValue
        row.requester = ticket.requester.rawValue
        row.severity = Severity.allCases.firstIndex(of: ticket.severity) ?? 0
        row.category = ticket.category
        row.assignee = ticket.assignee?.rawValue
        row.tier = ticket.tier.rawValue
        row.group = try writer.groups().first { $0.name == ticket.group }?.id
        row.state = ticket.state.word
        row.isOpen = ticket.isActive
        try fill(&row, ticket, terms, now: now)
        try writer.put(row)
        let stream = FactStream.ticket(ticket.id.rawValue)
        let next = nextInstant(ticket, terms, after: now)
        try writer.setDues(of: stream, next.map { [(what: "ticket", at: $0)] } ?? [])
    }

    private func fill(_ row: inout TicketRow, _ ticket: Ticket, _ terms: PinnedTerms?, now: Instant) throws {
        guard let terms else {
            row.acknowledgment = "no-promise"
            row.resolution = "no-promise"
            return
        }
        row.agreement = terms.version.agreement
        row.agreementVersion = terms.version.number
        let acknowledgment = ticket.clock(.acknowledgment, under: terms)
        let resolution = ticket.clock(.resolution, under: terms)
        row.acknowledgeBy = acknowledgment?.deadline
        row.resolveBy = resolution?.deadline
        row.acknowledgment = acknowledgment?.standing(at: now).word ?? "not-started"
        row.resolution = resolution?.standing(at: now).word ?? "not-started"
        row.nextDue = [acknowledgment, resolution].compactMap { clock in
            guard let clock, clock.doneAt == nil, clock.ended == nil else { return nil }
            return clock.deadline
        }.min()
    }
}

extension Standing {
    /// One word, for columns and programs.
    public var word: String {
        switch self {
        case .notStarted: "not-started"
        case .running: "running"
        case .paused: "paused"
        case .kept: "kept"
        case .broken: "broken"
        case .ended: "ended"
        }
    }
}

extension Ticket.State {
    /// One word, for columns and programs.
    public var word: String {
        switch self {
        case .open: "open"
        case .waiting: "waiting"
        case .resolved: "resolved"
        case .closed: "closed"
        case .outOfScope: "out-of-scope"
        case .notInquiry: "not-an-inquiry"
        case .merged: "merged"
        }
    }
}
