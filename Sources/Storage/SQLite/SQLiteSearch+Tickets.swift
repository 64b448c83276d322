// Tickets by the words of their messages, public ones and notes; for a customer's people the public ones
// alone.
extension SQLiteSearch {
    /// Stands for a ticket in the row that says where the messages looked at end.
    static let lastHit: Int64 = -1

    /// Of the newest $3 messages before $2 that have the words of $1, those whose ticket fits; and with
    /// `lastHit` the last of all, where there may be more. Each index goes backwards by number and stops, so
    /// that a word which stands in every message costs no more than a rare one.
    static func selectHits(where condition: String) -> String {
        """
        WITH hit (id) AS MATERIALIZED (
            SELECT id FROM (
                SELECT id FROM (\(newest("public"))) AS said UNION ALL
                SELECT id FROM (\(newest("internal"))) AS noted
            ) AS all_hits ORDER BY id DESC LIMIT $3
        )
        SELECT hit.id, message.ticket FROM hit
        CROSS JOIN message ON message.id = hit.id CROSS JOIN ticket ON ticket.id = message.ticket
        WHERE \(condition)
        UNION ALL
        SELECT last, \(lastHit) FROM (SELECT min(id) AS last, count(*) AS many FROM hit) AS ends
        WHERE many = $3
        """
    }

    private static func newest(_ visibility: String) -> String {
        """
        SELECT rowid AS id FROM search_\(visibility)
        WHERE search_\(visibility) MATCH $1 AND rowid < $2 ORDER BY rowid DESC LIMIT $3
        """
    }

    /// Whether ticket $2 has the words of $1 in a message from number $3 on.
    static let hasHit = """
        SELECT 1 FROM message WHERE ticket = $2 AND id >= $3 AND (
            EXISTS (SELECT 1 FROM search_public
                WHERE search_public MATCH $1 AND search_public.rowid = message.id)
            OR EXISTS (SELECT 1 FROM search_internal
                WHERE search_internal MATCH $1 AND search_internal.rowid = message.id)) LIMIT 1
        """

    /// As `selectHits`, without notes.
    static func selectPublicHits(where condition: String) -> String {
        """
        WITH hit (id) AS MATERIALIZED (\(newest("public")))
        SELECT hit.id, message.ticket FROM hit
        CROSS JOIN message ON message.id = hit.id CROSS JOIN ticket ON ticket.id = message.ticket
        WHERE \(condition)
        UNION ALL
        SELECT last, \(lastHit) FROM (SELECT min(id) AS last, count(*) AS many FROM hit) AS ends
        WHERE many = $3
        """
    }

    /// The tickets of a few whose newest public message with the words of $1 is before $2, the newest first.
    /// The index is gone through once, and what is not among their messages falls out: the plus keeps each
    /// of them from being looked up in it by itself.
    static func selectOwn(where condition: String) -> String {
        """
        SELECT message.ticket, max(message.id) AS newest FROM (
            SELECT rowid AS id FROM search_public WHERE search_public MATCH $1 AND +search_public.rowid IN (
                SELECT own.id FROM ticket CROSS JOIN message AS own ON own.ticket = ticket.id
                WHERE \(condition))
        ) AS hit CROSS JOIN message ON message.id = hit.id
        GROUP BY message.ticket HAVING max(message.id) < $2 ORDER BY newest DESC LIMIT $3
        """
    }

    /// As `hasHit`, without notes.
    static let hasPublicHit = """
        SELECT 1 FROM message WHERE ticket = $2 AND id >= $3 AND EXISTS (
            SELECT 1 FROM search_public WHERE search_public MATCH $1 AND search_public.rowid = message.id)
        LIMIT 1
        """
}
