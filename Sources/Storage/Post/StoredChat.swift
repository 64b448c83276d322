public import BusinessTime

/// A chat: who opened it, and on which ticket it began. Whoever has its word reads what was said in it, and
/// nothing else; of the word only a hash is kept.
public struct StoredChat: Hashable, Sendable {
    public internal(set) var id: Int64 = 0
    public var digest: String
    public var ticket: Int64
    /// Who asks. By the address they gave, unless `isProven`.
    public var person: Int64
    /// As the visitor gave it.
    public var name: String
    /// The visitor was signed in.
    public var isProven: Bool
    public var started: Instant
    /// When somebody last said something.
    public var last: Instant
    public var ended: Instant?

    public init(
        digest: String, ticket: Int64, person: Int64, name: String, isProven: Bool, started: Instant
    ) {
        (self.digest, self.ticket, self.person, self.name) = (digest, ticket, person, name)
        (self.isProven, self.started, last) = (isProven, started, started)
    }

    static let columns = "id, digest, ticket, person, name, is_proven, started, last, ended"

    init(_ row: inout Row) throws {
        id = try row.integer()
        digest = try row.text()
        ticket = try row.integer()
        person = try row.integer()
        name = try row.text()
        isProven = try row.truth()
        started = try row.instant()
        last = try row.instant()
        ended = try row.instantIfAny()
    }
}

extension Reader {
    public func chat(digest: String) throws -> StoredChat? {
        try first("SELECT \(StoredChat.columns) FROM chat WHERE digest = $1", digest, as: StoredChat.init)
    }

    /// The newest that began on this ticket.
    public func chat(ofTicket ticket: Int64) throws -> StoredChat? {
        try first(
            "SELECT \(StoredChat.columns) FROM chat WHERE ticket = $1 ORDER BY id DESC LIMIT 1", ticket,
            as: StoredChat.init)
    }

    /// In which something was said since an instant, the newest first.
    public func chats(since: Instant, limit: Int) throws -> [StoredChat] {
        try rows(
            "SELECT \(StoredChat.columns) FROM chat WHERE last >= $1 ORDER BY last DESC, id DESC LIMIT $2",
            since, limit, as: StoredChat.init)
    }

    public func chats(ofPerson person: Int64) throws -> [StoredChat] {
        try rows(
            "SELECT \(StoredChat.columns) FROM chat WHERE person = $1 ORDER BY id", person,
            as: StoredChat.init)
    }

    /// What was said in a chat after a message, in order.
    public func said(inChat chat: Int64, after message: Int64, limit: Int) throws -> [StoredMessage] {
        let columns = columnNames(StoredMessage.columns).map { "message.\($0)" }.joined(separator: ", ")
        return try rows(
            """
            SELECT \(columns) FROM chat_message JOIN message ON message.id = chat_message.message
            WHERE chat_message.chat = $1 AND chat_message.message > $2 ORDER BY chat_message.message LIMIT $3
            """, chat, message, limit, as: StoredMessage.init)
    }

    /// When the visitor said what nobody has answered yet; nil where the last word is the desk's.
    public func unanswered(inChat chat: StoredChat) throws -> Instant? {
        try first(
            """
            SELECT message.received FROM chat_message JOIN message ON message.id = chat_message.message
            WHERE chat_message.chat = $1 AND message.direction = 'incoming' AND message.id > (
                SELECT coalesce(max(answer.id), 0) FROM message AS answer
                WHERE answer.direction = 'outgoing' AND answer.visibility = 'public'
                    AND answer.author IS NOT NULL
                    AND (answer.ticket = $2 OR answer.id IN (
                        SELECT said.message FROM chat_message AS said WHERE said.chat = $1)))
            ORDER BY message.id LIMIT 1
            """, chat.id, chat.ticket
        ) { try $0.instant() }
    }

    /// What was said under a key before.
    public func said(inChat chat: Int64, key: String) throws -> Int64? {
        try integer("SELECT message FROM chat_message WHERE chat = $1 AND key = $2", chat, key)
    }

    /// The key under which a message was said.
    public func key(ofMessage message: Int64, inChat chat: Int64) throws -> String? {
        try first("SELECT key FROM chat_message WHERE chat = $1 AND message = $2", chat, message) {
            try $0.text()
        }
    }

    /// Agents who take chats now.
    public func chatAgents(at now: Instant) throws -> [StoredPerson] {
        try rows(
            """
            SELECT \(StoredPerson.columns) FROM person
            WHERE id IN (SELECT agent FROM chat_duty WHERE until > $1) AND disabled_at IS NULL
            ORDER BY name, id
            """, now, as: StoredPerson.init)
    }
}

extension Writer {
    public func add(_ chat: StoredChat) throws -> StoredChat {
        var added = chat
        added.id = try returning(
            """
            INSERT INTO chat (digest, ticket, person, name, is_proven, started, last, ended)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id
            """, chat.digest, chat.ticket, chat.person, chat.name, chat.isProven, chat.started, chat.last,
            chat.ended)
        return added
    }

    public func add(message: Int64, key: String, toChat chat: Int64, at now: Instant) throws {
        try run("INSERT INTO chat_message (chat, key, message) VALUES ($1, $2, $3)", chat, key, message)
        try run("UPDATE chat SET last = $2 WHERE id = $1", chat, now)
    }

    public func end(chat: Int64, at now: Instant) throws {
        try run("UPDATE chat SET ended = $2 WHERE id = $1 AND ended IS NULL", chat, now)
    }

    /// Until when an agent takes chats; an instant that is past ends it.
    public func take(chats agent: Int64, until: Instant) throws {
        try run(
            """
            INSERT INTO chat_duty (agent, until) VALUES ($1, $2)
            ON CONFLICT (agent) DO UPDATE SET until = excluded.until
            """, agent, until)
    }

    /// Names that visitors gave, and the words of their chats: nobody opens them again.
    func forgetChats(of person: Int64) throws {
        changesAccess = true
        try run(
            """
            UPDATE chat SET name = '', digest = 'erased ' || id, ended = coalesce(ended, last)
            WHERE person = $1
            """, person)
    }

    func forgetChats(ofTicket ticket: Int64) throws {
        changesAccess = true
        try run(
            """
            UPDATE chat SET name = '', digest = 'erased ' || id, ended = coalesce(ended, last)
            WHERE ticket = $1
            """, ticket)
    }
}
