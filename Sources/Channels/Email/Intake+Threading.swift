import BusinessTime
import Desk
import Mail
import Operations
import Storage

// Which ticket a mail belongs to. Token, ids and tag say which; the sender says whether they may write there.
extension Intake {
    /// Where a mail goes.
    enum Place {
        case ticket(Ticket.ID)
        /// A ticket of its own. `beside` is the one that the mail named and its sender may not write to, or
        /// that takes no more: agents see the link.
        case new(beside: Ticket.ID?)
    }

    func place(_ candidates: [Threading.Candidate], _ inquiry: Inquiry, _ arrival: Arrival, _ reader: Reader)
        throws -> Place
    {
        var named: Ticket.ID?
        for candidate in candidates {
            guard let number = try ticket(of: candidate, reader),
                let dossier = try office.dossier(Ticket.ID(number), in: reader)
            else { continue }
            // What is written to a merged ticket is said in the one that it was joined with.
            let conversation = try office.conversation(of: dossier, in: reader)
            if try isParticipant(inquiry.address, in: dossier.ticket, reader),
                takesReply(conversation, inquiry, now: arrival.now)
            {
                return .ticket(conversation.ticket.id)
            }
            named = named ?? dossier.ticket.id
        }
        return .new(beside: named)
    }

    func ticket(of candidate: Threading.Candidate, _ reader: Reader) throws -> Int64? {
        switch candidate {
        case .token(.ticket(let id)), .token(.delivery(let id, _)), .subjectTag(let id): id
        case .token(.letter): nil
        case .reference(let messageID): try reader.messages(withMessageIDs: [messageID]).first?.ticket
        }
    }

    /// Who asked, who wrote there before, who was named on a customer's mail of the same organisation, and
    /// contacts of that organisation who see all its tickets.
    private func isParticipant(_ address: String, in ticket: Ticket, _ reader: Reader) throws -> Bool {
        if try reader.isParticipant(address, ofTicket: ticket.id.rawValue) { return true }
        guard let sender = try reader.person(address: address), sender.kind == .contact,
            let asker = try Access.Asker(sender, .session, in: reader)
        else { return false }
        return Access.allows(.reply, by: asker, on: try office.thing(ticket, in: reader))
    }

    /// A closed ticket takes no reply: what the rules would refuse becomes a ticket of its own.
    private func takesReply(_ dossier: Office.Dossier, _ inquiry: Inquiry, now: Instant) -> Bool {
        guard dossier.ticket.closing == nil else { return false }
        let reply = CustomerReply(
            message: Desk.Message.Reference(id: Desk.Message.ID(0), digest: ""),
            automatic: inquiry.isAutomatic)
        let command = Command(
            .customerReply(reply), by: .contact(dossier.ticket.requester), way: .mail,
            happened: min(inquiry.receivedAt ?? now, now))
        return (try? decide(command, ticket: dossier.ticket, terms: dossier.terms, now: now)) != nil
    }

    /// Notes who takes part: the sender, and those of the ticket's organisation whom the mail names. No
    /// person is made of them.
    func noteParticipants(_ arrival: Arrival, _ inquiry: Inquiry, of ticket: Ticket, _ writer: Writer) throws
    {
        var addresses = [inquiry.address]
        if let organisation = try ticket.organisation.flatMap({ try writer.organisation($0.rawValue) }) {
            let named = (arrival.mail.to + arrival.mail.cc).map(\.address)
            addresses += named.filter { organisation.domains.contains($0.domain) }.map(\.description)
        }
        for address in addresses.prefix(Self.participantCountMax) {
            try writer.add(participant: address, toTicket: ticket.id.rawValue)
        }
    }

    /// Participants noted from one mail.
    private static let participantCountMax = 50
}
