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
}
