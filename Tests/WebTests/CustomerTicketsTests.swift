import BusinessTime
import Desk
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@Suite("A customer's other tickets: found by words, resolved lately, all of them")
struct CustomerTicketsTests {
    /// Newer messages of another customer with the same word.
    private static func others(_ count: Int, _ trial: WebTrial) async throws {
        try await trial.database.write { writer in
            let other = try writer.add(StoredOrganisation(name: "Fenwick"))
            for number in 0..<Int64(count) {
                let id = 1000 + number
                var row = TicketRow(id: id, received: WebTrial.start)
                (row.organisation, row.state, row.subject) = (other.id, "open", "Theirs \(id)")
                try writer.put(row)
                var message = StoredMessage(
                    direction: .incoming, sent: WebTrial.start, received: WebTrial.start)
                (message.ticket, message.text) = (id, "The export stops")
                _ = try writer.add(message)
            }
        }
    }

    @Test("a search narrowed to a customer finds what 200 newer messages of another would hide; it has pages")
    func search() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        try await Self.others(200, trial)
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            func rows(_ uri: String) async throws -> (tickets: [String], next: String?) {
                let text = try await client.execute(uri: uri, method: .get, headers: ana.headers).text
                let next = text.firstMatch(of: /<a href="([^"]*)" rel="next">Older messages/)
                let found = text.matches(of: /href="\/tickets\/(\d+)"/).map { String($0.1) }
                return (
                    found.filter { Int64($0) == id || Int64($0) ?? 0 >= 1000 },
                    next.map { String($0.1).replacing("&amp;", with: "&") }
                )
            }
            let acme = try await rows("/queue?q=export&customer=Acme")
            #expect(Set(acme.tickets) == ["\(id)"] && acme.next == nil)
            var (all, place): (Set<String>, String?) = ([], "/queue?q=export")
            var pages = 0
            while let uri = place {
                let page = try await rows(uri)
                #expect(all.isDisjoint(with: page.tickets))
                all.formUnion(page.tickets)
                place = page.next
                pages += 1
            }
            #expect(all.count == 201 && pages == 6)
        }
    }

    @Test("what was resolved lately stands beside a ticket and leads to all of them; groups see their own")
    func beside() async throws {
        let trial = try await WebTrial()
        let first = try await trial.carlaAsks("The printer")
        let second = try await trial.carlaAsks("The import")
        let ana = try await trial.session(of: "ana@harbor.example")
        let acme = try #require(try await trial.database.read { try $0.ticketRow(first)?.organisation })
        try await trial.run { client in
            func get(_ uri: String, _ who: WebTrial.Session) async throws -> TestResponse {
                try await client.execute(uri: uri, method: .get, headers: who.headers)
            }
            func beside(_ id: Int64) async throws -> String {
                let page = try await get("/tickets/\(id)", ana).text
                return page.components(separatedBy: "settled-title\" dir").last?
                    .components(separatedBy: "</section>").first ?? ""
            }
            #expect(try await beside(second).contains("None beside this one."))
            let done = try await client.execute(
                uri: "/tickets/\(first)/resolution", method: .post, headers: ana.sending,
                body: ana.form("text=It+prints"))
            #expect(done.status == .seeOther)
            try await trial.settle()
            let shown = try await beside(second)
            #expect(shown.contains("Lately resolved for Acme"))
            #expect(shown.contains("#\(first) The printer"))
            #expect(shown.contains("Resolved 16:50 today"))
            #expect(shown.contains("href=\"/organisations/\(acme)/tickets\""))
            let list = try await get("/organisations/\(acme)/tickets", ana).text
            #expect(list.contains("The printer") && list.contains("The import"))
            #expect(list.contains("Resolved") && list.contains("Open"))
            #expect(try await get("/organisations/99/tickets", ana).status == .notFound)
            let carla = try await trial.session(of: "carla@acme.example")
            #expect(try await get("/organisations/\(acme)/tickets", carla).status != .ok)
            // Given to a group that Ana is not in, it is hidden from her, and in the end the customer is.
            for id in [first, second] {
                try await trial.database.write { writer in
                    guard var row = try writer.ticketRow(id) else { return }
                    row.group = 99
                    try writer.put(row)
                }
                let page = try await get("/organisations/\(acme)/tickets", ana)
                #expect(page.status == (id == first ? .ok : .notFound))
                #expect(!page.text.contains("The printer"))
            }
            let further = try await get("/organisations/\(acme)/tickets?before=1", ana)
            #expect(further.status == .notFound, "hidden from any number on")
        }
    }

    @Test("what was resolved last stands first, whatever its number; a reopening takes it away")
    func order() async throws {
        let trial = try await WebTrial()
        let printer = try await trial.carlaAsks("The printer")
        let others = [try await trial.carlaAsks("The import"), try await trial.carlaAsks("The export")]
        let own = try await trial.carlaAsks("This one")
        let ben = try await trial.asker("ben@harbor.example")
        for id in [others[1], printer, others[0]] {
            trial.clock.advance(by: 60)
            try await trial.office.answer(.resolve(.answer), text: "Done", on: Ticket.ID(id), by: ben)
            try await trial.settle()
        }
        func settled() async throws -> [String] {
            let seat = try await trial.asker("ana@harbor.example")
            return try await trial.database.read { reader in
                let visibility = try seat.visibility(in: reader)
                guard let row = try reader.ticketRow(own) else { return [] }
                return try reader.settledTickets(beside: row, visibility, limit: 5).map(\.subject)
            }
        }
        #expect(try await settled() == ["The import", "The printer", "The export"])
        try await trial.office.act(.reopen(reason: "Not yet"), on: Ticket.ID(printer), by: ben)
        #expect(try await settled() == ["The import", "The export"])
        trial.clock.advance(by: 60)
        try await trial.office.answer(.resolve(.answer), text: "Now", on: Ticket.ID(printer), by: ben)
        try await trial.settle()
        #expect(try await settled() == ["The printer", "The import", "The export"])
        #expect(try await trial.office.reindex().changed.isEmpty)
    }

    @Test("the list of a customer's tickets has pages")
    func pages() async throws {
        let trial = try await WebTrial()
        try await Self.others(120, trial)
        let ana = try await trial.session(of: "ana@harbor.example")
        let fenwick = try #require(try await trial.database.read { try $0.ticketRow(1000)?.organisation })
        try await trial.run { client in
            var (found, place): ([Int64], String?) = ([], "/organisations/\(fenwick)/tickets")
            while let uri = place {
                let text = try await client.execute(uri: uri, method: .get, headers: ana.headers).text
                found += text.matches(of: /href="\/tickets\/(\d+)"/).compactMap { Int64($0.1) }
                place = text.firstMatch(of: /<a href="([^"]*)" rel="next">/).map { String($0.1) }
            }
            #expect(found == (Int64(1000)..<1120).reversed())
        }
    }
}
