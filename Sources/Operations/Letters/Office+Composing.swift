import Agreements
import Desk
public import Mail
public import Storage

// A mail's words filled with the facts of a ticket.
extension Office {
    /// The facts that every mail to this person about this ticket can name.
    func facts(for person: StoredPerson, on desk: Dossier, _ reader: Reader) throws -> LetterFacts {
        var facts = LetterFacts(
            try language(of: person, in: reader), try rules(for: person, desk.terms, in: reader))
        facts.take(desk.ticket, desk.terms, desk.clocks)
        facts.takeDisputes()
        facts.set(.subject, try reader.ticketRow(desk.ticket.id.rawValue)?.subject)
        facts.set(.name, person.name)
        facts.set(.customer, try person.organisation.flatMap { try reader.organisation($0) }?.name)
        facts.set(.desk, try reader.setting("desk-name") ?? "Support")
        if person.kind == .contact, person.organisation != nil, person.disabledAt == nil {
            facts.set(.portal, customersAddress(of: .portalTicket(desk.ticket.id)))
        }
        return facts
    }

    /// Where customers open a place; nil while the desk has no address but one of its own machine.
    func customersAddress(of place: Place) -> String? {
        let address = address(place)
        guard let scheme = address.firstRange(of: "://") else { return nil }
        let host = address[scheme.upperBound...].prefix { $0 != "/" }.lowercased()
        let isOwn = ["localhost", "127.", "[::1]"].contains { host.hasPrefix($0) }
        return isOwn ? nil : address
    }

    func body(
        _ kind: LetterKind, _ facts: LetterFacts, for person: StoredPerson, _ reader: Reader
    ) throws -> MailBody {
        try body(kind, facts, customer: person.organisation, reader)
    }

    func body(
        _ kind: LetterKind, _ facts: LetterFacts, customer: Int64?, _ reader: Reader
    ) throws -> MailBody {
        let place = LetterPlace(kind, customer: customer, language: facts.language)
        let words = try wordsInUse(place, in: reader).text
        return LetterWords(words).body(facts.values, facts.language)
    }

    /// The facts of a mail that is about no single ticket, to a customer's own address.
    func facts(toCustomer id: Int64?, _ terms: PinnedTerms, _ reader: Reader) throws -> LetterFacts {
        var facts = LetterFacts(
            try language(ofCustomer: id, in: reader), try rules(ofCustomer: id, terms, in: reader))
        facts.set(.customer, terms.terms.customer.name)
        facts.set(.desk, try reader.setting("desk-name") ?? "Support")
        return facts
    }

    /// Such a mail, ready to go.
    func letter(
        _ kind: LetterKind, _ facts: LetterFacts, toCustomer id: Int64?, _ terms: Terms, _ reader: Reader
    ) throws -> Letter {
        var letter = Letter(
            name: terms.customer.name, address: terms.customer.email, subject: facts.subject(kind) ?? "",
            text: "")
        letter.body = try body(kind, facts, customer: id, reader)
        letter.language = facts.language
        return letter
    }

    /// How a mail would read on a real ticket, with what is not known yet in brackets.
    ///
    /// - Parameter words: nil takes those in use.
    public func preview(
        _ kind: LetterKind, words: String? = nil, in language: Language? = nil, on desk: Dossier,
        _ reader: Reader
    ) throws -> LetterPreview {
        guard let person = try reader.person(desk.ticket.requester.rawValue) else { throw Refusal.noTicket }
        var facts = try facts(for: person, on: desk, reader)
        if let language, language != facts.language {
            var other = person
            other.language = language.rawValue
            facts = try self.facts(for: other, on: desk, reader)
        }
        for (placeholder, text) in LetterFacts.toCome(kind, facts.language) { facts.set(placeholder, text) }
        let body =
            try words.map { LetterWords($0).body(facts.values, facts.language) }
            ?? body(kind, facts, for: person, reader)
        if let subject = facts.subject(kind) {
            let party = desk.terms?.terms.customer
            return LetterPreview(
                to: "\(party?.name ?? person.name), \(party?.email ?? person.address)", subject: subject,
                body: body)
        }
        let subject = try reader.ticketRow(desk.ticket.id.rawValue)?.subject ?? ""
        return LetterPreview(
            to: "\(person.name), \(person.address)", subject: Self.subject(subject, ticket: desk.ticket.id),
            body: body)
    }

    public struct LetterPreview: Sendable {
        public let to: String
        public let subject: String
        public let body: MailBody
    }

    /// What was said before by people, for below an answer.
    func history(of ticket: Ticket, _ facts: LetterFacts, _ reader: Reader) throws -> [MailBody.Block] {
        let all = try reader.messages(of: ticket.id.rawValue, includingInternal: false)
        let said = all.reversed().filter {
            !$0.isAutomatic && $0.erasedAt == nil && !ticket.ratingComments.contains(Desk.Message.ID($0.id))
        }.prefix(QuotedHistory.messageCountMax)
        let names = try reader.names(of: said.compactMap(\.author))
        return QuotedHistory(
            said.map { one in
                let name = one.author.flatMap { names[$0] } ?? one.address
                return QuotedHistory.Earlier(
                    introduction: facts.language.introduction(name, one.sent, facts.rules), text: one.text)
            }
        ).blocks
    }
}
