import Desk
import Hummingbird
import Operations
import Storage

// A canned reply put into what somebody writes on a ticket.
extension DeskServer {
    func addCannedInsertion(to router: Router<DeskContext>) {
        let refusal = Desk.Refusal(
            "canned-missing", field: "canned", "No canned reply was chosen, or it is gone.",
            remedy: "Choose one of the list and press Insert.")
        add(
            TextInsertion(
                noun: "canned-replies", field: "canned", capability: .cannedReplies, refusal: refusal,
                words: filledReply), to: router)
    }

    @Sendable private func filledReply(
        _ id: Int64, _ person: SignedIn, _ sight: TicketSight
    ) async throws -> String? {
        try await office.database.read { reader in
            guard let reply = try office.cannedReply(id, for: person.asker, in: reader),
                let desk = try office.dossier(Ticket.ID(sight.id), in: reader)
            else { return nil }
            return try office.filled(reply.words, on: desk, by: person.asker, reader)
        }
    }
}
