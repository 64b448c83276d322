import BusinessTime
import Mail
import Storage

extension Office {
    /// Queues letters that belong to no ticket; gives their Message-IDs.
    @discardableResult
    func mail(_ letters: [Letter], now: Instant, _ writer: Writer) throws -> [String] {
        if letters.isEmpty { return [] }
        let (support, sender) = (try Post.support(writer), try Post.sender(writer))
        return try letters.compactMap { letter in
            guard let to = MailAddress(letter.address) else { return nil }
            var composer = Composer(
                from: Mailbox(name: try writer.setting("desk-name") ?? "Support", address: sender),
                to: [Mailbox(name: letter.name, address: to)], subject: letter.subject,
                body: MailBody(plain: letter.text),
                messageID: secret.word() + "@" + support.domain, date: MailDate(seconds: now.seconds))
            composer.origin = .notice
            composer.attachments = letter.attachments
            composer.leaving = letter.leaving
            let blob = try database.blobs.take(composer.bytes)
            var entry = OutboxEntry(
                message: nil, ticket: nil, messageID: composer.messageID, bytes: blob, envelopeFrom: "",
                envelopeTo: to.description, created: now)
            entry.isConfidential = letter.isConfidential
            _ = try writer.add(entry, bytes: blob)
            return composer.messageID
        }
    }
}

extension Reader {
    /// The newest checkpoint for a customer to keep; nothing while there is none.
    func publishedCheckpoint() throws -> String {
        guard let line = try lastCheckpoint()?.line else { return "" }
        return """

            For your records, the desk's audit chain at this time:
            \(line)
            With this line anyone can show later whether history was changed. One of each day stands at the
            address /audit/heads of the desk.

            """
    }
}
