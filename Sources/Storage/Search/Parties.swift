/// People and customers whom the words of a search name.
public struct Parties: Hashable, Sendable {
    /// More of one kind are none: the words say too little.
    public static let countMax = 40

    public internal(set) var people: [Int64] = []
    public internal(set) var organisations: [Int64] = []

    public init() {}

    public var isEmpty: Bool { people.isEmpty && organisations.isEmpty }

    /// Conditions on `ticket`, each with the one value that it binds.
    fileprivate var ranges: [(column: String, value: Int64)] {
        people.map { ("requester", $0) } + organisations.map { ("organisation", $0) }
    }

    /// A condition on `ticket` for what is none of theirs, with values from `$first` on.
    func besides(from first: Int) -> (sql: String, values: [any Bindable]) {
        var (sql, values): (String, [any Bindable]) = ("", [])
        for (column, ids) in [("requester", people), ("organisation", organisations)] where !ids.isEmpty {
            let list = placeholders(ids.count, from: first + values.count)
            sql += " AND (ticket.\(column) IS NULL OR ticket.\(column) NOT IN (\(list)))"
            values += ids
        }
        return (sql, values)
    }
}

extension Reader {
    /// By an address or its beginning, by a mail domain, or by words of a name, the last of which may be
    /// unfinished.
    public func parties(named words: String) throws -> Parties {
        let typed = words.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        var parties = Parties()
        guard typed.count > 1, typed.contains(where: \.isLetter) else { return parties }
        let isAddress = typed.contains("@") && !typed.contains(" ")
        let people = try isAddress ? ids(addressed: typed) : ids(named: typed)
        let organisations = try organisations().filter { organisation in
            let domain = typed.drop { $0 == "@" }
            return organisation.domains.contains { $0 == domain } || Self.isName(organisation.name, typed)
        }.map(\.id)
        if people.count <= Parties.countMax { parties.people = people }
        if organisations.count <= Parties.countMax { parties.organisations = organisations }
        return parties
    }

    /// One range of the addresses.
    private func ids(addressed beginning: String) throws -> [Int64] {
        try rows(
            "SELECT id FROM person WHERE address >= $1 AND address < $2 ORDER BY address LIMIT $3", beginning,
            beginning + "\u{10FFFF}", Parties.countMax + 1
        ) { try $0.integer() }
    }

    private func ids(named typed: String) throws -> [Int64] {
        guard let words = SearchWords(typed) else { return [] }
        return try rows(SQLiteSearch.selectPeople, words.query, Parties.countMax + 1) { try $0.integer() }
    }

    /// Organisations are few, so their list is read.
    private static func isName(_ name: String, _ typed: String) -> Bool {
        func words(_ text: String) -> [Substring] { text.split { !$0.isLetter && !$0.isNumber } }
        let (has, wanted) = (words(name.lowercased()), words(typed))
        return !wanted.isEmpty && wanted.dropLast().allSatisfy(has.contains)
            && has.contains { $0.hasPrefix(wanted[wanted.count - 1]) }
    }

    /// What they asked for as far as the filter shows it, the newest first: the end of one range of an index
    /// for each of them. Of each so many are looked at: who may see little of a customer does not go through
    /// all that there is.
    ///
    /// - Returns: `next` is the number before which it goes on, where not all was looked at.
    public func tickets(
        of parties: Parties, _ filter: QueueFilter, before id: Int64 = .max, limit: Int,
        lookingAt most: Int = 500
    ) throws -> (rows: [TicketRow], next: Int64?) {
        if parties.isEmpty { return ([], nil) }
        let cut = try parties.ranges.compactMap { range in
            try integer(
                """
                SELECT id FROM ticket WHERE \(range.column) = $1 AND id < $2
                ORDER BY id DESC LIMIT 1 OFFSET $3
                """, range.value, id, most - 1)
        }.max()
        let (sql, values) = Self.page(of: parties, filter)
        let rows = try connection.rows(sql, [id as any Bindable, limit, cut ?? 0] + values).map { row in
            var row = row
            return try TicketRow(&row)
        }
        return (rows, cut)
    }

    /// Numbers before $1 and from $3 on, and as many rows as $2 says.
    static func page(of parties: Parties, _ filter: QueueFilter) -> (sql: String, values: [any Bindable]) {
        let narrowed = filter.narrowing(from: 4)
        let visible = filter.visibility.condition(from: 4 + narrowed.values.count)
        let bound = narrowed.values + visible.values
        let ranges = parties.ranges.enumerated().map { index, range in
            """
            SELECT id FROM (SELECT id FROM ticket
                WHERE \(range.column) = $\(4 + bound.count + index) AND id < $1 AND id >= $3
                    AND \(visible.sql)\(narrowed.sql)
                ORDER BY id DESC LIMIT $2) AS range\(index)
            """
        }
        let sql = """
            WITH found (id) AS (\(ranges.joined(separator: " UNION ")))
            SELECT \(TicketRow.columns) FROM ticket
            WHERE id IN (SELECT id FROM found ORDER BY id DESC LIMIT $2) ORDER BY id DESC
            """
        return (sql, bound + parties.ranges.map(\.value))
    }
}
