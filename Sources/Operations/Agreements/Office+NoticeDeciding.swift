import Agreements
public import BusinessTime
public import Desk
import Mail
public import Storage

// What a manager says about a mail to the notice address.
extension Office {
    /// A mail to the notice address as it reads.
    public struct NoticeReading: Sendable {
        public let mail: StoredNoticeMail
        /// nil where its bytes are gone.
        public let letter: NoticeLetter?
        /// Agreements in force that it may be about, by name; the first is the likeliest.
        public let choices: [String]
        /// What it opened or joined.
        public let ticket: Int64?
    }

    /// The words of such a mail.
    public struct NoticeLetter: Sendable {
        public let from: String
        public let subject: String
        public let text: String
        public let files: [String]
        public let messageID: String
    }

    public func noticeReading(_ inbox: Int64, in reader: Reader) throws -> NoticeReading? {
        guard let mail = try reader.noticeMail(inbox) else { return nil }
        return NoticeReading(
            mail: mail, letter: try noticeLetter(inbox, in: reader), choices: try choices(mail, reader),
            ticket: try reader.ticket(ofInboxEntry: inbox))
    }

    public func noticeLetter(_ inbox: Int64, in reader: Reader) throws -> NoticeLetter? {
        guard let entry = try reader.inboxEntry(inbox), let blob = try reader.blob(entry.blob), blob.size > 0
        else { return nil }
        let message = Mail.Message.parse(try database.blobs.bytes(of: blob))
        let sender = message.from ?? message.sender
        return NoticeLetter(
            from: sender.map { $0.name.isEmpty ? "\($0.address)" : "\($0.name) <\($0.address)>" } ?? "nobody",
            subject: message.subject.isEmpty ? "(no subject)" : message.subject, text: message.readableText,
            files: message.attachments.map { $0.filename ?? $0.contentType }, messageID: message.messageID)
    }

    /// Those of the sender's customer; of all customers where the sender is not known.
    private func choices(_ mail: StoredNoticeMail, _ reader: Reader) throws -> [String] {
        let held = try reader.versionsInForce(at: clock())
            .filter { mail.organisation == nil || $0.organisation == mail.organisation }
        let names = Set(held.filter { $0.organisation != nil }.map(\.name)).sorted()
        guard let likely = mail.agreement, names.contains(likely) else { return names }
        return [likely] + names.filter { $0 != likely }
    }

    /// It gives notice for an agreement; `shown` is the last day that the manager saw.
    public func giveNotice(
        byMail inbox: Int64, for name: String, shown: LocalDate, by actor: Actor
    ) async throws {
        let now = clock()
        try await database.write { writer in
            var mail = try self.waiting(inbox, writer)
            let digest = try writer.inboxEntry(inbox)?.blob ?? ""
            let id = try self.noticeLetter(inbox, in: writer)?.messageID ?? ""
            if let first = mail.agreement, first != name {
                try self.putAside(mail, of: first, by: actor, now: now, writer)
            }
            try self.note(mail, digest: digest, on: name, by: actor, now: now, writer)
            var order = NoticeOrder(
                from: .customer, way: .mail, received: .at(mail.received),
                reference: "<\(id)>, mail \(inbox) of the inbox, SHA-256 \(digest)")
            (order.mail, order.shown) = (inbox, shown)
            try self.giveNotice(name, order, by: actor, now: now, writer)
            mail.agreement = name
            try writer.decide(mail, .notice, by: actor.person?.rawValue, at: now)
        }
    }

    /// It belongs to a notice that stands, as a second letter does: kept with it, and no ticket.
    public func joinNotice(_ inbox: Int64, of name: String, by actor: Actor) async throws {
        let now = clock()
        try await database.write { writer in
            var mail = try self.waiting(inbox, writer)
            guard try self.file(of: name, writer).agreement?.notice != nil else {
                throw Refusal.noNoticeStands
            }
            if let first = mail.agreement, first != name {
                try self.putAside(mail, of: first, by: actor, now: now, writer)
            }
            let digest = try writer.inboxEntry(inbox)?.blob ?? ""
            try self.note(mail, digest: digest, on: name, by: actor, now: now, writer)
            mail.agreement = name
            try self.putAside(mail, of: name, by: actor, now: now, writer)
            try writer.decide(mail, .notice, by: actor.person?.rawValue, at: now)
        }
    }

    /// Agreements of the mail's choices whose notice stands.
    public func standingNotices(_ names: [String], in reader: Reader) throws -> [String] {
        try names.filter { try shelf.agreement($0, in: reader)?.notice != nil }
    }

    /// It gives no notice: it becomes what a mail to the support address would have become, with its receipt.
    public func putNoticeMailAside(_ inbox: Int64, by actor: Actor) async throws {
        let now = clock()
        try await database.write { writer in
            let mail = try self.waiting(inbox, writer)
            if let name = mail.agreement {
                try self.putAside(mail, of: name, by: actor, now: now, writer)
            }
            try writer.decide(mail, .inquiry, by: actor.person?.rawValue, at: now)
            guard try writer.ticket(ofInboxEntry: inbox) == nil else { return }
            try writer.mark(inboxEntry: inbox, .new)
            writer.afterCommit(self.wakeUp)
        }
    }

    private func waiting(_ inbox: Int64, _ reader: Reader) throws -> StoredNoticeMail {
        guard let mail = try reader.noticeMail(inbox), mail.state == .waiting else {
            throw Refusal.noNoticeMail
        }
        return mail
    }

    private func file(of name: String, _ writer: Writer) throws -> AgreementFile {
        let organisation = try writer.agreements().first { $0.name == name }?.organisation ?? 0
        return try agreementFile(try writer.agreementName(name, of: organisation), in: writer)
    }

    private func note(
        _ mail: StoredNoticeMail, digest: String, on name: String, by actor: Actor, now: Instant,
        _ writer: Writer
    ) throws {
        let noted = NoticeMail(
            inbox: mail.inbox, received: mail.received, digest: digest, isAutomatic: mail.isAutomatic)
        try record(
            AgreementCommand(.noteNoticeMail(noted), by: actor), on: try file(of: name, writer), now: now,
            writer)
    }

    private func putAside(
        _ mail: StoredNoticeMail, of name: String, by actor: Actor, now: Instant, _ writer: Writer
    ) throws {
        try record(
            AgreementCommand(.putNoticeMailAside(inbox: mail.inbox), by: actor),
            on: try file(of: name, writer), now: now, writer)
    }
}

extension Refusal {
    static let noNoticeStands = Refusal(
        "no-notice-stands", clause: .termination, "No notice of this agreement stands.",
        remedy: "Say that it gives notice, or that it is not one.")
}
