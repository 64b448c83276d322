import Agreements
import BusinessTime
import Desk
import Storage

// An approved event that is taken back as a whole (clause H).
extension Office {
    /// Reverses what an event excludes, on every ticket that still bears it; each customer is told once, in
    /// the transaction that reverses it. Done again it changes nothing.
    func undo(_ event: ExclusionEvent) async throws {
        guard let (by, reason) = event.takenBack, let exclusion = event.exclusion else { return }
        let now = clock()
        let found = try await database.read { reader in
            try reader.excludedTickets(approvedSince: event.declaredAt).compactMap { id in
                try self.dossier(Ticket.ID(id), in: reader).flatMap { desk in
                    desk.ticket.mark(of: event.id) == nil
                        ? nil : (Ticket.ID(id), desk.terms?.terms.customer.email ?? "")
                }
            }
        }
        let customers = Dictionary(grouping: found, by: \.1).mapValues { $0.map(\.0) }
        for (_, tickets) in customers.sorted(by: { $0.key < $1.key }) {
            try await database.write { writer in
                var sitting = Sitting(writer: writer, now: now)
                sitting.isCustomerToldOnce = true
                var touched: [(before: Dossier, after: Dossier)] = []
                for id in tickets {
                    guard let desk = try self.dossier(id, in: writer),
                        let mark = desk.ticket.mark(of: event.id)
                    else { continue }
                    let command = Command(.reverse(mark, reason: reason), by: by, way: .page)
                    touched.append((desk, try self.record(command, on: desk, id: id, in: &sitting)))
                }
                try self.mail(sitting.news, now: now, writer)
                try self.tellCustomer(of: exclusion, takenBackFor: reason, touched, now, writer)
            }
        }
    }
}

extension Ticket {
    /// What an event excludes here, while it is in force.
    func mark(of event: ExclusionEvent.ID) -> Mark? {
        exclusions.first { $0.what.event == event && $0.isInForce }.map { .exclusion(number: $0.what.number) }
    }
}
