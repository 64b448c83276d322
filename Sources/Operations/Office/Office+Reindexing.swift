import BusinessTime
public import Desk
import Storage

extension Office {
    /// What a rebuilding found.
    public struct Reindexing: Sendable {
        public var tickets = 0
        /// Tickets whose row was not what the facts say.
        public var changed: [Ticket.ID] = []
    }

    /// Makes the queue's rows and the due index anew from the facts, a page of tickets a transaction.
    public func reindex() async throws -> Reindexing {
        var outcome = Reindexing()
        var last = Int64.min
        while true {
            let after = last
            let now = clock()
            let page = try await database.write { writer in
                try self.reindexPage(after: after, now: now, writer)
            }
            guard let end = page.last else { return outcome }
            outcome.tickets += page.count
            outcome.changed += page.filter(\.hasChanged).map(\.id)
            last = end.id.rawValue
        }
    }

    private struct Rebuilt: Sendable {
        let id: Ticket.ID
        let hasChanged: Bool
    }

    private func reindexPage(after: Int64, now: Instant, _ writer: Writer) throws -> [Rebuilt] {
        try writer.streams(of: "ticket", after: after, limit: 200).compactMap { stream in
            let id = Ticket.ID(stream.id)
            guard let dossier = try dossier(id, in: writer) else { return nil }
            let before = try writer.ticketRow(stream.id)
            try index(dossier.ticket, subject: nil, now: now, writer)
            return Rebuilt(id: id, hasChanged: try writer.ticketRow(stream.id)?.settled != before?.settled)
        }
    }
}

extension TicketRow {
    /// Without the words that only time changes: a clock that ran out since is no fault of the row.
    fileprivate var settled: TicketRow {
        var row = self
        row.acknowledgment = ""
        row.resolution = ""
        return row
    }
}
