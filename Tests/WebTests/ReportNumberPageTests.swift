import Desk
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Operations
import Storage
import Testing

@Suite("Reports: the address of a number lists its tickets")
struct ReportNumberPageTests {
    private static let days = "period=dates&from=2026-11-01&to=2026-11-30"
    private static let splits = ["none", "severity", "category", "agreement", "channel", "month"]

    /// Forty tickets, one of somebody whom the desk doesn't know, and Carla who reads her company's books.
    private func seeded() async throws -> WebTrial {
        let trial = try await WebTrial()
        try await trial.office.seed(tickets: 40)
        _ = try await trial.office.receive(
            Inquiry(
                address: "somebody@nowhere.example", name: "Somebody", subject: "A question", text: "Hello?",
                way: .mail))
        let mara = try await trial.asker("mara@harbor.example")
        try await trial.office.setRights(
            Set(ContactRight.allCases), of: "carla@acme.example", by: mara)
        return trial
    }

    /// Follows each linked number of a table; gives how many there were.
    private func follow(
        _ page: String, _ ask: (String) async throws -> TestResponse
    ) async throws -> Int {
        var count = 0
        for link in page.matches(of: /<td class="sum"[^>]*><a href="([^"]+)">([^<]+)<\/a>/) {
            let address = String(link.1).replacing("&amp;", with: "&")
            let list = try await ask(address)
            #expect(list.status == .ok, "\(address)")
            let found = list.text.matches(of: /<th scope="row"><a href="[^"]*tickets\/[0-9]+">#/).count
            if let number = Int(link.2) {
                #expect(found == number, "\(address) says \(number)")
            } else {
                #expect(found > 0, "\(address) says \(link.2)")
            }
            #expect(!list.text.contains("are counted, not listed"))
            count += 1
        }
        return count
    }

    @Test("at the desk, of one customer, and in the portal: as many as the number says, by every split")
    func pages() async throws {
        let trial = try await seeded()
        let mara = try await trial.session(of: "mara@harbor.example")
        let carla = try await trial.session(of: "carla@acme.example")
        try await trial.run { client in
            for (base, who) in [
                ("/reports", mara), ("/organisations/2/reports", mara), ("/portal/reports", carla),
            ] {
                func ask(_ address: String) async throws -> TestResponse {
                    try await client.execute(uri: address, method: .get, headers: who.headers)
                }
                for name in ["acknowledgments", "times-to-acknowledge", "backlog", "volume"] {
                    for split in Self.splits {
                        let page = try await ask("\(base)/\(name)?\(Self.days)&split=\(split)")
                        #expect(try await follow(page.text, ask) > 0, "\(base)/\(name) by \(split)")
                    }
                }
                #expect(try await follow(try await ask(base).text, ask) > 0, "\(base)")
            }
            let tiers = try await client.execute(
                uri: "/reports/tiers?\(Self.days)", method: .get, headers: mara.headers)
            #expect(tiers.text.contains("key=1%2B&amp;key=2%2B&amp;key=3%2B"))
        }
    }

    private struct Table: Decodable {
        struct Row: Decodable {
            let values: [Int64?]
            let tickets: [String?]
        }
        let columns: [String]
        let rows: [Row]
        let total: [Int64?]
        let totalTickets: [String?]

        enum CodingKeys: String, CodingKey {
            case columns, rows, total
            case totalTickets = "total_tickets"
        }
    }
    private struct List: Decodable {
        let tickets: [Int64]
        let after: Int64?
    }

    @Test("programs follow the addresses beside the numbers")
    func programs() async throws {
        let trial = try await seeded()
        let token = try await trial.token(of: "mara@harbor.example", scopes: ["read"])
        try await trial.run { client in
            func ask(_ address: String) async throws -> Data {
                let answer = try await client.execute(uri: address, method: .get, headers: token)
                #expect(answer.status == .ok, "\(address)")
                return Data(answer.text.utf8)
            }
            let base = "/api/organisations/2/reports"
            for split in Self.splits {
                let table = try JSONDecoder().decode(
                    Table.self, from: try await ask("\(base)/volume?\(Self.days)&split=\(split)"))
                for row in table.rows + [Table.Row(values: table.total, tickets: table.totalTickets)] {
                    for (value, address) in zip(row.values, row.tickets) {
                        guard let address else {
                            #expect(value == 0)
                            continue
                        }
                        let list = try JSONDecoder().decode(List.self, from: try await ask(address))
                        #expect(Int64(list.tickets.count) == value && list.after == nil, "\(address)")
                    }
                }
            }
        }
    }
}
