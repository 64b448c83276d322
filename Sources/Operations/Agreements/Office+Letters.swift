import BusinessTime
import Mail
import Storage

extension Office {
    /// Queues letters that belong to no ticket; gives their Message-IDs.
    @discardableResult
    func mail(_ letters: [Letter], now: Instant, _ writer: Writer) throws -> [String] {
        if letters.isEmpty { return [] }
        let (support, sender) = (try Post.support(writer), try Post.sender(writer))
        let tokens = try Post.tokens(writer)
        return try letters.compactMap { letter in
            guard let to = MailAddress(letter.address) else { return nil }
            var composer = Composer(
                from: Mailbox(name: try writer.setting("desk-name") ?? "Support", address: sender),
                to: [Mailbox(name: letter.name, address: to)], subject: letter.subject,
                body: letter.body ?? MailBody(plain: letter.text, language: letter.language.rawValue),
                messageID: secret.word() + "@" + support.domain, date: MailDate(seconds: now.seconds))
            composer.origin = .notice
            composer.attachments = letter.attachments
            composer.leaving = letter.leaving
            let blob = try database.blobs.take(composer.bytes)
            var entry = OutboxEntry(
                message: nil, ticket: nil, messageID: composer.messageID, bytes: blob, envelopeFrom: "",
                envelopeTo: to.description, created: now)
            entry.isConfidential = letter.isConfidential
            entry.about = letter.about
            _ = try writer.add(entry, bytes: blob) { number in
                letter.about == nil
                    ? nil : tokens.bounceAddress(letter: number, domain: support.domain)?.description
            }
            return composer.messageID
        }
    }
}

extension Language {
    /// A checkpoint for a customer to keep; nothing while there is none.
    func published(_ checkpoint: Checkpoint?) -> String {
        guard let line = checkpoint?.line else { return "" }
        return switch self {
        case .english:
            """

            For your records, the desk's audit chain at this time:
            \(line)
            With this line anyone can show later whether history was changed. One of each day stands at the
            address /audit/heads of the desk.

            """
        case .german:
            """

            Für Ihre Unterlagen der Stand unserer Prüfkette zu dieser Zeit:
            \(line)
            Mit dieser Zeile kann jeder später zeigen, ob etwas nachträglich geändert wurde. Von jedem Tag \
            steht eine unter der Adresse /audit/heads bei uns.

            """
        }
    }
}
