import Storage

/// What a search of the queue finds: the ticket of the number that was typed; then what people and customers
/// of this name or address asked for; then what holds the words.
struct QueueSearch {
    /// A page, and the address of the next.
    typealias Part = (rows: [TicketRow], next: String?, isCut: Bool)

    private let asked: QueueQuestion
    private let filter: Storage.QueueFilter
    private let parties: Parties
    private let limit: Int

    init(_ asked: QueueQuestion, _ filter: Storage.QueueFilter, limit: Int, _ reader: Storage.Reader) throws {
        (self.asked, self.limit) = (asked, limit)
        parties = try asked.number == nil ? reader.parties(named: asked.search) : Parties()
        var filter = filter
        (filter.besides, filter.number) = (parties, asked.number)
        self.filter = filter
    }

    func part(_ reader: Storage.Reader) throws -> Part {
        if asked.before != nil { return try worded(limit, reader) }
        var rows = try asked.older == nil ? numbered(reader) : []
        let room = limit - rows.count
        let found = try reader.tickets(of: parties, filter, before: asked.older ?? .max, limit: room + 1)
        rows += found.rows.prefix(room)
        if found.rows.count > room { return (rows, rows.last.map { asked.address(older: $0.id) }, false) }
        if let next = found.next { return (rows, asked.address(older: next), true) }
        // A page that is full asks only whether there is more.
        let left = limit - rows.count
        let said = try worded(max(left, 1), reader)
        if left > 0 { return (rows + said.rows, said.next, said.isCut) }
        let isEnd = said.rows.isEmpty && !said.isCut
        return (rows, isEnd ? nil : asked.address(before: .max), false)
    }

    private func numbered(_ reader: Storage.Reader) throws -> [TicketRow] {
        guard let number = asked.number,
            let row = try reader.ticketRow(number, for: filter.visibility), asked.narrows(row, filter)
        else { return [] }
        return [row]
    }

    private func worded(_ limit: Int, _ reader: Storage.Reader) throws -> Part {
        guard let words = SearchWords(asked.search) else { return ([], nil, false) }
        let found = try reader.tickets(having: words, filter, before: asked.before ?? .max, limit: limit)
        return (found.rows, found.next.map(asked.address(before:)), found.isCut)
    }
}
