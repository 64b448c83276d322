public import BusinessTime

/// A stream that the desk must look at, at an instant: to warn, escalate, break a promise, remind, close.
public struct Due: Hashable, Sendable {
    public let stream: FactStream
    public let at: Instant
    public let head: StreamHead

    init(_ row: inout Row) throws {
        stream = FactStream(kind: try row.text(), id: try row.integer())
        at = try row.instant()
        head = StreamHead(number: try row.integer(), recorded: try row.instant(), hash: try row.bytes())
    }
}

extension Reader {
    /// The instant for which the alarm is set.
    public func earliestDue() throws -> Instant? {
        try integer("SELECT min(due) FROM stream WHERE due IS NOT NULL").map(Instant.init(seconds:))
    }

    /// What is due up to and at `now`, the earliest first, behind so many of them: one range of the index.
    public func due(upTo now: Instant, after passed: Int = 0, limit: Int = 500) throws -> [Due] {
        try rows(
            """
            SELECT kind, id, due, number, recorded, hash FROM stream WHERE due <= $1
            ORDER BY due, kind, id LIMIT $2 OFFSET $3
            """, now, limit, passed, as: Due.init)
    }

    /// nil when the desk need not look at the stream by itself.
    public func due(of stream: FactStream) throws -> Instant? {
        try integer(
            "SELECT due FROM stream WHERE kind = $1 AND id = $2 AND due IS NOT NULL", stream.kind, stream.id
        ).map(Instant.init(seconds:))
    }
}

extension Writer {
    /// When the desk looks at the stream next; nil for never. Whoever does what is due says in the same job
    /// when that is, so that nothing is done twice or forgotten. A stream without facts has nothing due.
    public func setDue(of stream: FactStream, at instant: Instant?) throws {
        try run(
            "UPDATE stream SET due = $3 WHERE kind = $1 AND id = $2 AND due IS DISTINCT FROM $3", stream.kind,
            stream.id, instant)
    }
}
