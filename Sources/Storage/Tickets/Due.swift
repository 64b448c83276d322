public import BusinessTime

/// Something the desk must do for a stream at an instant: warn, escalate, break a promise, remind, close.
public struct Due: Hashable, Sendable {
    public let stream: FactStream
    public let what: String
    public let at: Instant

    public init(stream: FactStream, what: String, at: Instant) {
        self.stream = stream
        self.what = what
        self.at = at
    }

    init(_ row: inout Row) throws {
        stream = FactStream(kind: try row.text(), id: try row.integer())
        what = try row.text()
        at = try row.instant()
    }
}

extension Reader {
    /// The instant for which the alarm is set.
    public func earliestDue() throws -> Instant? {
        try integer("SELECT min(at) FROM due").map(Instant.init(seconds:))
    }

    /// What is due up to and at `now`, the earliest first: one range of the index.
    public func due(upTo now: Instant, limit: Int = 500) throws -> [Due] {
        try rows(
            """
            SELECT stream_kind, stream_id, what, at FROM due WHERE at <= $1
            ORDER BY at, stream_kind, stream_id, what LIMIT $2
            """, now, limit, as: Due.init)
    }

    public func dues(of stream: FactStream) throws -> [Due] {
        try rows(
            """
            SELECT stream_kind, stream_id, what, at FROM due WHERE stream_kind = $1 AND stream_id = $2
            ORDER BY at, what
            """, stream.kind, stream.id, as: Due.init)
    }
}

extension Writer {
    /// When `what` is next due for the stream; nil when it is not. Whoever does what is due says in the same
    /// job when it is due again, so that nothing is done twice or forgotten.
    public func setDue(_ what: String, of stream: FactStream, at instant: Instant?) throws {
        guard let instant else {
            try run(
                "DELETE FROM due WHERE stream_kind = $1 AND stream_id = $2 AND what = $3", stream.kind,
                stream.id, what)
            return
        }
        try run(
            """
            INSERT INTO due (stream_kind, stream_id, what, at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (stream_kind, stream_id, what) DO UPDATE SET at = excluded.at
            """, stream.kind, stream.id, what, instant)
    }

    func removeDues(of stream: FactStream) throws {
        try run("DELETE FROM due WHERE stream_kind = $1 AND stream_id = $2", stream.kind, stream.id)
    }
}
