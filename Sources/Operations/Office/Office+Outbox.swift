import Agreements
import Desk
import Storage

// A mail that is asked for again or cancelled, by somebody who may write where it belongs.
extension Office {
    /// Sends it again, or at once. A mail that may have gone out keeps its Message-ID, by which mail programs
    /// tell a second copy.
    public func retryMail(_ id: Int64, by asker: Access.Asker) async throws {
        let now = clock()
        try await database.write { writer in
            let entry = try self.mail(id, changedBy: asker, writer)
            guard !entry.isEmptied else { throw Refusal.emptiedMail }
            guard try writer.retry(outboxEntry: id, at: now) else {
                throw Refusal.mailIsGone(entry, "tried again")
            }
            if let message = entry.message { try writer.setDelivery(.waiting, ofMessage: message) }
        }
        wakeUp()
    }

    public func cancelMail(_ id: Int64, by asker: Access.Asker) async throws {
        let now = clock()
        try await database.write { writer in
            let entry = try self.mail(id, changedBy: asker, writer)
            guard try writer.cancel(outboxEntry: id, at: now) else {
                throw Refusal.mailIsGone(entry, "cancelled")
            }
            guard let message = entry.message else { return }
            let open = try writer.outbox(ofMessage: message).contains { $0.state != .cancelled }
            if !open { try writer.setDelivery(.failed, ofMessage: message) }
        }
    }

    /// Who may answer a ticket may decide on its mail; and an administrator, who minds the servers.
    private func mail(_ id: Int64, changedBy asker: Access.Asker, _ reader: Reader) throws -> OutboxEntry {
        guard let entry = try reader.outboxEntry(id) else { throw Refusal.noMail(id) }
        if asker.role == .admin || entry.ticket == nil {
            try Access.require(.mailServer, by: asker)
        } else {
            let ticket = try entry.ticket.flatMap { try self.dossier(Ticket.ID($0), in: reader)?.ticket }
            try Access.require(.reply, by: asker, on: ticket.map { try thing($0, in: reader) } ?? .desk)
        }
        return entry
    }
}

extension Refusal {
    static let emptiedMail = Refusal(
        "erased-mail", clause: .legal, "The text of this mail was erased.",
        remedy: "Write the person a new answer, if there still is one.")

    static func noMail(_ id: Int64) -> Refusal {
        Refusal(
            "no-mail", clause: .primaryChannel, field: "mail", "There is no mail \(id) in the outbox.",
            remedy: "See the page of the outbox.")
    }

    static func mailIsGone(_ entry: OutboxEntry, _ what: String) -> Refusal {
        let why =
            entry.state == .sending
            ? "it is being sent now" : entry.state == .accepted ? "our server has it" : "its state is final"
        return Refusal(
            "mail-is-gone", clause: .primaryChannel, "Mail \(entry.id) can't be \(what): \(why).",
            remedy: "Look at it again in a minute.")
    }
}
