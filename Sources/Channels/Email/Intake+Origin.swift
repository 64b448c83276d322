import Desk
import Mail
import Operations
import Storage

// What agents should know about a mail before they answer it.
extension Intake {
    func noteOrigin(
        _ arrival: Arrival, _ gate: Gate, of message: Int64, on ticket: Ticket, _ writer: Writer
    ) throws {
        let mail = arrival.mail
        var origin = MessageOrigin(
            message: message, proof: gate.proof.kind.rawValue, detail: gate.proof.detail,
            replyTo: try wishedAddress(mail, gate, writer)?.description,
            others: try others(mail, on: ticket, gate, writer))
        origin.threadIndex = mail.threadIndex?.text
        origin.blindCopies = mail.bcc.prefix(Self.otherCountMax).map {
            $0.address.description.lowercased()
        }
        try writer.add(origin)
        // What is answered there must come back to the ticket.
        guard let address = try Office.honours(origin, writer) else { return }
        try writer.add(participant: address.description, toTicket: ticket.id.rawValue)
    }

    /// Where the sender wants answers, if not at their own address; never at the desk itself. What a
    /// colleague forwards says nothing of the customer's wish.
    private func wishedAddress(_ mail: Mail.Message, _ gate: Gate, _ reader: Reader) throws -> MailAddress? {
        guard let wished = mail.replyTo?.address, let from = mail.from?.address,
            !wished.isSameMailbox(as: from), !gate.addresses.isOurs(wished), !gate.addresses.isOwn(wished),
            try reader.person(address: from.description)?.kind != .agent
        else { return nil }
        return wished
    }

    /// Addresses on the mail that belong to another customer than the ticket: recorded, and told nothing.
    private func others(
        _ mail: Mail.Message, on ticket: Ticket, _ gate: Gate, _ reader: Reader
    ) throws -> [String] {
        let named = (mail.to + mail.cc).prefix(Self.otherCountMax).map(\.address)
        var seen: Set<MailAddress> = []
        return try named.filter { address in
            // Colleagues of ours are no customer.
            guard !gate.addresses.isInside(address), seen.insert(address).inserted else { return false }
            let person = try reader.person(address: address.description)
            if person?.kind == .agent { return false }
            let organisation =
                try person?.organisation ?? reader.organisation(domain: address.domain)?.id
            return organisation.map { $0 != ticket.organisation?.rawValue } ?? false
        }.map(\.description)
    }

    /// Addresses of one mail that are looked at.
    static let otherCountMax = 100
}
