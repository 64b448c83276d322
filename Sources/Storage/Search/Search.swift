public import BusinessTime

/// A message that has the words.
public struct SearchHit: Hashable, Sendable {
    public let ticket: Int64
    public let message: Int64
    public let subject: String
    /// Some words around; what was found stands between U+0002 and U+0003.
    public let excerpt: String
    public let received: Instant
    public let isInternal: Bool
}

extension Reader {
    /// The newest messages that have all the words, among the tickets the asker may see.
    public func search(
        _ words: SearchWords, in visibility: Visibility, includingInternal: Bool, limit: Int = 50
    ) throws -> [SearchHit] {
        var hits = try search(words, visibility, isInternal: false, limit)
        if includingInternal { hits += try search(words, visibility, isInternal: true, limit) }
        return Array(hits.sorted { $0.message > $1.message }.prefix(limit))
    }

    private func search(
        _ words: SearchWords, _ visibility: Visibility, isInternal: Bool, _ limit: Int
    ) throws -> [SearchHit] {
        let visible = visibility.condition(from: 3)
        let name = isInternal ? "internal" : "public"
        let sql = SQLiteSearch.select(name, where: visible.sql)
        return try connection.rows(sql, [words.query, limit] + visible.values).map { row in
            var row = row
            return SearchHit(
                ticket: try row.integer(), message: try row.integer(), subject: try row.text(),
                excerpt: try row.textIfAny() ?? "", received: try row.instant(), isInternal: isInternal)
        }
    }
}

extension Writer {
    func addToSearch(_ message: StoredMessage) throws {
        guard SQLiteSearch.has(message) else { return }
        try run(SQLiteSearch.add(message.visibility.rawValue), message.id, message.subject, message.text)
    }

    func removeFromSearch(_ message: StoredMessage) throws {
        guard SQLiteSearch.has(message) else { return }
        try run(SQLiteSearch.remove(message.visibility.rawValue), message.id, message.subject, message.text)
    }

    /// Whether what searching finds is what the messages say, and how people are called.
    public func isSearchSound() throws -> Bool {
        do {
            for audience in ["public", "internal"] { try run(SQLiteSearch.check(audience)) }
            try run(SQLiteSearch.checkPeople)
            return true
        } catch StoreProblem.corrupt {
            return false
        }
    }

    /// Makes the search anew from the messages, and that for people from their names.
    public func rebuildSearch() throws {
        for audience in ["public", "internal"] { try run(SQLiteSearch.rebuild(audience)) }
        try run(SQLiteSearch.rebuildPeople)
    }
}
