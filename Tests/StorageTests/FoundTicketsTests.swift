import BusinessTime
import Testing

@testable import Storage

@Suite("Tickets by the words of their messages")
struct FoundTicketsTests {
    /// Customer 1 has tickets 1 to 6 with older messages, customer 2 has 7 to 206 with newer ones; all have
    /// the word, the even ones of customer 1 also in a note that is newer than all.
    private func desk(_ scratch: Scratch) throws -> Database {
        let database = try scratch.open()
        try database.writeBlocking { writer in
            for id in Int64(1)...206 {
                var row = TicketRow(id: id, received: at(id))
                row.organisation = id <= 6 ? 1 : 2
                row.group = id % 2 + 1
                row.tier = id % 3 == 0 ? 2 : 1
                row.severity = id == 5 ? 3 : 1
                try writer.put(row)
                try said("The export stops", on: id, writer)
                if id <= 6 { try said("The export again", on: id, writer) }
            }
            for id in [Int64(2), 4, 6] { try said("Their export", on: id, isNote: true, writer) }
            try said("Nothing of it", on: 3, writer)
        }
        return database
    }

    private func said(_ text: String, on ticket: Int64, isNote: Bool = false, _ writer: Writer) throws {
        var message = StoredMessage(direction: .incoming, sent: at(0), received: at(0))
        message.ticket = ticket
        message.subject = "Help"
        message.text = text
        message.visibility = isNote ? .internal : .public
        _ = try writer.add(message)
    }

    private func found(
        _ database: Database, limit: Int = 50, hitsMax: Int = FoundTickets.hitsMax,
        _ narrow: (inout QueueFilter) -> Void = { _ in }
    ) throws -> [Int64] {
        var filter = QueueFilter(.all)
        narrow(&filter)
        let words = try #require(SearchWords("export"))
        var (all, place): ([Int64], Int64?) = ([], .max)
        while let before = place {
            let page = try database.readBlocking {
                try $0.tickets(having: words, filter, before: before, limit: limit, hitsMax: hitsMax)
            }
            #expect(page.rows.count <= limit)
            #expect(page.isCut || page.next == nil || page.rows.count == limit)
            all += page.rows.map(\.id)
            place = page.next
        }
        return all
    }

    @Test("200 newer messages of another customer hide none of this one's")
    func narrowed() throws {
        let scratch = try Scratch()
        let database = try desk(scratch)
        #expect(try found(database) { $0.organisation = 1 } == [6, 4, 2, 5, 3, 1])
        #expect(try found(database) { ($0.organisation, $0.tier) = (1, 2) } == [6, 3])
        #expect(try found(database) { $0.severity = 3 } == [5])
        #expect(
            try found(database) { ($0.organisation, $0.visibility) = (1, .groups([1])) } == [6, 4, 2])
        #expect(try found(database) { $0.organisation = 3 }.isEmpty)
    }

    @Test(
        "pages joined are all that is found, each ticket once, whatever the page and however often it is cut",
        arguments: [(1, 30_000), (2, 30_000), (7, 30_000), (50, 30_000), (3, 5), (50, 1), (4, 13)])
    func pages(limit: Int, hitsMax: Int) throws {
        let scratch = try Scratch()
        let database = try desk(scratch)
        let whole = [6, 4, 2] + (7...206).reversed() + [5, 3, 1]
        #expect(try found(database, limit: limit, hitsMax: hitsMax) == whole.map(Int64.init))
        #expect(
            try found(database, limit: limit, hitsMax: hitsMax) { $0.organisation = 1 } == [6, 4, 2, 5, 3, 1])
    }

    @Test("a page that looked at as many messages as it may says so, and where to go on")
    func cut() throws {
        let scratch = try Scratch()
        let database = try desk(scratch)
        let words = try #require(SearchWords("export"))
        var filter = QueueFilter(.all)
        filter.organisation = 1
        let page = try database.readBlocking {
            try $0.tickets(having: words, filter, limit: 50, hitsMax: 100)
        }
        #expect(page.isCut && page.rows.map(\.id) == [6, 4, 2] && page.next != nil)
        let end = try database.readBlocking { try $0.tickets(having: words, filter, limit: 50) }
        #expect(!end.isCut && end.next == nil)
    }

    @Test("what was resolved for a customer is the end of a range of an index, as far as it is seen")
    func settled() throws {
        let scratch = try Scratch()
        let database = try desk(scratch)
        try database.writeBlocking { writer in
            let done: [(Int64, String, Int64)] = [
                (1, "resolved", 20), (2, "closed", 40), (3, "merged", 50), (5, "resolved", 30),
            ]
            for (id, state, instant) in done {
                guard var row = try writer.ticketRow(id) else { continue }
                (row.state, row.isOpen, row.requester, row.doneAt) = (state, false, 40, at(instant))
                try writer.put(row)
            }
        }
        func settled(_ id: Int64, _ visibility: Visibility, limit: Int = 5) throws -> [Int64] {
            try database.readBlocking { reader in
                let row = try #require(try reader.ticketRow(id))
                return try reader.settledTickets(beside: row, visibility, limit: limit).map(\.id)
            }
        }
        #expect(try settled(4, .all) == [2, 5, 1], "by when they were resolved, not by number")
        #expect(try settled(4, .all, limit: 2) == [2, 5])
        #expect(try settled(5, .all) == [2, 1])
        #expect(try settled(4, .groups([2])) == [5, 1])
        #expect(try settled(4, .none).isEmpty)
        #expect(try settled(100, .all).isEmpty)
        for (column, index) in [("organisation", "ticket_settled"), ("requester", "ticket_settled_own")] {
            let visible = Visibility.groups([1, 2]).condition(from: 5)
            let plan = try database.readBlocking { reader in
                try reader.connection.rows(
                    "EXPLAIN QUERY PLAN " + Reader.settled(column, visible.sql),
                    [1, 2, 5, 200] + visible.values
                ).map { "\($0.values.last ?? .null)" }
            }
            #expect(plan.contains { $0.contains("USING INDEX \(index) (\(column)=?") }, "\(plan)")
            let sorted = plan.filter { $0.contains("TEMP B-TREE") }.count
            #expect(sorted <= 1, "the end of the index is read in its order: \(plan)")
        }
    }

    @Test("a customer's tickets are listed by pages, the newest first, as far as they are seen")
    func listed() throws {
        let scratch = try Scratch()
        let database = try desk(scratch)
        func listed(_ visibility: Visibility, before: Int64 = .max, limit: Int = 50) throws -> [Int64] {
            try database.readBlocking {
                try $0.tickets(ofOrganisation: 1, visibility, before: before, limit: limit).map(\.id)
            }
        }
        #expect(try listed(.all) == [6, 5, 4, 3, 2, 1])
        #expect(try listed(.all, before: 4, limit: 2) == [3, 2])
        #expect(try listed(.groups([1])) == [6, 4, 2])
        #expect(try listed(.none).isEmpty)
    }
}
