/// Who a mail on a ticket really comes from, as far as that is known, and whom else it names.
public struct MessageOrigin: Hashable, Sendable {
    public let message: Int64
    /// A word of the sender's proof, and its domain or its results.
    public let proof: String
    public let detail: String
    /// Where the sender wants answers (Reply-To), if not at their own address.
    public let replyTo: String?
    /// Addresses of other customers that the mail names.
    public let others: [String]
    /// Whom it names as blind copies: for the desk alone.
    public var blindCopies: [String] = []
    /// Where it stands in its thread, as some programs write it; nil where it says nothing.
    public var threadIndex: String?

    public init(message: Int64, proof: String, detail: String, replyTo: String?, others: [String]) {
        (self.message, self.proof, self.detail) = (message, proof, detail)
        (self.replyTo, self.others) = (replyTo, others)
    }
}

extension Reader {
    /// By message, of a whole ticket.
    public func origins(ofTicket ticket: Int64) throws -> [Int64: MessageOrigin] {
        let all = try rows(
            """
            SELECT message_origin.message, proof, detail, reply_to, others, thread_index
            FROM message JOIN message_origin ON message_origin.message = message.id
            WHERE message.ticket = $1 ORDER BY message.id
            """, ticket
        ) { row in
            var origin = MessageOrigin(
                message: try row.integer(), proof: try row.text(), detail: try row.text(),
                replyTo: try row.textIfAny(), others: try row.text().split(separator: "\n").map(String.init))
            origin.threadIndex = try row.textIfAny()
            return origin
        }
        var origins = Dictionary(all.map { ($0.message, $0) }, uniquingKeysWith: { first, _ in first })
        for copy in try blindCopies(ofTicket: ticket) {
            origins[copy.message]?.blindCopies.append(copy.address)
        }
        return origins
    }

    private func blindCopies(ofTicket ticket: Int64) throws -> [(message: Int64, address: String)] {
        try rows(
            """
            SELECT blind_copy.message, blind_copy.address
            FROM message JOIN blind_copy ON blind_copy.message = message.id
            WHERE message.ticket = $1 ORDER BY message.id, blind_copy.place
            """, ticket
        ) { (try $0.integer(), try $0.text()) }
    }
}

extension Reader {
    /// Of the newest message of a ticket that says where it stands in its thread.
    public func threadIndex(ofTicket ticket: Int64) throws -> String? {
        try first(
            """
            SELECT thread_index FROM message JOIN message_origin ON message_origin.message = message.id
            WHERE message.ticket = $1 AND thread_index IS NOT NULL ORDER BY message.id DESC LIMIT 1
            """, ticket
        ) { try $0.text() }
    }

    /// Of the newest mail that a person wrote on a ticket.
    public func newestOrigin(of person: Int64, onTicket ticket: Int64) throws -> MessageOrigin? {
        let newest = try integer(
            """
            SELECT max(message.id) FROM message JOIN message_origin ON message_origin.message = message.id
            WHERE message.ticket = $1 AND message.author = $2 AND message.direction = 'incoming'
            """, ticket, person)
        return try newest.flatMap { try origins(ofTicket: ticket)[$0] }
    }
}

extension Writer {
    public func add(_ origin: MessageOrigin) throws {
        try run(
            """
            INSERT INTO message_origin (message, proof, detail, reply_to, others, thread_index)
            VALUES ($1, $2, $3, $4, $5, $6)
            """, origin.message, origin.proof, origin.detail, origin.replyTo,
            origin.others.joined(separator: "\n"), origin.threadIndex)
        for (place, address) in origin.blindCopies.enumerated() {
            try run(
                "INSERT INTO blind_copy (message, place, address) VALUES ($1, $2, $3)", origin.message,
                Int64(place), address)
        }
    }
}
