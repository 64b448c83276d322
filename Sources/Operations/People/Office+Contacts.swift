import Desk
import Storage

// What a customer's people see beside their own tickets, and whose people they are.
extension Office {
    /// Puts the rights of a contact in place of those there were.
    public func setRights(
        _ rights: Set<ContactRight>, of address: String, by asker: Access.Asker
    ) async throws {
        try Access.require(.contactRights, by: asker)
        try await database.write { writer in
            var contact = try Self.contact(address, writer)
            guard contact.organisation != nil || rights.isEmpty else {
                throw Refusal(
                    "contact-of-nobody", field: "address", "\(contact.address) belongs to no customer yet.",
                    remedy: "Say first whose contact it is.")
            }
            contact.seesOrganisation = rights.contains(.organisation)
            contact.seesAgreement = rights.contains(.agreement)
            contact.seesBooks = rights.contains(.books)
            try writer.update(contact)
        }
    }

    /// The contact belongs to another customer from now on: what they saw of the former is gone at once, and
    /// so are the rights that the former gave.
    public func move(_ address: String, to customer: String, by asker: Access.Asker) async throws {
        try Access.require(.contactRights, by: asker)
        try await database.write { writer in
            var contact = try Self.contact(address, writer)
            let organisation = try self.organisation(named: customer, writer)
            if contact.organisation == organisation.id { return }
            contact.organisation = organisation.id
            (contact.seesOrganisation, contact.seesAgreement, contact.seesBooks) = (false, false, false)
            try writer.update(contact)
        }
    }

    private static func contact(_ address: String, _ reader: Reader) throws -> StoredPerson {
        if let person = try reader.person(address: address), person.kind == .contact { return person }
        throw Refusal(
            "contact-unknown", field: "address", "No contact has the address \"\(address.prefix(254))\".",
            remedy: "Write the address as on one of their tickets.")
    }
}
