public import Mail
import Storage

extension PersonRecord {
    /// A mail that became no message: it waits in quarantine, or was discarded from it.
    public struct MailRecord: Encodable, Sendable {
        public let received: String
        public let subject: String
        /// `waiting` or `discarded`.
        public let state: String
        /// Where the mail as it arrived lies in the zip.
        public let path: String
        let digest: String
    }
}

extension Office {
    /// Whose a mail is: everybody in From, and Sender.
    public static func people(of mail: Mail.Message) -> [String] {
        Array(
            Set((mail.authors + [mail.sender].compactMap { $0 }).map { $0.address.description.lowercased() }))
    }

    func mailRecords(of person: StoredPerson, _ reader: Reader) throws -> [PersonRecord.MailRecord] {
        try reader.inboxEntries(from: person.address).compactMap { inbox in
            guard let entry = try reader.inboxEntry(inbox), let kept = try reader.quarantine(inbox),
                kept.state == .waiting || kept.state == .discarded,
                let letter = try quarantineLetter(inbox, in: reader)
            else { return nil }
            return PersonRecord.MailRecord(
                received: "\(entry.received)", subject: letter.subject, state: kept.state.rawValue,
                path: "mails/\(inbox).eml", digest: entry.blob)
        }
    }

    /// Of mails that were kept back before people were noted with them.
    func noteUnplacedMail() async throws {
        while true {
            let inboxes = try await database.read { try $0.unnotedQuarantine() }
            if inboxes.isEmpty { return }
            try await database.write { [self] writer in
                for inbox in inboxes {
                    let mail = try quarantinedMail(inbox, in: writer)
                    try writer.note(unplacedMail: inbox, of: mail.map(Self.people) ?? [])
                }
            }
        }
    }
}
