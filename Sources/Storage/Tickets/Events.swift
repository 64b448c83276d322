public import BusinessTime

/// A ticket that an event may touch.
public struct EventCandidate: Hashable, Sendable {
    public let id: Int64
    public let agreement: String
    public let category: String
}

extension Reader {
    /// Tickets under an agreement that were received before an instant and on which something may have run
    /// since another, in order of their numbers: a page. Tickets come first in the join, or each page would
    /// sort all that are left.
    public func eventCandidates(
        receivedBefore end: Instant, runningSince start: Instant, after id: Int64, limit: Int = 500
    ) throws -> [EventCandidate] {
        try rows(
            """
            SELECT ticket.id, ticket.agreement, ticket.category FROM ticket CROSS JOIN stream
            WHERE stream.kind = 'ticket' AND stream.id = ticket.id AND ticket.id > $3
                AND ticket.agreement <> '' AND ticket.received < $1
                AND (ticket.state IN ('open', 'waiting', 'merged') OR stream.recorded >= $2)
            ORDER BY ticket.id LIMIT $4
            """, end, start, id, limit
        ) { row in
            EventCandidate(id: try row.integer(), agreement: try row.text(), category: try row.text())
        }
    }

    /// Tickets of an agreement with an exclusion that was approved, in order of their numbers.
    public func excludedTickets(of agreement: String) throws -> [Int64] {
        try rows(
            """
            SELECT id FROM ticket WHERE agreement = $1 AND id IN (
                SELECT stream_id FROM fact WHERE stream_kind = 'ticket' AND kind = 'exclusionApproved')
            ORDER BY id
            """, agreement
        ) { try $0.integer() }
    }

    /// Tickets with an exclusion that was approved since an instant.
    public func excludedTickets(approvedSince instant: Instant) throws -> [Int64] {
        try rows(
            """
            SELECT DISTINCT stream_id FROM fact
            WHERE stream_kind = 'ticket' AND kind = 'exclusionApproved' AND recorded >= $1
            ORDER BY stream_id
            """, instant
        ) { try $0.integer() }
    }

    /// Tickets out of whose scope an agreement was begun.
    public func tickets(behind agreement: String) throws -> [Int64] {
        try rows(
            "SELECT ticket FROM separate_agreement WHERE agreement = $1 ORDER BY ticket", agreement
        ) { try $0.integer() }
    }

    /// Agreements that were begun out of a ticket's scope, in the order of their names.
    public func separateAgreements(ofTicket id: Int64) throws -> [String] {
        try rows(
            "SELECT agreement FROM separate_agreement WHERE ticket = $1 ORDER BY agreement", id
        ) { try $0.text() }
    }

    /// Digests of the files that were given as evidence in a stream, in order.
    public func evidence(of stream: FactStream) throws -> [String] {
        try rows(
            "SELECT blob FROM evidence WHERE stream_kind = $1 AND stream_id = $2 ORDER BY blob", stream.kind,
            stream.id
        ) { try $0.text() }
    }

    /// Whether a file was given as evidence in a stream.
    public func hasEvidence(_ digest: String, in stream: FactStream) throws -> Bool {
        try integer(
            "SELECT count(*) FROM evidence WHERE stream_kind = $1 AND stream_id = $2 AND blob = $3",
            stream.kind, stream.id, digest) == 1
    }
}

extension Writer {
    public func link(agreement: String, toTicket id: Int64) throws {
        try run(
            """
            INSERT INTO separate_agreement (agreement, ticket) VALUES ($1, $2)
            ON CONFLICT (agreement, ticket) DO NOTHING
            """, agreement, id)
    }

    /// The blob must have been kept in this or an earlier job; as evidence it is never let go.
    public func keep(evidence blob: Blob, in stream: FactStream) throws {
        try run(
            """
            INSERT INTO evidence (stream_kind, stream_id, blob) VALUES ($1, $2, $3)
            ON CONFLICT (stream_kind, stream_id, blob) DO NOTHING
            """, stream.kind, stream.id, blob.digest)
    }

    /// In the place of what was known of the ticket. Whether it differed.
    public func put(separateAgreements names: Set<String>, ofTicket id: Int64) throws -> Bool {
        if try separateAgreements(ofTicket: id) == names.sorted() { return false }
        try run("DELETE FROM separate_agreement WHERE ticket = $1", id)
        for name in names.sorted() { try link(agreement: name, toTicket: id) }
        return true
    }

    /// In the place of what was known of the stream. Bytes that the store no longer has can't be kept.
    /// Whether it differed.
    public func put(evidence digests: Set<String>, of stream: FactStream) throws -> Bool {
        let there = try digests.sorted().filter { try blob($0) != nil }
        if try evidence(of: stream) == there { return false }
        try run(
            "DELETE FROM evidence WHERE stream_kind = $1 AND stream_id = $2", stream.kind, stream.id)
        for digest in there {
            try run(
                "INSERT INTO evidence (stream_kind, stream_id, blob) VALUES ($1, $2, $3)", stream.kind,
                stream.id, digest)
        }
        return true
    }

    /// Rows that hang on a stream without facts. How many there were.
    public func removeStrayRows() throws -> Int {
        let evidence = try run(
            """
            DELETE FROM evidence WHERE NOT EXISTS
                (SELECT 1 FROM stream WHERE kind = stream_kind AND id = stream_id)
            """)
        let hanging = [
            ("separate_agreement", "ticket"), ("access_grant", "ticket"), ("kept_view", "viewed"),
            ("tiding", "ticket"),
        ]
        return
            try hanging
            .reduce(evidence) { sum, place in
                let (table, column) = place
                return sum
                    + (try run(
                        """
                        DELETE FROM \(table) WHERE NOT EXISTS
                            (SELECT 1 FROM stream WHERE kind = 'ticket' AND id = \(table).\(column))
                        """))
            }
    }
}
