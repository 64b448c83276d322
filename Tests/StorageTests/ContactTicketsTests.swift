import BusinessTime
import Testing

@testable import Storage

@Suite("A contact's tickets: listed by what waits for them, found by words that were said in public")
struct ContactTicketsTests {
    /// Acme (1) has tickets 1 to 40 of Carla (7) and Cody (8) in turns, Beta (2) 41 to 60. Carla asked 61 for
    /// herself, before she belonged to anybody.
    private func desk(_ scratch: Scratch) throws -> Database {
        let states = ["open", "waiting", "resolved", "closed", "merged"]
        let database = try scratch.open()
        try database.writeBlocking { writer in
            for id in Int64(1)...61 {
                var row = TicketRow(id: id, received: at(id))
                row.organisation = id == 61 ? nil : id <= 40 ? 1 : 2
                row.requester = id == 61 || id % 2 == 1 ? 7 : 8
                row.state = states[Int(id) % states.count]
                row.isOpen = ["open", "waiting"].contains(row.state)
                try writer.put(row)
                try said(id % 10 == 0 ? "The printer smokes" : "The export stops", on: id, writer)
            }
            try said("secretword of the desk", on: 5, isNote: true, writer)
            try said("The export stops again", on: 3, writer)
        }
        return database
    }

    private func said(_ text: String, on ticket: Int64, isNote: Bool = false, _ writer: Writer) throws {
        var message = StoredMessage(direction: .incoming, sent: at(0), received: at(0))
        (message.ticket, message.subject, message.text) = (ticket, "Help", text)
        message.visibility = isNote ? .internal : .public
        _ = try writer.add(message)
    }

    private let acme = Visibility.contact(7, organisation: 1, seesAll: true)
    private let carla = Visibility.contact(7, organisation: 1, seesAll: false)

    private func listed(_ database: Database, _ filter: ContactFilter, limit: Int) throws -> [TicketRow] {
        var (all, place): ([TicketRow], ContactPlace) = ([], .beginning)
        while true {
            let page = try database.readBlocking { try $0.tickets(filter, from: place, limit: limit) }
            guard let last = page.last else { return all }
            #expect(page.count <= limit)
            all += page
            place = last.contactPlace
        }
    }

    @Test("what waits comes first, then the newest; each once, on pages of any size", arguments: 1...7)
    func pages(limit: Int) throws {
        let scratch = try Scratch()
        let database = try desk(scratch)
        let all = try listed(database, ContactFilter(acme), limit: limit)
        let waiting = all.prefix { $0.state == "waiting" }
        #expect(waiting.map(\.id) == [61, 36, 31, 26, 21, 16, 11, 6, 1])
        let rest = all.dropFirst(waiting.count)
        #expect(!rest.contains { $0.state == "waiting" })
        #expect(rest.map(\.id) == rest.map(\.id).sorted(by: >))
        #expect(Set(all.map(\.id)) == Set((1...40).map(Int64.init) + [61]) && all.count == 41)
        let own = try listed(database, ContactFilter(carla), limit: limit)
        #expect(Set(own.map(\.id)) == Set((1...40).filter { $0 % 2 == 1 }.map(Int64.init) + [61]))
        for states in [["open", "waiting"], ["resolved"], ["closed", "merged"]] {
            let some = try listed(database, ContactFilter(acme, states: states), limit: limit)
            #expect(some.map(\.id) == all.filter { states.contains($0.state) }.map(\.id), "\(states)")
        }
    }

    @Test("words find what was said in public, never a note; other customers' messages hide nothing")
    func search() throws {
        let scratch = try Scratch()
        let database = try desk(scratch)
        func found(
            _ typed: String, _ visibility: Visibility, states: [String]? = nil
        ) throws -> [Int64] {
            let words = try #require(SearchWords(typed))
            var (all, place): ([Int64], Int64?) = ([], .max)
            while let before = place {
                let page = try database.readBlocking {
                    let filter = ContactFilter(visibility, states: states)
                    return try $0.tickets(having: words, filter, before: before, limit: 3)
                }
                all += page.rows.map(\.id)
                place = page.next
            }
            return all
        }
        #expect(try found("printer", acme) == [40, 30, 20, 10])
        #expect(try found("printer", carla).isEmpty, "these are Cody's")
        #expect(try found("secretword", acme).isEmpty && found("secretword", .all).isEmpty)
        let export = try found("export stops", acme)
        #expect(export.first == 3 && Set(export).count == 37 && export.count == 37, "each once")
        #expect(try found("export", acme, states: ["waiting"]) == [61, 36, 31, 26, 21, 16, 11, 6, 1])
        #expect(try found("export", .contact(9, organisation: nil, seesAll: false)).isEmpty)
    }

    @Test("where nearly all is one customer's, the newest messages are looked at: the same is found")
    func searchOfMany() throws {
        let scratch = try Scratch()
        let database = try desk(scratch)
        let words = try #require(SearchWords("export"))
        try database.writeBlocking { writer in
            for id in Int64(100)..<Int64(100 + Reader.contactTicketsMax) {
                var row = TicketRow(id: id, received: at(id))
                (row.organisation, row.requester, row.state) = (1, 8, "closed")
                try writer.put(row)
            }
            try said("Not for you: export", on: 5, isNote: true, writer)
        }
        var (all, place, pages): ([Int64], Int64?, Int) = ([], .max, 0)
        while let before = place {
            let page = try database.readBlocking {
                try $0.tickets(having: words, ContactFilter(acme), before: before, limit: 5, hitsMax: 8)
            }
            all += page.rows.map(\.id)
            (place, pages) = (page.next, pages + 1)
        }
        #expect(all.first == 3 && Set(all).count == all.count && all.count == 37 && pages > 7)
    }

    @Test("each list is one range of an index, in its order")
    func plans() throws {
        let scratch = try Scratch()
        let database = try desk(scratch)
        let cases: [(range: String, index: [String: String])] = [
            (
                "state = 'waiting'",
                ["organisation": "ticket_customer_state", "requester": "ticket_requester_state"]
            ),
            (
                "+state <> 'waiting'",
                ["organisation": "ticket_organisation", "requester": "ticket_requester"]
            ),
        ]
        for owner in ContactOwner.owners(acme) + ContactOwner.owners(carla) {
            for each in cases {
                let bound: [any Bindable] = [owner.value, Int64.max, 50] + owner.bound
                let plan = try database.readBlocking { reader in
                    try reader.connection.rows("EXPLAIN QUERY PLAN " + owner.sql(each.range), bound).map {
                        "\($0.values.last ?? .null)"
                    }
                }
                let name = each.index[owner.column] ?? ""
                #expect(plan.contains { $0.contains("USING INDEX \(name) (\(owner.column)=?") }, "\(plan)")
                #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
            }
        }
    }
}
