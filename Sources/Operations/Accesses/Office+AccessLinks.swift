import Agreements
public import BusinessTime
public import Desk
import Storage

// The customer's way to an access: an address in the mail that tells of it. Whoever holds it sees how the
// access is used and can end it; nothing is kept of the address, it follows from the desk's key.
extension Office {
    /// What the address opens.
    public struct AskedAccess: Sendable {
        public let ticket: Ticket.ID
        public let access: GivenAccess
        public let terms: PinnedTerms?
        /// Who of the customer gave it.
        public let contact: String
        /// Who may use it.
        public let users: String
        /// When, who and what for, the last first.
        public let uses: [(at: Instant, by: String, purpose: String)]
        public let now: Instant
    }

    func accessWord(_ ticket: Ticket.ID, _ number: Int, _ reader: Reader) throws -> String {
        let key = bytes(hexadecimal: try reader.setting("reply-key") ?? "")
        precondition(key.count >= 16, "the reply key is made when the desk is")
        return String(hexadecimal(Secret.mac(Array("access \(ticket) \(number)".utf8), key: key)).prefix(40))
    }

    /// nil for a word that opens nothing. Looking ends nothing: mail is read by machines.
    public func accessAsked(_ ticket: Ticket.ID, _ number: Int, word: String) async throws -> AskedAccess? {
        let now = clock()
        return try await database.read { try self.opened(ticket, number, word, now: now, $0)?.asked }
    }

    /// The customer ends it behind the address.
    public func endAsked(_ ticket: Ticket.ID, _ number: Int, word: String, reason: String) async throws {
        let now = clock()
        try await database.write { writer in
            guard let (asked, desk) = try self.opened(ticket, number, word, now: now, writer) else {
                throw Refusal.deadAccessLink
            }
            let command = Command(
                .access(.end(grant: number, reason: reason)), by: .contact(asked.access.what.contact),
                way: .page)
            try self.append(command, to: desk, id: ticket, now: now, writer)
        }
    }

    private func opened(
        _ ticket: Ticket.ID, _ number: Int, _ word: String, now: Instant, _ reader: Reader
    ) throws -> (asked: AskedAccess, desk: Dossier)? {
        guard sameBytes(Array(word.utf8), Array(try accessWord(ticket, number, reader).utf8)),
            let desk = try dossier(ticket, in: reader),
            let asked = try accessAsked(desk, number, now: now, reader)
        else { return nil }
        return (asked, desk)
    }

    func accessAsked(
        _ desk: Dossier, _ number: Int, now: Instant, _ reader: Reader
    ) throws -> AskedAccess? {
        guard let access = desk.ticket.access(number) else { return nil }
        let people = access.uses.compactMap { $0.by.person?.rawValue } + [access.what.contact.rawValue]
        let names = try reader.names(of: Array(Set(people)))
        let uses = access.uses.sorted { $0.at > $1.at }.map { use in
            (at: use.at, by: use.by.person.flatMap { names[$0.rawValue] } ?? "somebody", purpose: use.purpose)
        }
        return AskedAccess(
            ticket: desk.ticket.id, access: access, terms: desk.terms,
            contact: names[access.what.contact.rawValue] ?? "the customer",
            users: try words(of: access.what.users, in: reader), uses: uses, now: now)
    }
}

extension Refusal {
    public static let deadAccessLink = Refusal(
        "dead-link", clause: .customerDuties, "This link opens nothing.",
        remedy: "Take the address from the mail as it stands there, or write to the desk.")
}
