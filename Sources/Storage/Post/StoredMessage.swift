public import BusinessTime
import Crypto

/// A text on a ticket: a mail, an answer, a note. It lies beside the facts, which name it by id and digest.
public struct StoredMessage: Hashable, Sendable {
    public enum Direction: String, Hashable, Sendable { case incoming, outgoing, note }
    public enum Audience: String, Hashable, Sendable { case `public`, `internal` }
    public enum Delivery: String, Hashable, Sendable { case none, waiting, delivered, failed }

    public internal(set) var id: Int64 = 0
    public var ticket: Int64?
    public var direction: Direction
    public var author: Int64?
    /// The address it came from, as shown.
    public var address = ""
    public var visibility: Audience = .public
    public var subject = ""
    public var text = ""
    public var html: String?
    /// Without angle brackets.
    public var messageID: String?
    public var inReplyTo: String?
    public var references: [String] = []
    /// Makes the digest useless for guessing the text; gone when the text is erased.
    public internal(set) var salt: [UInt8] = []
    public var inbox: Int64?
    public var sent: Instant
    public var received: Instant
    public var delivery: Delivery = .none
    public var isAutomatic = false
    public internal(set) var erasedAt: Instant?

    public init(direction: Direction, sent: Instant, received: Instant) {
        self.direction = direction
        self.sent = sent
        self.received = received
        salt = newSalt()
    }

    /// SHA-256 in hexadecimal over the salt and netstrings of subject, text and HTML.
    public var digest: String {
        var bytes = salt
        for part in [subject, text, html ?? ""] { AuditChain.netstring(part, to: &bytes) }
        return hexadecimal(sha256(bytes))
    }

    static let columns = """
        id, ticket, direction, author, address, visibility, subject, text, html, message_id, in_reply_to, \
        references_ids, salt, inbox, sent, received, delivery, is_automatic, erased_at
        """

    init(_ row: inout Row) throws {
        id = try row.integer()
        ticket = try row.integerIfAny()
        direction = try row.word()
        author = try row.integerIfAny()
        address = try row.text()
        visibility = try row.word()
        subject = try row.text()
        text = try row.text()
        html = try row.textIfAny()
        messageID = try row.textIfAny()
        inReplyTo = try row.textIfAny()
        references = try row.text().split(separator: " ").map(String.init)
        salt = try row.bytes()
        inbox = try row.integerIfAny()
        sent = try row.instant()
        received = try row.instant()
        delivery = try row.word()
        isAutomatic = try row.truth()
        erasedAt = try row.instantIfAny()
    }
}

extension Reader {
    public func message(_ id: Int64) throws -> StoredMessage? {
        try first("SELECT \(StoredMessage.columns) FROM message WHERE id = $1", id, as: StoredMessage.init)
    }

    /// All messages of a ticket in order; without internal ones for a customer.
    public func messages(of ticket: Int64, includingInternal: Bool) throws -> [StoredMessage] {
        let narrowed = includingInternal ? "" : "AND visibility = 'public'"
        return try rows(
            "SELECT \(StoredMessage.columns) FROM message WHERE ticket = $1 \(narrowed) ORDER BY id", ticket,
            as: StoredMessage.init)
    }

    /// Messages that carry one of these Message-IDs, for threading; at most 100 are asked.
    public func messages(withMessageIDs ids: [String]) throws -> [StoredMessage] {
        let asked = Array(ids.prefix(100))
        if asked.isEmpty { return [] }
        let sql = """
            SELECT \(StoredMessage.columns) FROM message
            WHERE message_id IN (\(placeholders(asked.count, from: 1))) ORDER BY id
            """
        return try connection.rows(sql, asked).map { row in
            var row = row
            return try StoredMessage(&row)
        }
    }
}

extension Writer {
    /// Stores the message and its words for the search. Its `digest` goes into the facts.
    public func add(_ message: StoredMessage) throws -> StoredMessage {
        var added = message
        added.id = try returning(
            """
            INSERT INTO message (ticket, direction, author, address, visibility, subject, text, html,
                message_id, in_reply_to, references_ids, salt, inbox, sent, received, delivery, is_automatic)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) RETURNING id
            """, message.ticket, message.direction.rawValue, message.author, message.address,
            message.visibility.rawValue, message.subject, message.text, message.html, message.messageID,
            message.inReplyTo, message.references.joined(separator: " "), message.salt, message.inbox,
            message.sent, message.received, message.delivery.rawValue, message.isAutomatic)
        try addToSearch(added)
        return added
    }

    public func setDelivery(_ delivery: StoredMessage.Delivery, ofMessage id: Int64) throws {
        try run("UPDATE message SET delivery = $2 WHERE id = $1", id, delivery.rawValue)
    }

    /// By which mail it came.
    public func set(inbox entry: Int64, ofMessage id: Int64) throws {
        try run("UPDATE message SET inbox = $2 WHERE id = $1", id, entry)
    }

    public func move(message id: Int64, toTicket ticket: Int64) throws {
        try run("UPDATE message SET ticket = $2 WHERE id = $1", id, ticket)
    }

    /// Erases the words and the salt. Facts, chain and money stay verifiable.
    public func eraseMessage(_ id: Int64, at now: Instant) throws {
        guard let message = try message(id), message.erasedAt == nil else { return }
        try removeFromSearch(message)
        try run(
            """
            UPDATE message SET subject = '', text = '', html = NULL, address = '', salt = $2, erased_at = $3
            WHERE id = $1
            """, id, [UInt8](), now)
    }
}
