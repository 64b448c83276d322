public import BusinessTime

/// The last fact of a stream.
public struct StreamHead: Hashable, Sendable {
    public let number: Int64
    public let recorded: Instant
    public let hash: [UInt8]
}

extension Reader {
    /// All facts of a stream in order; empty when there is none.
    public func facts(of stream: FactStream) throws -> [LoggedFact] {
        try rows(LoggedFact.ofStream, stream.kind, stream.id, as: LoggedFact.init)
    }

    /// The next facts of the whole store in the order they were appended: a page of a replay.
    public func facts(after sequence: Int64, limit: Int = 1000) throws -> [LoggedFact] {
        try rows(
            "SELECT \(LoggedFact.columns) FROM fact WHERE sequence > $1 ORDER BY sequence LIMIT $2",
            sequence, limit, as: LoggedFact.init)
    }

    /// The same backwards: the newest before a fact.
    public func facts(before sequence: Int64, limit: Int = 1000) throws -> [LoggedFact] {
        try rows(
            "SELECT \(LoggedFact.columns) FROM fact WHERE sequence < $1 ORDER BY sequence DESC LIMIT $2",
            sequence, limit, as: LoggedFact.init)
    }

    /// The hash of the newest fact of all; none in an empty store. It names everything that was written.
    public func newestHash() throws -> [UInt8] {
        try first("SELECT hash FROM fact ORDER BY sequence DESC LIMIT 1") { try $0.bytes() } ?? []
    }

    /// When the newest fact was written.
    public func newestFact() throws -> Instant? {
        try integer("SELECT recorded FROM fact ORDER BY sequence DESC LIMIT 1").map(Instant.init(seconds:))
    }

    public func lastSequence() throws -> Int64 {
        try integer("SELECT coalesce(max(sequence), 0) FROM fact") ?? 0
    }

    public func head(of stream: FactStream) throws -> StreamHead? {
        try first(
            "SELECT number, recorded, hash FROM stream WHERE kind = $1 AND id = $2", stream.kind, stream.id
        ) {
            StreamHead(number: try $0.integer(), recorded: try $0.instant(), hash: try $0.bytes())
        }
    }

    public func streamCount(of kind: String) throws -> Int {
        Int(try integer("SELECT count(*) FROM stream WHERE kind = $1", kind) ?? 0)
    }

    /// The streams of a kind after `id`, for going through all of them in pages.
    public func streams(of kind: String, after id: Int64 = .min, limit: Int = 1000) throws -> [FactStream] {
        try rows(
            "SELECT kind, id FROM stream WHERE kind = $1 AND id > $2 ORDER BY id LIMIT $3", kind, id, limit
        ) { FactStream(kind: try $0.text(), id: try $0.integer()) }
    }
}

extension Writer {
    /// Appends facts to a stream whose head is `head`, nil for one without facts; otherwise `.lostRace`, and
    /// the whole decision is made again on what is there. Recorded times must not run backwards: the caller
    /// takes the later of its clock and the head's. Returns the new head.
    @discardableResult
    public func append(
        _ facts: [StoredFact], to stream: FactStream, following head: StreamHead?
    ) throws -> StreamHead? {
        try append(facts, to: stream, following: head, look: nil)
    }

    /// The same, and says when the desk looks at the stream next: nil for never. See `setDue`.
    @discardableResult
    public func append(
        _ facts: [StoredFact], to stream: FactStream, following head: StreamHead?, due: Instant?
    ) throws -> StreamHead? {
        try append(facts, to: stream, following: head, look: Look(at: due))
    }

    /// When the desk looks at a stream next.
    private struct Look {
        /// nil for never.
        let at: Instant?
    }

    /// `look` is nil where it stays as it is.
    private func append(
        _ facts: [StoredFact], to stream: FactStream, following head: StreamHead?, look: Look?
    ) throws -> StreamHead? {
        let last = head?.number ?? 0
        if last + Int64(facts.count) > FactStream.lengthMax { throw StoreProblem.streamFull(stream) }
        if facts.isEmpty { return head }
        var recorded = head?.recorded
        var hash = head?.hash ?? AuditChain.beginning
        var sequence = try appended ?? lastSequence()
        let first = last + 1
        let entries = facts.enumerated().map { index, fact in
            precondition(recorded.map { $0 <= fact.recorded } ?? true, "recorded times run backwards")
            sequence += 1
            let entry = LoggedFact(
                stream: stream, number: first + Int64(index), sequence: sequence, fact: fact, after: hash)
            hash = entry.hash
            recorded = fact.recorded
            return entry
        }
        let end = StreamHead(
            number: last + Int64(facts.count), recorded: facts[facts.count - 1].recorded, hash: hash)
        guard try moveHead(of: stream, from: head, to: end, look) else {
            let actual = try self.head(of: stream)?.number ?? 0
            throw StoreProblem.lostRace(stream: stream, expected: last, actual: actual)
        }
        for entry in entries { try insert(entry) }
        appended = sequence
        return end
    }

    private func insert(_ entry: LoggedFact) throws {
        try run(
            LoggedFact.adding, entry.stream.kind, entry.stream.id, entry.number, entry.sequence,
            entry.fact.kind, entry.fact.version, entry.fact.happened, entry.fact.recorded, entry.fact.actor,
            entry.fact.body, entry.hash)
        for words in entry.fact.words { try add(words, actor: entry.fact.actor, in: entry.stream) }
    }

    /// False when the head is another one by now.
    private func moveHead(
        of stream: FactStream, from head: StreamHead?, to end: StreamHead, _ look: Look?
    ) throws -> Bool {
        var values: [any Bindable] = [stream.kind, stream.id, end.number, end.recorded, end.hash]
        var due: (column: String, value: String, change: String) = ("", "", "")
        if let look {
            values.append(look.at)
            due = (", due", ", $6", ", due = $6")
        }
        guard let head else {
            return try connection.run(
                """
                INSERT INTO stream (kind, id, number, recorded, hash\(due.column))
                VALUES ($1, $2, $3, $4, $5\(due.value)) ON CONFLICT (kind, id) DO NOTHING
                """, values) == 1
        }
        let place = values.count + 1
        return try connection.run(
            """
            UPDATE stream SET number = $3, recorded = $4, hash = $5\(due.change)
            WHERE kind = $1 AND id = $2 AND number = $\(place) AND hash = $\(place + 1)
            """, values + [head.number, head.hash]) == 1
    }

    /// The next number of a name, from 1: tickets are numbered so. A job that is undone gives it back.
    public func nextNumber(_ name: String) throws -> Int64 {
        try returning(
            """
            INSERT INTO numbering (name, last) VALUES ($1, 1)
            ON CONFLICT (name) DO UPDATE SET last = numbering.last + 1 RETURNING last
            """, name)
    }
}
