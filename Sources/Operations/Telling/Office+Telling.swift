import Agreements
import BusinessTime
import Desk
import Mail
import Storage

// What facts ask to be told. A notice to the customer is a message of the ticket; what the desk's people
// are told in one transaction is one mail to each of them.
extension Office {
    /// Queues the required notices to the customer, and puts what the desk's people are to be told among the
    /// news of the sitting.
    func tell(_ facts: [Fact], on desk: Dossier, subject: String, in sitting: inout Sitting) throws {
        let notices = notices(for: facts, ticket: desk.ticket, terms: desk.terms)
        for notice in notices {
            switch (notice.to, notice.kind) {
            case (.requester, _) where !sitting.isCustomerToldOnce:
                try notify(notice, on: desk, now: sitting.now, sitting.writer)
            case (.contact, .access(let kind)):
                try tellContact(kind, on: desk, now: sitting.now, sitting.writer)
            default: continue
            }
        }
        let actors = facts.compactMap(\.by.person?.rawValue)
        for notice in notices where News.isOfDesk(notice) {
            let asked = News.isMailed(notice) ? try people(notice.to, desk.terms, in: &sitting) : []
            let all = asked + (try followers(of: desk, in: &sitting).filter { !asked.contains($0) })
            let told = all.filter { !actors.contains($0) }
            sitting.tell(told, notice.kind, of: desk.ticket.id) {
                item("\(subject): \(NewsWords(desk).words(of: notice.kind))", of: desk.ticket.id)
            }
        }
    }

    func item(_ words: String, of ticket: Ticket.ID) -> News.Item {
        let line = "Ticket \(ticket), \(words)"
        return News.Item(ticket: ticket, line: line, paragraph: "\(line)\n\(address(.ticket(ticket)))\n")
    }

    private func notify(
        _ notice: Notice, on desk: Dossier, now: Instant, _ writer: Writer
    ) throws {
        let mailed = CustomerNotice(ticket: desk.ticket)
        // Each new ticket has notices that are no mails: nothing is read for those.
        guard let kind = mailed.letter(notice.kind),
            let person = try writer.person(desk.ticket.requester.rawValue)
        else { return }
        var facts = try facts(for: person, on: desk, writer)
        if case .breachMail(let promise) = notice.kind {
            guard try mayTellBreach(to: person, of: desk.ticket, writer) else { return }
            facts.takeBreach(of: promise, on: desk)
        }
        mailed.name(notice.kind, in: &facts)
        let body = try body(kind, facts, for: person, writer)
        try sendAutomatic(Posting(body, to: person), on: desk.ticket, now: now, writer)
    }

    /// A message of the ticket that no person wrote.
    @discardableResult
    func sendAutomatic(
        _ posting: Posting, on ticket: Ticket, now: Instant, _ writer: Writer
    ) throws -> StoredMessage {
        var message = StoredMessage(direction: .outgoing, sent: now, received: now)
        message.ticket = ticket.id.rawValue
        message.subject = try writer.ticketRow(ticket.id.rawValue)?.subject ?? ""
        message.text = posting.text
        message.messageID = secret.word() + "@" + (try Post.domain(writer))
        message.isAutomatic = true
        message.delivery = .waiting
        let stored = try writer.add(message)
        try post(stored, posting, on: ticket, now: now, writer)
        return stored
    }

    private func people(
        _ audience: Notice.Audience, _ terms: PinnedTerms?, in sitting: inout Sitting
    ) throws -> [Int64] {
        switch audience {
        case .requester, .contact: return []
        case .person(let id): return [id.rawValue]
        case .group(let name):
            let found = try members([name], in: &sitting)
            return found.isEmpty ? try managers(in: &sitting) : found
        case .tier(let level):
            return try members(terms?.terms.escalation.groups(of: level) ?? [], in: &sitting)
        case .managers: return try managers(in: &sitting)
        }
    }

    /// Colleagues who follow a ticket and still see it.
    private func followers(of desk: Dossier, in sitting: inout Sitting) throws -> [Int64] {
        let writer = sitting.writer
        if sitting.hasFollowers == nil { sitting.hasFollowers = try writer.hasFollowers() }
        guard sitting.hasFollowers == true else { return [] }
        let place = try thing(desk.ticket, in: writer)
        return try writer.followers(ofTicket: desk.ticket.id.rawValue).filter { person in
            guard person.kind == .agent, let asker = try Access.Asker(person, .session, in: writer) else {
                return false
            }
            return Access.allows(.ticketView, by: asker, on: place)
        }.map(\.id)
    }

    /// They also stand in for a group that nobody is in.
    private func managers(in sitting: inout Sitting) throws -> [Int64] {
        if let known = sitting.managers { return known }
        let found = try sitting.writer.agents().filter { $0.role == Role.manager.rawValue }.map(\.id)
        sitting.managers = found
        return found
    }

    private func members(_ groups: [String], in sitting: inout Sitting) throws -> [Int64] {
        if let known = sitting.members[groups] { return known }
        let reader = sitting.writer
        let ids = try reader.groups().filter { groups.contains($0.name) }.map(\.id)
        let found = try ids.flatMap { try reader.members(of: $0) }
        sitting.members[groups] = found
        return found
    }

    /// One mail to each person for all that the transaction has for them.
    func mail(_ news: [Int64: News], now: Instant, _ writer: Writer) throws {
        if news.isEmpty { return }
        let (support, sender) = (try Post.support(writer), try Post.sender(writer))
        let desk = Mailbox(name: try writer.setting("desk-name") ?? "Support", address: sender)
        // Those of one group hear the same.
        var drafts: [String: Composer] = [:]
        for (id, told) in news.sorted(by: { $0.key < $1.key }) {
            guard let person = try writer.person(id), person.disabledAt == nil,
                let address = MailAddress(person.address)
            else { continue }
            // The agreement has managers told; others may have had enough.
            let isManager = person.role == Role.manager.rawValue
            if !isManager, try writer.left(MailList.news.word, person: id) != nil { continue }
            let (only, text) = (told.count == 1 ? told.named.first : nil, told.text)
            var composer =
                drafts[text]
                ?? Composer(
                    from: desk, to: [],
                    subject: only?.line ?? "\(told.count) things to know at the desk",
                    body: MailBody(plain: text), messageID: "", date: MailDate(seconds: now.seconds))
            drafts[text] = composer
            composer.to = [Mailbox(name: person.name, address: address)]
            composer.messageID = secret.word() + "@" + support.domain
            composer.origin = .notice
            if !isManager { composer.leaving = try leavingLink(.news, of: id, writer) }
            if let only {
                composer.replyTo = try Post.tokens(writer)
                    .replyAddress(ticket: only.ticket.rawValue, support: support)
                    .map { Mailbox(address: $0) }
                composer.text += Self.answering
            }
            let blob = try database.blobs.take(composer.bytes)
            _ = try writer.add(
                OutboxEntry(
                    message: nil, ticket: only?.ticket.rawValue,
                    messageID: composer.messageID, bytes: blob, envelopeFrom: "",
                    envelopeTo: address.description, created: now), bytes: blob)
        }
    }

    private static let answering = """

        Answer this mail to write to the customer. Begin with a line that says #note to write to colleagues.

        """
}
