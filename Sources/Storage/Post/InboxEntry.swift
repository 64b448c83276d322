public import BusinessTime

/// A raw mail as it arrived, on disk before the sender was told so.
public struct InboxEntry: Hashable, Sendable {
    public enum State: String, Hashable, Sendable { case new, done, quarantined }

    public internal(set) var id: Int64 = 0
    public let blob: String
    /// Names a mail of a source that may be fetched twice, such as `imap:box:validity:uid`.
    public let source: String?
    public let envelopeFrom: String
    public let envelopeTo: [String]
    /// POSIX milliseconds of the moment of receipt.
    public let receivedMilliseconds: Int64
    /// Where only its head was kept because it is too large: how many bytes it has.
    public var wholeSize: Int64?
    public internal(set) var state: State = .new
    /// Why it is in quarantine.
    public internal(set) var why = ""

    public init(
        blob: Blob, source: String? = nil, envelopeFrom: String, envelopeTo: [String],
        receivedMilliseconds: Int64
    ) {
        self.blob = blob.digest
        self.source = source
        self.envelopeFrom = envelopeFrom
        self.envelopeTo = envelopeTo
        self.receivedMilliseconds = receivedMilliseconds
    }

    /// The second of receipt: where the promises start.
    public var received: Instant {
        let whole = receivedMilliseconds / 1000
        return Instant(seconds: receivedMilliseconds % 1000 < 0 ? whole - 1 : whole)
    }

    static let columns = "id, blob, source, envelope_from, envelope_to, received_ms, state, why, whole_size"

    init(_ row: inout Row) throws {
        id = try row.integer()
        blob = try row.text()
        source = try row.textIfAny()
        envelopeFrom = try row.text()
        envelopeTo = try row.text().split(separator: "\n").map(String.init)
        receivedMilliseconds = try row.integer()
        state = try row.word()
        why = try row.text()
        wholeSize = try row.integerIfAny()
    }
}

extension Reader {
    public func inboxEntry(_ id: Int64) throws -> InboxEntry? {
        try first("SELECT \(InboxEntry.columns) FROM inbox WHERE id = $1", id, as: InboxEntry.init)
    }

    /// Entries that wait to be read, in order of arrival: what a start after a stop goes on with.
    public func inbox(_ state: InboxEntry.State, after id: Int64 = 0, limit: Int = 100) throws -> [InboxEntry]
    {
        // The state stands in the text so that the partial index of that state is used.
        try rows(
            """
            SELECT \(InboxEntry.columns) FROM inbox WHERE state = '\(state.rawValue)' AND id > $1
            ORDER BY id LIMIT $2
            """, id, limit, as: InboxEntry.init)
    }

    public func inboxCount(_ state: InboxEntry.State) throws -> Int {
        Int(try integer("SELECT count(*) FROM inbox WHERE state = '\(state.rawValue)'") ?? 0)
    }

    /// The entry of a mail that a source gave before.
    public func inboxEntry(source: String) throws -> Int64? {
        try integer("SELECT id FROM inbox WHERE source = $1", source)
    }

    /// The earlier entry that was the same mail: same Message-ID, content and receiving address.
    public func inboxEntry(identity: String) throws -> Int64? {
        try integer("SELECT id FROM inbox WHERE identity = $1", identity)
    }
}

extension Writer {
    /// Keeps the bytes and the entry together. nil when the source's mail is there already.
    public func add(_ entry: InboxEntry, bytes: Blob) throws -> InboxEntry? {
        try keep(bytes)
        let id = try first(
            """
            INSERT INTO inbox (blob, source, envelope_from, envelope_to, received_ms, state, whole_size)
            VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (source) DO NOTHING RETURNING id
            """, entry.blob, entry.source, entry.envelopeFrom, entry.envelopeTo.joined(separator: "\n"),
            entry.receivedMilliseconds, entry.state.rawValue, entry.wholeSize
        ) { try $0.integer() }
        guard let id else { return nil }
        var added = entry
        added.id = id
        return added
    }

    /// Claims the identity of a mail for this entry. Gives the entry that has it, itself the first time;
    /// another id means that this mail was received before.
    public func claim(identity: String, forInboxEntry id: Int64) throws -> Int64 {
        if let earlier = try inboxEntry(identity: identity) { return earlier }
        try run("UPDATE inbox SET identity = $2 WHERE id = $1", id, identity)
        return id
    }

    /// The key under which a mail is the same mail.
    public static func identity(messageID: String, contentDigest: String, receiver: String) -> String {
        var bytes: [UInt8] = []
        for part in [messageID, contentDigest, receiver.lowercased()] {
            AuditChain.netstring(part, to: &bytes)
        }
        return hexadecimal(sha256(bytes))
    }

    public func mark(inboxEntry id: Int64, _ state: InboxEntry.State, why: String = "") throws {
        try run("UPDATE inbox SET state = $2, why = $3 WHERE id = $1", id, state.rawValue, why)
    }
}
