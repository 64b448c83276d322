public import Desk
import Mail
public import Storage

// Callers whom the desk does not know by number.
extension Office {
    /// By mail address: known, or new from now on.
    public func caller(_ address: String, name: String, _ writer: Writer) throws -> StoredPerson {
        guard let mail = MailAddress(address), address.count <= 254 else {
            throw Refusal(
                "bad-address", field: "address", "\"\(address.prefix(254))\" is no mail address.",
                remedy: "Write it as carla@acme.example, or choose a contact.")
        }
        try CallWish.check(line: name, "name", max: CallWish.callerMax, isNeeded: false)
        let inquiry = Inquiry(
            address: mail.description, name: name, subject: "", text: "", way: .phone)
        let person = try person(of: inquiry, writer)
        guard person.kind == .contact else {
            throw Refusal(
                "not-a-contact", field: "address", "\(person.name) works at the desk.",
                remedy: "Name the contact of the customer who asks.")
        }
        return person
    }

    /// With an address it is a ticket at once, and the number is the caller's; without one it is kept apart.
    /// Gives its number in the log, or the ticket.
    public func log(
        _ wish: CallWish, from address: String, _ turn: CallTurn, _ writer: Writer
    ) throws -> (call: Int64, ticket: Ticket.ID?) {
        try Access.require(.logCall, by: turn.asker)
        if address.isEmpty { return (try keep(wish, turn, writer), nil) }
        try wish.check(at: turn.now)
        let person = try caller(address, name: wish.caller, writer)
        let ticket = try log(wish, with: person.id, turn, writer)
        if let number = wish.number { try writer.add(phoneNumber: number.description, of: person.id) }
        return (0, ticket)
    }
}
