import Agreements
public import BusinessTime
public import Desk
import Mail
public import Storage

// Mails that are kept in sight until a person says what they are. Nothing is deleted.
extension Office {
    /// Keeps a mail; `why` is a sentence for people, `claimed` the colleague in whose name it came without
    /// proof. Inside a transaction of the caller's.
    public func keepInQuarantine(
        _ entry: InboxEntry, _ cause: QuarantinedMail.Cause, why: String, claimed: StoredPerson? = nil,
        now: Instant, _ writer: Writer
    ) throws {
        try record(.kept(cause), of: entry.id, by: .desk, now: now, writer)
        var mail = StoredQuarantine(inbox: entry.id, cause: cause.rawValue, state: .waiting)
        mail.claimed = claimed?.id
        try writer.put(mail)
        try writer.mark(inboxEntry: entry.id, .quarantined, why: why)
        if let claimed { try tellClaimed(claimed, now: now, writer) }
    }

    public func quarantineFacts(_ inbox: Int64, in reader: Reader) throws -> [QuarantineFact] {
        let stream = FactStream.quarantine(inbox)
        let words = try Dictionary(
            reader.words(of: stream).map { ($0.digest, $0.text) }, uniquingKeysWith: { first, _ in first })
        return try reader.facts(of: stream).map { try QuarantineFactForm.decode($0.fact, words: words) }
    }

    /// It goes the way that it would have gone, with its first receipt.
    ///
    /// - Parameter sender: who wrote it, where the mail does not say; empty takes what the mail says.
    public func release(_ inbox: Int64, sender: String, by asker: Access.Asker) async throws {
        try Access.require(.quarantineRelease, by: asker)
        let now = clock()
        let address = sender.trimmedLine
        guard address.isEmpty || MailAddress(address) != nil else { throw Refusal.badSender(address) }
        try await database.write { writer in
            let mail = try self.waiting(inbox, writer)
            try self.record(.released, of: inbox, by: asker.actor, now: now, writer)
            let named = try self.quarantineLetter(inbox, in: writer)?.sender
            guard !address.isEmpty || named != nil else { throw Refusal.senderMissing }
            var changed = mail
            (changed.state, changed.sender) = (.released, address.isEmpty ? nil : address.lowercased())
            try self.letGo(changed, writer)
        }
    }

    /// It becomes a message on a ticket.
    public func attach(_ inbox: Int64, to ticket: Ticket.ID, by asker: Access.Asker) async throws {
        try Access.require(.quarantineRelease, by: asker)
        let now = clock()
        try await database.write { writer in
            let mail = try self.waiting(inbox, writer)
            guard let desk = try self.dossier(ticket, in: writer) else { throw Refusal.noTicket }
            try Access.require(.ticketView, by: asker, on: self.thing(desk.ticket, in: writer))
            if desk.ticket.closing != nil { throw Refusal.closedTicket(ticket) }
            try self.record(.attached(ticket), of: inbox, by: asker.actor, now: now, writer)
            var changed = mail
            (changed.state, changed.ticket) = (.attached, ticket.rawValue)
            try self.letGo(changed, writer)
        }
    }

    /// It is no mail for the desk. It stays in a list of its own, and can still be released.
    public func discard(_ inbox: Int64, reason: String, by asker: Access.Asker) async throws {
        try Access.require(.quarantineRelease, by: asker)
        let now = clock()
        guard reason.count <= Self.discardReasonMax else { throw Refusal.reasonTooLong }
        try await database.write { writer in
            guard var mail = try writer.quarantine(inbox) else { throw Refusal.noQuarantine }
            try self.record(.discarded(reason: reason), of: inbox, by: asker.actor, now: now, writer)
            mail.state = .discarded
            try writer.put(mail)
        }
    }

    /// Characters.
    static let discardReasonMax = 1_000

    private func waiting(_ inbox: Int64, _ reader: Reader) throws -> StoredQuarantine {
        guard let mail = try reader.quarantine(inbox) else { throw Refusal.noQuarantine }
        return mail
    }

    /// The intake takes it, after this transaction.
    func letGo(_ mail: StoredQuarantine, _ writer: Writer) throws {
        try writer.put(mail)
        try writer.mark(inboxEntry: mail.inbox, .new)
        writer.afterCommit(wakeUp)
    }

    func record(
        _ what: QuarantineFact.What, of inbox: Int64, by actor: Actor, now: Instant, _ writer: Writer
    ) throws {
        let stream = FactStream.quarantine(inbox)
        let head = try writer.head(of: stream)
        let at = max(now, head?.recorded ?? now)
        let facts = try quarantineFacts(inbox, in: writer)
        let id = QuarantinedMail.ID(inbox)
        var new: [QuarantineFact] = []
        // One that was kept before quarantine had facts begins with the first thing that is done about it.
        if case .kept = what, facts.isEmpty {
            new = [QuarantineFact(what, by: actor, recorded: at)]
        } else {
            if facts.isEmpty { new = [QuarantineFact(.kept(.failed), by: .desk, recorded: at)] }
            guard let mail = QuarantinedMail(id, facts + new) else { throw Refusal.noQuarantine }
            new.append(try mail.decide(what, by: actor, at: at))
        }
        try writer.append(try new.map { try QuarantineFactForm.encode($0) }, to: stream, following: head)
    }
}

extension String {
    fileprivate var trimmedLine: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}

extension Refusal {
    static let noQuarantine = Refusal(
        "no-mail", "There is no such mail in quarantine.", remedy: "Check its number in the list.")
    static let senderMissing = Refusal(
        "sender-missing", field: "sender", "The mail names nobody who could have written it.",
        remedy: "Give the mail address of who wrote it, or attach it to a ticket.")
    static let reasonTooLong = Refusal(
        "reason-too-long", field: "reason", "The reason is longer than 1,000 characters.",
        remedy: "Say it in a sentence or two.")

    static func badSender(_ text: String) -> Refusal {
        Refusal(
            "bad-address", field: "sender", "\"\(text.prefix(254))\" is no mail address.",
            remedy: "Write local@domain, or leave it empty to take what the mail says.")
    }

    static func closedTicket(_ id: Ticket.ID) -> Refusal {
        Refusal(
            "closed", clause: .resolution, field: "ticket", "Ticket \(id) is closed: nothing joins it.",
            remedy: "Release the mail instead: it opens a ticket of its own.")
    }
}
