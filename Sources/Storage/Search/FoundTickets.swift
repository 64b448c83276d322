/// A page of tickets that have some words: first the one whose newest such message is the newest.
public struct FoundTickets: Hashable, Sendable {
    public internal(set) var rows: [TicketRow] = []
    /// The next page begins before this message; nil where nothing is left.
    public internal(set) var next: Int64?
    /// The page ends because so many messages have been looked at, and not because it is full.
    public internal(set) var isCut = false

    /// Messages with the words that are looked at for one page. What it is narrowed to may be rare among
    /// them, and a page has its time.
    public static let hitsMax = 30_000

    public init() {}
}

extension Reader {
    typealias Hit = (message: Int64, ticket: Int64)

    /// Tickets that have all the words in one message, each once, by visibility, tier, severity and customer
    /// of the filter; what else it says does not narrow a search.
    ///
    /// - Parameter place: the next of the page before; a ticket of an earlier page is not found again.
    public func tickets(
        having words: SearchWords, _ filter: QueueFilter, before place: Int64 = .max, limit: Int = 50,
        hitsMax: Int = FoundTickets.hitsMax
    ) throws -> FoundTickets {
        var newest: [Hit] = []
        var seen: Set<Int64> = []
        var before: Int64? = place
        var (looked, size) = (0, limit * 4)
        while let here = before, looked < hitsMax, newest.count <= limit {
            let count = min(size, hitsMax - looked)
            let batch = try hits(words, filter, before: here, limit: count)
            for hit in batch.hits where newest.count <= limit && seen.insert(hit.ticket).inserted {
                if place != .max, try has(words, ticket: hit.ticket, from: place) { continue }
                newest.append(hit)
            }
            (before, looked, size) = (batch.last, looked + count, size * 5)
        }
        return try page(of: newest, limit: limit, lookedDownTo: before)
    }

    /// Those of the newest `limit` messages with the words that the filter takes, and the last that was
    /// looked at; nil where there is none beyond.
    private func hits(
        _ words: SearchWords, _ filter: QueueFilter, before: Int64, limit: Int
    ) throws -> (hits: [Hit], last: Int64?) {
        let narrowed = filter.narrowingFound(from: 4)
        let visible = filter.visibility.condition(from: 4 + narrowed.values.count)
        let sql = SQLiteSearch.selectHits(where: visible.sql + narrowed.sql)
        let bound: [any Bindable] = [words.query, before, limit]
        let rows = try connection.rows(sql, bound + narrowed.values + visible.values).map { row -> Hit in
            var row = row
            return (try row.integer(), try row.integer())
        }
        let last = rows.first { $0.ticket == SQLiteSearch.lastHit }?.message
        let hits = rows.filter { $0.ticket != SQLiteSearch.lastHit }.sorted { $0.message > $1.message }
        return (hits, last)
    }

    /// Whether a ticket has the words in a message from a number on.
    private func has(_ words: SearchWords, ticket: Int64, from message: Int64) throws -> Bool {
        try integer(SQLiteSearch.hasHit, words.query, ticket, message) != nil
    }

    /// - Parameter newest: one more than the limit where there is more.
    /// - Parameter before: the last message that was looked at; nil where there is none beyond.
    func page(of newest: [Hit], limit: Int, lookedDownTo before: Int64?) throws -> FoundTickets {
        var found = FoundTickets()
        let shown = newest.prefix(limit)
        if newest.count > limit {
            found.next = shown.last?.message
        } else if let before {
            (found.next, found.isCut) = (before, true)
        }
        found.rows = try ticketRows(shown.map(\.ticket))
        return found
    }

    /// In the order of the numbers.
    func ticketRows(_ ids: [Int64]) throws -> [TicketRow] {
        if ids.isEmpty { return [] }
        let list = placeholders(ids.count, from: 1)
        let sql = "SELECT \(TicketRow.columns) FROM ticket WHERE id IN (\(list))"
        let rows = try connection.rows(sql, ids).map { row in
            var row = row
            return try TicketRow(&row)
        }
        let known = Dictionary(rows.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return ids.compactMap { known[$0] }
    }
}

extension QueueFilter {
    /// What narrows a search: conditions on `ticket`, with values from `$first` on.
    func narrowing(from first: Int) -> (sql: String, values: [any Bindable]) {
        let parts: [(String, (any Bindable)?)] = [
            ("organisation", organisation), ("tier", tier), ("severity", severity),
        ]
        let given = parts.compactMap { part in part.1.map { (part.0, $0) } }
        let sql = given.enumerated().map { " AND ticket.\($1.0) = $\($0 + first)" }.joined()
        return (sql, given.map(\.1))
    }

    /// The same, without what was found in another way already.
    fileprivate func narrowingFound(from first: Int) -> (sql: String, values: [any Bindable]) {
        var narrowed = narrowing(from: first)
        let other = besides.besides(from: first + narrowed.values.count)
        narrowed = (narrowed.sql + other.sql, narrowed.values + other.values)
        guard let number else { return narrowed }
        return (
            narrowed.sql + " AND ticket.id <> $\(first + narrowed.values.count)", narrowed.values + [number]
        )
    }
}
