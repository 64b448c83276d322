import BusinessTime
import Testing

@testable import Storage

@Suite("Tickets that credits look at")
struct BrokenTicketTests {
    private func desk(_ scratch: Scratch) throws -> Database {
        let database = try scratch.open()
        try database.writeBlocking { writer in
            for id in Int64(1)...9 {
                var row = TicketRow(id: id, received: at(0))
                row.agreement = id == 4 ? "elmwood" : "acme"
                // Late, and the alarm has not written it yet.
                if id == 2 { row.resolution = "broken" }
                try writer.put(row)
                // Told twice, on the odd ones: such a ticket is still one.
                let kinds = id % 2 == 1 || id == 4 ? ["broken", "disputed"] : ["noted"]
                let facts = kinds.map { kind in
                    StoredFact(
                        kind: kind, version: 1, happened: at(0), recorded: at(0), actor: "desk",
                        body: Array("{}".utf8))
                }
                try writer.append(facts, to: .ticket(id), following: 0)
            }
        }
        return database
    }

    @Test("in pages of any size each stands once, by its row or by its facts", arguments: [1, 2, 3, 100])
    func pages(size: Int) throws {
        let scratch = try Scratch()
        let database = try desk(scratch)
        var found: [BrokenTicket] = []
        while true {
            let page = try database.readBlocking {
                try $0.brokenTickets(of: "acme", after: found.last?.id ?? 0, limit: size)
            }
            if page.isEmpty { break }
            found += page
        }
        #expect(found.map(\.id) == [1, 2, 3, 4, 5, 7, 9])
        #expect(found.filter { $0.agreement == "elmwood" }.map(\.id) == [4])
        let heads = try database.readBlocking { reader in
            try found.map { try reader.head(of: .ticket($0.id))?.hash }
        }
        #expect(heads == found.map(\.head))
    }

    @Test("a page is a range of each index and sorts no more than itself")
    func plan() throws {
        let scratch = try Scratch()
        let database = try desk(scratch)
        let plan = try database.readBlocking { reader in
            try reader.rows("EXPLAIN QUERY PLAN " + BrokenTicket.page, "acme", 0, 10) { row in
                "\(row.values.last ?? .null)"
            }
        }
        let told = plan.joined(separator: "\n")
        #expect(told.contains("ticket_broken (agreement=? AND id>?)"), "\(told)")
        #expect(told.contains("fact_breach (stream_kind=? AND stream_id>?)"), "\(told)")
        #expect(told.contains("SEARCH stream USING PRIMARY KEY (kind=? AND id=?)"), "\(told)")
        #expect(told.contains("SEARCH ticket USING INDEX sqlite_autoindex_ticket_1 (id=?)"), "\(told)")
    }
}
