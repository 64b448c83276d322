import Agreements
import BusinessTime
import Desk
import Mail
public import Storage

// Who gets a ticket's public mails in copy. Never by a mail's own Cc: only somebody signed in adds a
// follower, and only of the ticket's own customer.
extension Office {
    public static let followerCountMax = 20

    /// By mail address; empty is the agent who asks.
    public func follow(_ address: String, _ turn: Turn, _ writer: Writer) throws {
        let desk = try allowed(.follow, turn, writer)
        let person = try follower(address, on: desk.ticket, turn, writer)
        guard try writer.followers(ofTicket: turn.ticket.rawValue).count < Self.followerCountMax else {
            throw Refusal(
                "too-many-followers", clause: .primaryChannel, field: "address",
                "The ticket has \(Self.followerCountMax) followers.",
                remedy: "Remove one, or add a list of the company's.")
        }
        try writer.add(
            Follower(
                ticket: turn.ticket.rawValue, person: person.id, addedBy: turn.asker.person.rawValue,
                since: turn.now))
        tellOfFollower(person, turn, writer)
    }

    public func unfollow(_ address: String, _ turn: Turn, _ writer: Writer) throws {
        _ = try allowed(.follow, turn, writer)
        let people = try writer.followers(ofTicket: turn.ticket.rawValue)
        let wanted = address.isEmpty ? nil : address.lowercased()
        let found = people.first { person in
            wanted.map { person.address == $0 } ?? (person.id == turn.asker.person.rawValue)
        }
        guard let found, turn.asker.role != .contact || found.kind == .contact else {
            throw Refusal(
                "no-follower", clause: .primaryChannel, field: "address",
                "Nobody of this address follows it.",
                remedy: "Choose one of its followers.")
        }
        try writer.remove(follower: found.id, ofTicket: turn.ticket.rawValue)
        tellOfFollower(found, turn, writer)
    }

    /// The portal shows the customer's own people; which colleagues follow is the desk's to know.
    private func tellOfFollower(_ person: StoredPerson, _ turn: Turn, _ writer: Writer) {
        let isForCustomers = person.kind == .contact
        writer.afterCommit { [changes] in changes.publish(turn.ticket, isForCustomers: isForCustomers) }
    }

    private func follower(
        _ address: String, on ticket: Ticket, _ turn: Turn, _ writer: Writer
    ) throws -> StoredPerson {
        if address.isEmpty, turn.asker.role != .contact,
            let own = try writer.person(turn.asker.person.rawValue)
        {
            return own
        }
        guard let mail = MailAddress(address), address.count <= 254 else {
            throw Refusal.badFollower(address)
        }
        let named = mail.description.lowercased()
        if let known = try writer.person(address: named) {
            if known.id == turn.asker.person.rawValue, known.kind == .agent { return known }
            guard known.kind == .contact, isOf(ticket, known.organisation) else {
                throw Refusal.strangeFollower
            }
            if known.id == ticket.requester.rawValue { throw Refusal.followsAlready }
            return known
        }
        guard isOf(ticket, try writer.organisation(domain: mail.domain)?.id) else {
            throw Refusal.strangeFollower
        }
        return try person(
            of: Inquiry(address: named, name: "", subject: "", text: "", way: turn.way), writer)
    }

    private func isOf(_ ticket: Ticket, _ organisation: Int64?) -> Bool {
        organisation != nil && organisation == ticket.organisation?.rawValue
    }

    /// Where copies go besides those that the writer names. Who left the customer meanwhile gets none.
    func followerCopies(of ticket: Ticket, but taken: [MailAddress], _ reader: Reader) throws -> [MailAddress]
    {
        try reader.followers(ofTicket: ticket.id.rawValue).compactMap { person in
            guard person.kind == .contact, !person.isErased, isOf(ticket, person.organisation),
                person.id != ticket.requester.rawValue, let mail = MailAddress(person.address),
                !taken.contains(where: { $0.isSameMailbox(as: mail) })
            else { return nil }
            return mail
        }
    }
}

extension Refusal {
    static func badFollower(_ address: String) -> Refusal {
        Refusal(
            "bad-address", clause: .primaryChannel, field: "address",
            "\"\(address.prefix(254))\" is no mail address.", remedy: "Write it as dora@acme.example.")
    }

    /// The same for colleagues, other customers' people and strangers: nobody learns here who they are.
    static let strangeFollower = Refusal(
        "not-of-customer", clause: .primaryChannel, field: "address",
        "Only people of the ticket's own company follow it.",
        remedy: "Name an address of the same company; a colleague follows it on their own page.")

    static let followsAlready = Refusal(
        "asks-already", clause: .primaryChannel, field: "address", "This is who asked: they get every mail.",
        remedy: "Name somebody else of the company.")
}
