import Desk
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@testable import Web

@Suite("The queue's search")
struct QueueSearchTests {
    private static func rows(
        _ query: String, _ session: WebTrial.Session, _ client: any TestClientProtocol
    ) async throws -> [Int64] {
        let page = try await client.execute(uri: "/queue?\(query)", method: .get, headers: session.headers)
        #expect(page.status == .ok)
        return page.text.matches(of: /id="row-(\d+)"/).compactMap { Int64($0.1) }
    }

    @Test("a number finds its ticket first; a name, an address or a customer what they asked for")
    func finds() async throws {
        let trial = try await WebTrial()
        let first = try await trial.carlaAsks("The export stops")
        let second = try await trial.carlaAsks("What about #1 and carla?")
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let asked: [(String, [Int64])] = [
                ("q=1", [first, second]), ("q=%231", [first, second]), ("q=2", [second]), ("q=999", []),
                ("q=carla@acme.example", [second, first]), ("q=Carla%40ACME", [second, first]),
                ("q=Carla+Rey", [second, first]), ("q=reyes", [second, first]), ("q=acme", [second, first]),
                ("q=acme.example", [second, first]), ("q=carlo", []), ("q=carla&customer=Beta", []),
                ("q=carla&severity=low", []), ("q=1&severity=low", []), ("q=export", [first]),
            ]
            for (query, ids) in asked {
                let found = try await Self.rows(query, ana, client)
                #expect(found == ids, "\(query)")
            }
        }
    }

    @Test("of a name an agent finds what their groups see, and of a hidden number nothing")
    func hidden() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let giver = try await trial.asker("ana@harbor.example")
        let given = Assignment(person: nil, group: "Senior support")
        try await trial.office.act(.assign(given), on: Ticket.ID(id), by: giver)
        let (ana, ben) = (
            try await trial.session(of: "ana@harbor.example"),
            try await trial.session(of: "ben@harbor.example")
        )
        try await trial.run { client in
            for query in ["q=\(id)", "q=carla@acme.example", "q=reyes", "q=acme"] {
                let (hers, his) = (
                    try await Self.rows(query, ana, client), try await Self.rows(query, ben, client)
                )
                #expect(hers == [] && his == [id], "\(query)")
            }
        }
    }

    @Test("pages joined are all that Carla asked for and all that speaks of her, each ticket once")
    func pages() async throws {
        let trial = try await WebTrial()
        try await trial.database.write { writer in
            guard let carla = try writer.person(address: "carla@acme.example") else { return }
            for id in Int64(1)...130 {
                var row = TicketRow(id: id, received: WebTrial.start)
                if id <= 80 { (row.requester, row.organisation) = (carla.id, carla.organisation) }
                try writer.put(row)
                var message = StoredMessage(direction: .incoming, sent: row.received, received: row.received)
                (message.ticket, message.subject) = (id, "For Carla")
                _ = try writer.add(message)
            }
        }
        let ana = try await trial.session(of: "mara@harbor.example")
        try await trial.run { client in
            var (all, next): ([Int64], String?) = ([], "/queue?q=carla")
            while let uri = next {
                let page = try await client.execute(uri: uri, method: .get, headers: ana.headers)
                all += page.text.matches(of: /id="row-(\d+)"/).compactMap { Int64($0.1) }
                let link = page.text.firstMatch(of: /<a href="([^"]*)" rel="next">/)?.1
                next = link.map { String($0).replacing("&amp;", with: "&") }
            }
            #expect(all == Array((Int64(1)...80).reversed()) + (81...130).reversed())
        }
    }
}
