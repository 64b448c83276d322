import Agreements
import BusinessTime
public import Desk
import Storage

// The queue's row and the due index: a function of the facts, the terms and the first message, and of no
// clock. `duly reindex` makes them anew and compares.
extension Office {
    /// Writes what the queue and the alarm need of a ticket. `first` is its receipt.
    func index(_ ticket: Ticket, first: Fact, _ writer: Writer) throws {
        let known = try writer.ticketRow(ticket.id.rawValue)
        try writer.put(try row(of: ticket, first: first, known: known, writer))
        let due = try due(of: ticket, writer)
        try writer.setDues(of: .ticket(ticket.id.rawValue), due.map { [(what: "ticket", at: $0)] } ?? [])
        // The queue shows the other ticket, by the earliest deadline of both.
        guard let merger = ticket.merger, let main = try dossier(merger.into, in: writer) else { return }
        try index(main.ticket, first: main.facts[0], writer)
    }

    /// When the alarm has something to write for it.
    func due(of ticket: Ticket, _ reader: Reader) throws -> Instant? {
        nextInstant(ticket, try shelf.terms(of: ticket, in: reader), after: ticket.lastRecorded)
    }

    /// `known` gives what is kept beside the facts: whether somebody has read it, and the subject.
    func row(of ticket: Ticket, first: Fact, known: TicketRow?, _ reader: Reader) throws -> TicketRow {
        var row = TicketRow(id: ticket.id.rawValue, received: ticket.receivedAt)
        row.subject = try known?.subject ?? reader.message(ticket.receipt.message.id.rawValue)?.subject ?? ""
        row.isUnread = known?.isUnread ?? true
        row.channel = first.way.rawValue
        row.organisation = ticket.organisation?.rawValue
        row.requester = ticket.requester.rawValue
        row.severity = Severity.allCases.firstIndex(of: ticket.severity) ?? 0
        row.category = ticket.category
        row.assignee = ticket.assignee?.rawValue
        row.tier = ticket.tier.rawValue
        row.group = try reader.group(named: ticket.group)
        row.state = ticket.state.word
        row.isOpen = ticket.isActive && ticket.merger == nil
        try fillClocks(&row, ticket, reader)
        return row
    }

    private func fillClocks(_ row: inout TicketRow, _ ticket: Ticket, _ reader: Reader) throws {
        row.nextDue = try nextDeadline(ticket, reader)
        guard let terms = try shelf.terms(of: ticket, in: reader) else {
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
        row.acknowledgment = acknowledgment?.standing(at: ticket.lastRecorded).word ?? "not-started"
        row.resolution = resolution?.standing(at: ticket.lastRecorded).word ?? "not-started"
    }

    /// The earliest deadline still open, of this ticket and of those merged into it.
    private func nextDeadline(_ ticket: Ticket, _ reader: Reader) throws -> Instant? {
        var deadlines: [Instant] = []
        if let terms = try shelf.terms(of: ticket, in: reader) {
            deadlines = ticket.clocks(under: terms).compactMap { clock in
                clock.doneAt == nil && clock.ended == nil ? clock.deadline : nil
            }
        }
        for other in ticket.absorbed {
            guard let desk = try dossier(other, in: reader) else { continue }
            try nextDeadline(desk.ticket, reader).map { deadlines.append($0) }
        }
        return deadlines.min()
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
