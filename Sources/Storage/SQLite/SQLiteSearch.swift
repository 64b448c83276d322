/// Full-text search by FTS5. The texts themselves stay in `message`; notes for agents have an index of
/// their own, so that a customer's search never touches it.
enum SQLiteSearch {
    static let tables = table("public", where: "") + table("internal", where: "")

    /// Without the mails that the desk sent by itself: the same words on every ticket would bury what is
    /// looked for.
    static let withoutAutomatic = """
        DROP TABLE search_public;
        DROP VIEW message_public;
        \(table("public", where: " AND NOT (is_automatic = 1 AND direction = 'outgoing')"))
        \(rebuild("public"));
        """

    /// Writes the index anew without what was removed from it. The secure-delete of FTS5 comes with
    /// SQLite 3.42 only.
    static func purge(_ visibility: String) -> String {
        "INSERT INTO search_\(visibility) (search_\(visibility)) VALUES ('optimize')"
    }

    static func has(_ message: StoredMessage) -> Bool {
        !(message.isAutomatic && message.direction == .outgoing)
    }

    private static func table(_ visibility: String, where condition: String) -> String {
        """
        CREATE VIEW message_\(visibility) AS
        SELECT id, subject, text FROM message
        WHERE visibility = '\(visibility)' AND erased_at IS NULL\(condition);
        CREATE VIRTUAL TABLE search_\(visibility) USING fts5 (
            subject, text, content = 'message_\(visibility)', content_rowid = 'id',
            tokenize = 'unicode61 remove_diacritics 2'
        );

        """
    }

    static func add(_ visibility: String) -> String {
        "INSERT INTO search_\(visibility) (rowid, subject, text) VALUES ($1, $2, $3)"
    }

    static func remove(_ visibility: String) -> String {
        """
        INSERT INTO search_\(visibility) (search_\(visibility), rowid, subject, text)
        VALUES ('delete', $1, $2, $3)
        """
    }

    static func rebuild(_ visibility: String) -> String {
        "INSERT INTO search_\(visibility) (search_\(visibility)) VALUES ('rebuild')"
    }

    /// Fails when the index is not that of the messages.
    static func check(_ visibility: String) -> String {
        "INSERT INTO search_\(visibility) (search_\(visibility), rank) VALUES ('integrity-check', 1)"
    }

    /// The newest, $2 of them at most. $1 is a query by `SearchWords`; an excerpt marks what was found with
    /// U+0002 and U+0003. The index itself goes backwards by number, so that a word which stands in every
    /// message costs no more than a rare one.
    static func select(_ visibility: String, where condition: String) -> String {
        """
        SELECT message.ticket, message.id, ticket.subject,
            snippet(search_\(visibility), 1, char(2), char(3), ' ... ', 24), message.received
        FROM search_\(visibility)
        CROSS JOIN message ON message.id = search_\(visibility).rowid
        CROSS JOIN ticket ON ticket.id = message.ticket
        WHERE search_\(visibility) MATCH $1 AND \(condition)
        ORDER BY search_\(visibility).rowid DESC LIMIT $2
        """
    }
}
