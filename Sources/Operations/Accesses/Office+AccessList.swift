import BusinessTime
public import Desk
import Mail
public import Storage

extension Office {
    /// One access in the list over all tickets.
    public struct ListedAccess: Sendable {
        public let ticket: Ticket.ID
        public let subject: String
        public let customer: String
        public let access: GivenAccess
        /// Who may use it, who gave it, who used it last.
        public let users: String
        public let contact: String
        public let lastUser: String?
    }

    /// A page of them: those in force or to begin, the next to end first; or those that ended.
    public func accesses(
        thatEnded: Bool, from place: Int, limit: Int, in reader: Reader
    ) throws -> [ListedAccess] {
        try reader.accesses(thatEnded: thatEnded, from: place, limit: limit).compactMap { stored in
            guard let desk = try dossier(Ticket.ID(stored.ticket), in: reader),
                let access = desk.ticket.access(stored.number), let row = try reader.ticketRow(stored.ticket)
            else { return nil }
            let last = access.lastUse?.by.person?.rawValue
            let names = try reader.names(of: [access.what.contact.rawValue] + (last.map { [$0] } ?? []))
            let organisation = try row.organisation.flatMap { try reader.organisation($0)?.name }
            let contact = names[access.what.contact.rawValue] ?? "somebody"
            return ListedAccess(
                ticket: desk.ticket.id, subject: row.subject, customer: organisation ?? contact,
                access: access, users: try words(of: access.what.users, in: reader), contact: contact,
                lastUser: last.flatMap { names[$0] })
        }
    }

    /// The rows of the index: a function of the facts.
    func accessRows(of ticket: Ticket) -> [StoredAccess] {
        ticket.accesses.map { access in
            StoredAccess(
                ticket: ticket.id.rawValue, number: access.what.number,
                contact: access.what.contact.rawValue, ends: access.what.span.to, ended: access.ending?.at)
        }
    }

    /// Mails the customer's contact what became of an access. The ticket has the words without the link.
    func tellContact(
        _ kind: AccessNotice, on desk: Dossier, now: Instant, _ writer: Writer
    ) throws {
        let (id, number) = (desk.ticket.id, kind.grant)
        let word = try accessWord(id, number, writer)
        guard let asked = try accessAsked(desk, number, now: now, writer),
            let person = try writer.person(asked.access.what.contact.rawValue), !person.isErased
        else { return }
        let recorder = asked.access.recordedBy.person?.rawValue
        let names = try writer.names(of: recorder.map { [$0] } ?? [])
        var facts = try facts(for: person, on: desk, writer)
        let name = try writer.setting("desk-name") ?? "Support"
        let letter = AccessLetter(
            asked: asked, users: try words(of: asked.access.what.users, facts.language, in: writer),
            recordedBy: recorder.flatMap { names[$0] } ?? name,
            link: address(.access(id, number, word: word)))
        facts.set(.secrets, try Self.secretsGo(facts.language, writer))
        let letterKind = letter.letter(kind, &facts)
        var posting = Posting(try body(letterKind, facts, for: person, writer), to: person)
        posting.text = letter.inTicket(kind, facts.language)
        posting.isConfidential = true
        try sendAutomatic(posting, on: desk.ticket, now: now, writer)
    }
}
