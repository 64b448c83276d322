import Agreements
import BusinessTime
import Desk
import Mail
public import Operations
import Storage

/// Makes tickets and messages of what lies in the inbox. Every step is idempotent: a crash replays it.
public final class Intake: Sendable {
    let office: Office
    /// Hosts whose Received lines date the receipt.
    let ownHosts: Set<String>

    public init(office: Office, ownHosts: Set<String> = []) {
        self.office = office
        self.ownHosts = ownHosts
    }

    /// Keeps a mail that has come in; it is on disk when this returns.
    public func keep(_ mail: IncomingMail) async throws -> Int64 {
        let blob = try office.database.blobs.take(mail.bytes)
        let entry = InboxEntry(
            blob: blob, envelopeFrom: mail.envelopeFrom ?? "", envelopeTo: mail.recipients,
            receivedMilliseconds: mail.receipt)
        let wakeUp = office.wakeUp
        return try await office.database.write { writer in
            writer.afterCommit(wakeUp)
            return try writer.add(entry, bytes: blob)?.id ?? 0
        }
    }

    /// Reads what is new, oldest first; gives how many mails it read.
    @discardableResult
    public func readNew(limit: Int = 200) async throws -> Int {
        let entries = try await office.database.read { try $0.inbox(.new, limit: limit) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, entry) in entries.enumerated() {
                if index >= 16 { try await group.next() }
                group.addTask { try await self.read(entry) }
            }
            try await group.waitForAll()
        }
        return entries.count
    }

    private func read(_ entry: InboxEntry) async throws {
        let blobs = office.database.blobs
        let bytes = try await office.database.read { reader in
            try reader.blob(entry.blob).map { try blobs.bytes(of: $0) }
        }
        guard let bytes else { return try await quarantine(entry, "Its bytes are missing from the store.") }
        let mail = Mail.Message.parse(bytes)
        do {
            try await office.database.write { [self] writer in
                let now = office.clock()
                guard try writer.inboxEntry(entry.id)?.state == .new else { return }
                try take(mail, entry, now: now, writer)
                try writer.mark(inboxEntry: entry.id, .done)
            }
        } catch let refusal as Refusal {
            try await quarantine(entry, "\(refusal.message) \(refusal.remedy)")
        }
    }

    private func quarantine(_ entry: InboxEntry, _ why: String) async throws {
        try await office.database.write { try $0.mark(inboxEntry: entry.id, .quarantined, why: why) }
    }

    /// Loop guard, bounce, threading, sender: what the mail is to the desk.
    private func take(_ mail: Mail.Message, _ entry: InboxEntry, now: Instant, _ writer: Writer) throws {
        let identity = Writer.identity(
            messageID: mail.messageID, contentDigest: mail.contentHash, receiver: entry.envelopeTo.first ?? ""
        )
        guard try writer.claim(identity: identity, forInboxEntry: entry.id) == entry.id else { return }
        let tokens = try Post.tokens(writer)
        let recipients = entry.envelopeTo.compactMap { MailAddress($0) }
        let candidates = Threading.candidates(mail, envelopeRecipients: recipients, tokens: tokens)
        if mail.kind == .bounce { return try bounced(mail, candidates, now: now, writer) }
        let inquiry = try inquiry(mail, entry, now: now)
        if let ticket = try thread(candidates, inquiry, writer) {
            try join(inquiry, to: ticket, now: now, writer)
        } else {
            let ticket = try office.open(inquiry, now: now, writer)
            try answerReceipt(of: mail, ticket, inquiry, now: now, writer)
        }
    }

    private func inquiry(_ mail: Mail.Message, _ entry: InboxEntry, now: Instant) throws -> Inquiry {
        guard let sender = mail.from ?? mail.sender else {
            throw Refusal(
                "no-sender", clause: .primaryChannel, field: "from", "The mail names no sender.",
                remedy: "Attach it to a ticket by hand, or discard it with a reason.")
        }
        let subject = mail.subject.isEmpty ? "(no subject)" : mail.subject
        var inquiry = Inquiry(
            address: sender.address.description, name: sender.name, subject: subject,
            text: mail.readableText, way: .mail)
        inquiry.html = mail.html
        let dated = ReceivedLines.receipt(mail.receivedLines, ownHosts: ownHosts)
        inquiry.receivedAt = min(dated.map { Instant(seconds: $0.seconds) } ?? entry.received, entry.received)
        inquiry.messageID = mail.messageID
        inquiry.references = mail.references
        inquiry.inbox = entry.id
        // A list's mail is a person's; only an answer by a program changes nothing.
        inquiry.isAutomatic = mail.kind == .autoReply
        return inquiry
    }

    /// Token, then ids, then the tag: which ticket it is. They join only where the sender takes part.
    private func thread(
        _ candidates: [Threading.Candidate], _ inquiry: Inquiry, _ writer: Writer
    ) throws -> Ticket.ID? {
        for candidate in candidates {
            guard let number = try ticket(of: candidate, writer) else { continue }
            let id = Ticket.ID(number)
            guard let dossier = try office.dossier(id, in: writer), dossier.ticket.closing == nil else {
                continue
            }
            let requester = try writer.person(dossier.ticket.requester.rawValue)
            if requester?.address == inquiry.address { return id }
        }
        return nil
    }

    private func ticket(of candidate: Threading.Candidate, _ reader: Reader) throws -> Int64? {
        switch candidate {
        case .token(.ticket(let id)), .token(.delivery(let id, _)), .subjectTag(let id): id
        case .reference(let messageID): try reader.messages(withMessageIDs: [messageID]).first?.ticket
        }
    }

    private func join(_ inquiry: Inquiry, to id: Ticket.ID, now: Instant, _ writer: Writer) throws {
        guard let dossier = try office.dossier(id, in: writer) else { return }
        let sender = try office.person(of: inquiry, writer)
        let received = min(inquiry.receivedAt ?? now, now)
        let message = try writer.add(office.stored(inquiry, from: sender, ticket: id, at: received))
        let reply = CustomerReply(
            message: Desk.Message.Reference(id: Desk.Message.ID(message.id), digest: message.digest),
            automatic: inquiry.isAutomatic)
        let command = Command(
            .customerReply(reply), by: .contact(Person.ID(sender.id)), way: .mail, happened: received)
        try office.append(command, to: dossier, id: id, now: now, writer)
        if !inquiry.isAutomatic { try writer.setUnread(true, ticket: id.rawValue) }
    }

    /// A delivery report: the message it returns has failed, or is late.
    private func bounced(
        _ mail: Mail.Message, _ candidates: [Threading.Candidate], now: Instant, _ writer: Writer
    ) throws {
        guard let message = try returned(candidates, writer), let number = message.ticket,
            let dossier = try office.dossier(Ticket.ID(number), in: writer)
        else {
            throw Refusal(
                "unknown-bounce", clause: .primaryChannel,
                "A delivery report came back for no message that the desk sent.",
                remedy: "Read it, and discard it with a reason.")
        }
        guard mail.deliveryReport?.isFailure ?? true else { return }
        try writer.setDelivery(.failed, ofMessage: message.id)
        let why =
            mail.deliveryReport?.recipients.first.map { "\($0.status) \($0.diagnostic)" } ?? mail.subject
        guard dossier.ticket.sent.contains(where: { $0.message.id.rawValue == message.id }) else { return }
        try office.append(
            Command(
                .messageFailed(Desk.Message.ID(message.id), reason: why, ours: false), by: .desk, way: .mail),
            to: dossier, id: dossier.ticket.id, now: now, writer)
    }

    private func returned(_ candidates: [Threading.Candidate], _ reader: Reader) throws -> StoredMessage? {
        for candidate in candidates {
            switch candidate {
            case .token(.delivery(_, let number)):
                if let message = try reader.message(number) { return message }
            case .reference(let id):
                if let message = try reader.messages(withMessageIDs: [id]).first { return message }
            case .token(.ticket), .subjectTag: continue
            }
        }
        return nil
    }

    /// The automatic receipt, under the loop rules.
    private func answerReceipt(
        of mail: Mail.Message, _ ticket: Ticket, _ inquiry: Inquiry, now: Instant, _ writer: Writer
    ) throws {
        let recent = LoopGuard.Recent(
            automaticMailsInLastHour: try writer.automaticMailCount(
                to: inquiry.address, since: now.advanced(by: -3600)),
            ticketsInLastTenMinutes: 0)
        let own = [try Post.support(writer)]
        guard LoopGuard.refusal(mail, recent: recent, ownAddresses: own) == nil else { return }
        try office.sendReceipt(of: ticket, now: now, writer)
        try writer.noteAutomaticMail(to: inquiry.address, at: now)
    }
}
