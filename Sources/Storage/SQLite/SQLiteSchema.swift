/// What the tables' text says in SQLite's words.
enum SQLiteSchema {
    static func translated(_ sql: String) -> String {
        words.reduce(sql) { text, word in text.replacing(word.key, with: word.value) }
    }

    static let integrityCheck = "PRAGMA integrity_check(3)"

    private static let words: KeyValuePairs = [
        "{identity}": "INTEGER PRIMARY KEY",
        // A number that is given, not made. Rows lie in its order.
        "{ordered}": "INTEGER PRIMARY KEY",
        "{bytes}": "BLOB",
        // Rows lie in the order of their key, so that what belongs together is one run of pages.
        "{clustered}": "WITHOUT ROWID",
    ]

    /// History can't be changed by a mistake of ours; the audit chain finds what is changed on purpose.
    static func appendOnly(_ table: String) -> String {
        """
        CREATE TRIGGER \(table)_no_update BEFORE UPDATE ON \(table)
        BEGIN SELECT RAISE(ABORT, '\(table) is append-only'); END;
        CREATE TRIGGER \(table)_no_delete BEFORE DELETE ON \(table)
        BEGIN SELECT RAISE(ABORT, '\(table) is append-only'); END;
        """
    }
}
