import Agreements
public import BusinessTime
public import Desk
public import Mail
public import Storage

// Mails to a provider's notice address (clause I): kept for a manager, who says whether they give notice.
extension Office {
    /// Where a mail that is addressed to these recipients belongs.
    public struct NoticePlace: Sendable {
        /// The notice addresses among them, in small letters.
        public let addresses: Set<String>
        /// Whether the support address is among them too: then it is an inquiry as well.
        public let isAlsoSupport: Bool
    }

    /// nil where none of the recipients is a notice address of an agreement in force. A provider whose
    /// notice address is the support address gets its notices as tickets.
    public func noticePlace(
        of recipients: [String], at now: Instant, _ reader: Reader
    ) throws -> NoticePlace? {
        let support = try Post.support(reader)
        let others = Set(recipients.map { $0.lowercased() }).filter { !Self.isSupport($0, support) }
        if others.isEmpty { return nil }
        var found: Set<String> = []
        var supports: Set<String> = []
        for terms in try termsInForce(at: now, reader) {
            supports.formUnion(terms.terms.channels.supportAddresses.map { $0.lowercased() })
            let address = terms.terms.provider.noticeAddress.lowercased()
            if others.contains(address) { found.insert(address) }
        }
        found.subtract(supports)
        if found.isEmpty { return nil }
        let rest = Set(recipients.map { $0.lowercased() }).subtracting(found)
        let isAlso = rest.contains { Self.isSupport($0, support) || supports.contains($0) }
        return NoticePlace(addresses: found, isAlsoSupport: isAlso)
    }

    /// The bare address, or one with a tag.
    private static func isSupport(_ address: String, _ support: MailAddress) -> Bool {
        let local = address.split(separator: "@").first ?? ""
        let own = support.local.lowercased()
        return address.hasSuffix("@" + support.domain.lowercased())
            && (local == own || local.hasPrefix(own + "+") || local.hasPrefix(own + "-"))
    }

    func termsInForce(at now: Instant, _ reader: Reader) throws -> [PinnedTerms] {
        try reader.versionsInForce(at: now).compactMap {
            try shelf.terms(AgreementVersion(agreement: $0.name, number: $0.version), in: reader)
        }
    }

    /// Keeps it for a manager, on the sender's agreement where that is known, and tells the managers.
    public func noteNoticeMail(
        _ mail: NoticeMail, from sender: Mail.Mailbox, at place: NoticePlace, now: Instant, _ writer: Writer
    ) throws {
        let organisation = try organisation(of: sender.address.description, writer)
        let held = try organisation.map { try agreements(of: $0, taking: place, at: now, writer) } ?? []
        let name = held.count == 1 ? held.first : nil
        let stored = StoredNoticeMail(
            inbox: mail.inbox, organisation: organisation, agreement: name, received: mail.received,
            isAutomatic: mail.isAutomatic)
        try writer.add(stored)
        if let name, let organisation {
            let file = try agreementFile(try writer.agreementName(name, of: organisation), in: writer)
            try record(AgreementCommand(.noteNoticeMail(mail), by: .desk), on: file, now: now, writer)
        }
        if mail.isAutomatic { return }
        let waiting = try writer.noticeMailsWaitingCount()
        // Strangers can't fill the managers' mailboxes through us; the page shows all.
        if name == nil, waiting > Self.strangerAlertsMax { return }
        try alert(stored, from: sender, now: now, writer)
    }

    private static let strangerAlertsMax = 10

    private func organisation(of address: String, _ reader: Reader) throws -> Int64? {
        if let person = try reader.person(address: address.lowercased()) { return person.organisation }
        let domain = address.split(separator: "@").last.map(String.init) ?? ""
        return try reader.organisation(domain: domain)?.id
    }

    /// The names of a customer's agreements in force whose provider takes notice at this place.
    private func agreements(
        of organisation: Int64, taking place: NoticePlace, at now: Instant, _ reader: Reader
    ) throws -> [String] {
        var names: [String] = []
        for stored in try reader.agreements(of: organisation, inForceAt: now)
        where !names.contains(stored.name) {
            let version = AgreementVersion(agreement: stored.name, number: stored.version)
            let address = try shelf.terms(version, in: reader)?.terms.provider.noticeAddress.lowercased()
            if address.map(place.addresses.contains) == true { names.append(stored.name) }
        }
        return names
    }

    private func alert(
        _ mail: StoredNoticeMail, from sender: Mail.Mailbox, now: Instant, _ writer: Writer
    ) throws {
        let managers = try writer.agents().filter {
            $0.role == Role.manager.rawValue && $0.disabledAt == nil
        }
        let about = mail.agreement.map { "agreement \"\($0)\"" } ?? "an agreement not known yet"
        let letters = managers.map { manager in
            Letter(
                name: manager.name, address: manager.address,
                subject: "A mail to the notice address: \(mail.agreement ?? "sender unknown")",
                text: """
                    Dear \(manager.name),

                    \(sender.address) has written to the notice address, about \(about). If it gives notice \
                    of termination, the notice counts from the receipt of that mail (clause I).

                    Read it, and say what it is:
                    \(address(.noticeMail(mail.inbox)))

                    Until then it is neither a notice nor a ticket.
                    """)
        }
        try self.mail(letters, now: now, writer)
    }
}
