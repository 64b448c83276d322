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
    /// Puts these in place of all that was due for the stream.
    public func setDues(of stream: FactStream, _ dues: [(what: String, at: Instant)]) throws {
        try run("DELETE FROM due WHERE stream_kind = $1 AND stream_id = $2", stream.kind, stream.id)
        for due in dues {
            try run(
                "INSERT INTO due (stream_kind, stream_id, what, at) VALUES ($1, $2, $3, $4)", stream.kind,
                stream.id, due.what, due.at)
        }
    }

    /// Takes out what is due up to and at `now`, the earliest first. What the job then does for each
    /// commits with it, so that nothing is done twice or forgotten.
    public func takeDue(upTo now: Instant, limit: Int = 500) throws -> [Due] {
        let taken = try due(upTo: now, limit: limit)
        for due in taken {
            try run(
                "DELETE FROM due WHERE stream_kind = $1 AND stream_id = $2 AND what = $3", due.stream.kind,
                due.stream.id, due.what)
        }
        return taken
    }
}
