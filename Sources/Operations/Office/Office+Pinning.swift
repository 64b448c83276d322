import Agreements
import BusinessTime
import Desk
import Mail
public import Storage

// Which agreement applies to an inquiry: at receipt, or when it is learnt later whose it is.
extension Office {
    func pinning(_ which: WhichAgreement, _ reader: Reader) throws -> Pinning {
        guard let customer = which.customer else { return which.pinning(among: []) }
        let candidates = try reader.agreementPeriods(of: customer.rawValue).compactMap { period in
            let version = AgreementVersion(agreement: period.name, number: period.version)
            return try shelf.terms(version, in: reader).map {
                WhichAgreement.Candidate(
                    terms: $0, customer: customer, from: period.from, until: period.until)
            }
        }
        return which.pinning(among: candidates)
    }

    func firstTerms(
        of pinning: Pinning, _ receivedAt: Instant, _ reader: Reader
    ) throws -> PinnedTerms? {
        switch pinning {
        case .noPromise: nil
        case .version(let version): try shelf.terms(version, receivedAt: receivedAt, in: reader)
        case .candidates(let versions):
            PinnedTerms.earliest(
                among: try versions.compactMap {
                    try shelf.terms($0, receivedAt: receivedAt, in: reader)
                }, severity: .normal, receivedAt: receivedAt)
        }
    }

    func firstGroup(_ terms: PinnedTerms?) -> String {
        terms?.terms.escalation.groups(of: .tier1).first ?? "Front desk"
    }

    /// What the sender chose, if the agreement has it; else the agreement's first.
    func category(_ inquiry: Inquiry, _ terms: PinnedTerms?) throws(Refusal) -> String {
        let known = terms?.terms.scope.categories ?? []
        guard let chosen = inquiry.category else { return known.first ?? "general" }
        if known.isEmpty { return chosen }
        // As the agreement spells it: a letter with an accent can be written in two ways.
        guard let category = known.first(where: { $0 == chosen }) else {
            throw Refusal(
                "category-unknown", clause: .inScope, field: "category",
                "The agreement knows no category \"\(chosen.prefix(64))\".",
                remedy: "Choose one of: \(known.joined(separator: ", ")).")
        }
        return category
    }

    /// Whose ticket it is, learnt later: the version in force at receipt applies from receipt, chosen by what
    /// was known then. A contact of no customer belongs to this one from now on.
    ///
    /// - Parameter address: of the contact who asks; empty keeps the one who is on the ticket.
    public func identify(
        _ customer: String, contact address: String, _ turn: Turn, _ writer: Writer
    ) throws {
        let desk = try allowed(.moveToOrganisation, turn, writer)
        let organisation = try organisation(named: customer, writer)
        let contact = try contact(address, of: desk.ticket, writer)
        try take(contact, into: organisation, writer)
        let which = WhichAgreement(
            receivedAt: desk.ticket.receivedAt, customer: Organisation.ID(organisation.id),
            recipients: try recipients(of: desk.ticket, writer), category: desk.ticket.category)
        let known = Identification(
            requester: Person.ID(contact.id), organisation: Organisation.ID(organisation.id),
            pinning: try pinning(which, writer))
        let command = Command(.identify(known), by: turn.asker.actor, way: turn.way)
        try append(command, to: desk, id: turn.ticket, now: turn.now, writer)
    }

    /// A contact who belongs to nobody yet; who belongs to another customer stays there.
    private func take(
        _ contact: StoredPerson, into organisation: StoredOrganisation, _ writer: Writer
    ) throws {
        if contact.organisation == organisation.id { return }
        guard contact.kind == .contact, contact.organisation == nil else {
            let home = try contact.organisation.flatMap { try writer.organisation($0)?.name }
            throw Refusal(
                "contact-elsewhere", clause: .head, field: "contact",
                "\(contact.address) belongs to \(home ?? "the desk"), not to \(organisation.name).",
                remedy: "Name the address of the contact at \(organisation.name) who asks.")
        }
        var taken = contact
        taken.organisation = organisation.id
        try writer.update(taken)
    }

    func organisation(named name: String, _ reader: Reader) throws -> StoredOrganisation {
        let all = try reader.organisations()
        let asked = name.trimmedLowercase
        if let known = all.first(where: { $0.name.trimmedLowercase == asked }) { return known }
        let near = all.map(\.name).filter { !asked.isEmpty && $0.lowercased().contains(asked) }
        throw Refusal(
            "customer-unknown", clause: .head, field: "customer",
            "No customer is called \"\(name.prefix(64))\".",
            remedy: near.isEmpty
                ? "Write the name as the agreement has it."
                : "Did you mean \(near.prefix(5).joined(separator: ", "))?")
    }

    private func contact(_ address: String, of ticket: Ticket, _ writer: Writer) throws -> StoredPerson {
        if address.isEmpty, let requester = try writer.person(ticket.requester.rawValue) { return requester }
        guard let mail = MailAddress(address), address.count <= 254 else {
            throw Refusal(
                "bad-address", clause: .head, field: "contact",
                "\"\(address.prefix(254))\" is no mail address.",
                remedy: "Name the contact's address, or leave it empty to keep who is on the ticket.")
        }
        let inquiry = Inquiry(address: mail.description, name: "", subject: "", text: "", way: .page)
        return try person(of: inquiry, writer)
    }

    /// The addresses that the mail which opened the ticket was written to.
    private func recipients(of ticket: Ticket, _ reader: Reader) throws -> [String] {
        let message = try reader.message(ticket.receipt.message.id.rawValue)
        return try message?.inbox.flatMap { try reader.inboxEntry($0)?.envelopeTo } ?? []
    }
}

extension String {
    var trimmedLowercase: String {
        split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
    }
}
