import Desk
public import Mail
public import Storage

// Where a person's answers go: to the address that their newest mail asks for (Reply-To), else to their own.
extension Office {
    /// Where answers go that a mail asks for elsewhere. Nil where it was checked who sent it and that failed:
    /// a stranger would read what is meant for the customer. Never a colleague.
    public static func honours(_ origin: MessageOrigin, _ reader: Reader) throws -> MailAddress? {
        guard let address = origin.replyTo.flatMap({ MailAddress($0) }) else { return nil }
        let kind = SenderProof.Kind(rawValue: origin.proof) ?? .unchecked
        guard ![.failed, .unaligned, .unclear].contains(kind) else { return nil }
        return try reader.person(address: address.description)?.kind == .agent ? nil : address
    }

    func answerAddress(of person: StoredPerson, on ticket: Ticket, _ reader: Reader) throws -> MailAddress? {
        let origin = try reader.newestOrigin(of: person.id, onTicket: ticket.id.rawValue)
        return try origin.flatMap { try Self.honours($0, reader) } ?? MailAddress(person.address)
    }
}
