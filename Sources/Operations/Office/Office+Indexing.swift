import Agreements
import BusinessTime
public import Desk
import Storage

// The queue's row and the due index: a function of the facts, the terms and the first message, and of no
// clock. `duly reindex` makes them anew and compares.
extension Office {
    /// Writes what lists and reports need of a ticket.
    @discardableResult
    func index(_ desk: Dossier, decided: Decision? = nil, _ writer: Writer) throws -> TicketRow {
        let ticket = desk.ticket
        let known = try knownRow(of: desk, decided, writer)
        let row = try row(of: desk, known: known, writer)
        if let known { try writer.put(row, over: known) } else { try writer.put(row) }
        try writer.put(figures(of: desk, row, decided?.figures), over: decided?.known?.figures)
        if ticket.tier > .tier1 || !ticket.otherGroups.isEmpty {
            try writer.put(keptViews: try keptViews(of: ticket, writer), of: row)
        }
        let accesses = accessRows(of: ticket)
        if !accesses.isEmpty { try writer.put(accesses, ofTicket: ticket.id.rawValue) }
        try put(tidingsOf: desk, row, before: decided?.before, writer)
        if !ticket.resolutions.isEmpty {
            try writer.put(waiting: waitingSurvey(of: desk, writer), ofTicket: ticket.id.rawValue)
        }
        if !ticket.ratings.isEmpty {
            try writer.put(ratings: ratingRows(of: ticket), ofTicket: ticket.id.rawValue)
        }
        for name in ticket.separateAgreements {
            try writer.link(agreement: name, toTicket: ticket.id.rawValue)
        }
        // The queue shows the other ticket, by the earliest deadline of both.
        if let merger = ticket.merger, let main = try dossier(merger.into, in: writer) {
            try indexAnew(main, writer)
        }
        return row
    }

    /// The row that is there. Where tickets are merged, what one does changes the other's.
    private func knownRow(of desk: Dossier, _ decided: Decision?, _ reader: Reader) throws -> TicketRow? {
        if desk.facts.count == 1 { return nil }
        if let row = decided?.known?.row, desk.ticket.absorbed.isEmpty, desk.ticket.merger == nil {
            return row
        }
        return try reader.ticketRow(desk.ticket.id.rawValue)
    }

    /// For a ticket to which nothing was appended: that, and when the alarm looks at it next.
    func indexAnew(_ desk: Dossier, _ writer: Writer) throws {
        try index(desk, writer)
        try writer.setDue(of: .ticket(desk.ticket.id.rawValue), at: due(of: desk))
    }

    /// When the alarm has something to write for it.
    func due(of desk: Dossier) -> Instant? {
        nextInstant(desk.ticket, desk.terms, after: desk.ticket.lastRecorded, clocks: desk.clocks)
    }

    /// `known` gives what is kept beside the facts: whether somebody has read it, and the subject.
    func row(of desk: Dossier, known: TicketRow?, _ reader: Reader) throws -> TicketRow {
        let ticket = desk.ticket
        var row = TicketRow(id: ticket.id.rawValue, received: ticket.receivedAt)
        row.subject = try known?.subject ?? reader.message(ticket.receipt.message.id.rawValue)?.subject ?? ""
        row.isUnread = known?.isUnread ?? true
        row.channel = desk.facts[0].way.rawValue
        row.organisation = ticket.organisation?.rawValue
        row.requester = ticket.requester.rawValue
        row.severity = Severity.allCases.firstIndex(of: ticket.severity) ?? 0
        row.category = ticket.category
        row.assignee = ticket.assignee?.rawValue
        row.tier = ticket.tier.rawValue
        row.group = try knownGroups(of: ticket, reader).first?.id
        row.state = ticket.state.word
        row.isLeft = ticket.isLeft(by: desk.facts)
        row.doneAt = Self.done(desk.facts)
        row.isOpen = ticket.isActive && ticket.merger == nil
        row.nextDue = try nextDeadline(desk, reader)
        row.customerWrote = row.isOpen ? try customerWrote(desk, reader) : nil
        fillClocks(&row, desk)
        return row
    }

    /// When the ticket was resolved last, whatever came of it; of what never was, when it was closed.
    static func done(_ facts: [Fact]) -> Instant? {
        let resolved = facts.last { if case .resolved = $0.what { true } else { false } }
        let closed = facts.last { if case .closed = $0.what { true } else { false } }
        return (resolved ?? closed)?.happened
    }

    /// Groups that see it beside the one that has it.
    func keptViews(of ticket: Ticket, _ reader: Reader) throws -> [Int64] {
        try knownGroups(of: ticket, reader).dropFirst().map(\.id).sorted()
    }

    private func fillClocks(_ row: inout TicketRow, _ desk: Dossier) {
        let ticket = desk.ticket
        guard let terms = desk.terms else {
            row.acknowledgment = "no-promise"
            row.resolution = "no-promise"
            return
        }
        row.agreement = terms.version.agreement
        row.agreementVersion = terms.version.number
        let (acknowledgment, resolution) = (desk.clock(.acknowledgment), desk.clock(.resolution))
        row.acknowledgeBy = acknowledgment?.deadline
        row.resolveBy = resolution?.deadline
        row.acknowledgment = acknowledgment?.standing(at: ticket.lastRecorded).word ?? "not-started"
        row.resolution = resolution?.standing(at: ticket.lastRecorded).word ?? "not-started"
    }

    /// The earliest deadline still open, of this ticket and of those merged into it.
    private func nextDeadline(_ desk: Dossier, _ reader: Reader) throws -> Instant? {
        var deadlines = desk.clocks.compactMap { clock in
            clock.doneAt == nil && clock.ended == nil ? clock.deadline : nil
        }
        for other in desk.ticket.absorbed {
            guard let absorbed = try dossier(other, in: reader) else { continue }
            try nextDeadline(absorbed, reader).map { deadlines.append($0) }
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
