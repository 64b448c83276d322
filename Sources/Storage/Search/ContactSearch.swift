// What a contact finds by words: in what was said to them and by them. Notes of the desk have an index of
// their own, which is never asked here.
extension Reader {
    /// Up to so many tickets a contact's own messages are looked through, whatever others wrote since.
    static let contactTicketsMax = 2000

    /// Tickets that have all the words in one public message, each once: first the one whose newest such
    /// message is the newest.
    public func tickets(
        having words: SearchWords, _ filter: ContactFilter, before place: Int64 = .max, limit: Int = 50,
        hitsMax: Int = FoundTickets.hitsMax
    ) throws -> FoundTickets {
        guard case .contact = filter.visibility else { return FoundTickets() }
        let isSmall = try count(filter.visibility, upTo: Self.contactTicketsMax) < Self.contactTicketsMax
        return isSmall
            ? try findAmongOwn(words, filter, place, limit)
            : try findAmongAll(words, filter, place, limit, hitsMax)
    }

    private func count(_ visibility: Visibility, upTo most: Int) throws -> Int {
        try ContactOwner.owners(visibility).reduce(0) { sum, owner in
            let sql = """
                SELECT count(*) FROM (SELECT 1 FROM ticket WHERE \(owner.column) = $1 LIMIT $2) AS some
                """
            return sum + Int(try integer(sql, owner.value, most) ?? 0)
        }
    }

    private func findAmongOwn(
        _ words: SearchWords, _ filter: ContactFilter, _ place: Int64, _ limit: Int
    ) throws -> FoundTickets {
        var found = FoundTickets()
        let visible = filter.visibility.condition(from: 4)
        let sql = SQLiteSearch.selectOwn(where: visible.sql + filter.narrowing)
        let bound: [any Bindable] = [words.query, place, limit + 1]
        let hits = try connection.rows(sql, bound + visible.values).map { row in
            var row = row
            return (ticket: try row.integer(), message: try row.integer())
        }
        if hits.count > limit { found.next = hits[limit - 1].message }
        found.rows = try ticketRows(hits.prefix(limit).map(\.ticket))
        return found
    }

    /// Nearly every message that has the words is theirs: the newest are looked at until a page is full.
    private func findAmongAll(
        _ words: SearchWords, _ filter: ContactFilter, _ place: Int64, _ limit: Int, _ hitsMax: Int
    ) throws -> FoundTickets {
        let visible = filter.visibility.condition(from: 4)
        let sql = SQLiteSearch.selectPublicHits(where: visible.sql + filter.narrowing)
        var newest: [Hit] = []
        var seen: Set<Int64> = []
        var before: Int64? = place
        var (looked, size) = (0, limit * 4)
        while let here = before, looked < hitsMax, newest.count <= limit {
            let many = min(size, hitsMax - looked)
            let bound: [any Bindable] = [words.query, here, many]
            let rows = try connection.rows(sql, bound + visible.values).map { row in
                var row = row
                return (message: try row.integer(), ticket: try row.integer())
            }
            let hits = rows.filter { $0.ticket != SQLiteSearch.lastHit }.sorted { $0.message > $1.message }
            for hit in hits where newest.count <= limit && seen.insert(hit.ticket).inserted {
                let isOld = place != .max
                if isOld, try integer(SQLiteSearch.hasPublicHit, words.query, hit.ticket, place) != nil {
                    continue
                }
                newest.append(hit)
            }
            before = rows.first { $0.ticket == SQLiteSearch.lastHit }?.message
            (looked, size) = (looked + many, size * 5)
        }
        return try page(of: newest, limit: limit, lookedDownTo: before)
    }
}

extension ContactFilter {
    /// What narrows a search, beside who may see it.
    fileprivate var narrowing: String {
        guard let states else { return "" }
        let named = states.filter { $0.allSatisfy { $0.isLetter || $0 == "-" } }.map { "'\($0)'" }
        return " AND ticket.state IN (\(named.joined(separator: ", ")))"
    }
}
