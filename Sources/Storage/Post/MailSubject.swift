/// What a mail that belongs to no ticket is about: there people see that it did not arrive.
public enum MailSubject: Hashable, Sendable {
    /// By its short name.
    case agreement(String)
    /// Of a month, for example `2026-10`.
    case statement(agreement: String, month: String)
    /// A declared event, by its number.
    case event(Int64)

    /// As it is stored.
    public var word: String {
        switch self {
        case .agreement(let name): "agreement \(name)"
        case .statement(let name, let month): "statement \(month) \(name)"
        case .event(let id): "event \(id)"
        }
    }

    /// nil for what is none.
    public init?(_ word: String) {
        let parts = word.split(separator: " ", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return nil }
        switch parts[0] {
        case "agreement": self = .agreement(parts[1])
        case "event":
            guard let id = Int64(parts[1]) else { return nil }
            self = .event(id)
        case "statement":
            let named = parts[1].split(separator: " ", maxSplits: 1).map(String.init)
            guard named.count == 2 else { return nil }
            self = .statement(agreement: named[1], month: named[0])
        default: return nil
        }
    }
}

extension Reader {
    /// Mails about it that did not arrive, or of which a server said something, the newest first.
    public func undelivered(_ about: MailSubject, limit: Int = 20) throws -> [OutboxEntry] {
        try rows(
            """
            SELECT \(OutboxEntry.columns) FROM outbox
            WHERE about = $1 AND about <> '' AND (state IN ('rejected', 'failed') OR report <> '')
            ORDER BY id DESC LIMIT $2
            """, about.word, limit, as: OutboxEntry.init)
    }
}

extension Writer {
    /// What was reported of a mail that is not given up: a note beside it.
    public func note(report words: String, ofOutboxEntry id: Int64) throws {
        try run("UPDATE outbox SET report = $2 WHERE id = $1", id, String(words.prefix(1000)))
    }
}
