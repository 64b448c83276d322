import Desk
import HTTPTypes
import HummingbirdTesting
import Operations
import Storage
import Testing

@Suite("What a customer sends again after a lost answer arrives once")
struct PortalOnceTests {
    @Test("an answer: said once, its key is named on her page alone, other words under it are refused")
    func answer() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let carla = try await trial.session(of: "carla@acme.example")
        let ana = try await trial.session(of: "ana@harbor.example")
        let place = "/portal/tickets/\(id)"
        try await trial.run { client in
            let hers = Browser(client, carla)
            let page = try await hers.get(place)
            #expect(page.text.contains(#"data-keeps="portal-\#(id)-reply""#))
            #expect(!page.text.contains("data-taken"))
            for _ in 0..<2 {
                let sent = try await hers.post("\(place)/replies", [("text", "Still so"), ("once", "k-1")])
                #expect(sent.headers[.location] == place)
            }
            #expect(try await hers.get(place).text.contains(#"data-taken="k-1""#))
            let refused = try await hers.post("\(place)/replies", [("text", "Now gone"), ("once", "k-1")])
            #expect(refused.status == .unprocessableContent && refused.text.contains("Now gone</textarea>"))
            let odd = try await hers.post("\(place)/replies", [("text", "Odd"), ("once", "<k>")])
            #expect(odd.status == .unprocessableContent)
            #expect(try await !Browser(client, ana).get("/tickets/\(id)").text.contains("k-1"))
        }
        let said = try await trial.messages(of: id).map(\.text)
        #expect(said.count { $0 == "Still so" } == 1 && !said.contains("Now gone") && !said.contains("Odd"))
    }

    @Test("a request: one ticket, and both answers lead to it; without a key each is one of its own")
    func request() async throws {
        let trial = try await WebTrial()
        let carla = try await trial.session(of: "carla@acme.example")
        let fields = [("category", "technical"), ("subject", "It stops"), ("text", "At 40 %.")]
        try await trial.run { client in
            let hers = Browser(client, carla)
            var places: Set<String> = []
            for _ in 0..<2 {
                let page = try await hers.get("/portal/new?category=technical")
                #expect(page.text.contains(#"data-keeps="portal-new-technical""#))
                let sent = try await hers.post("/portal/tickets", fields + [("once", "k-1")])
                places.insert(try #require(sent.headers[.location]))
            }
            #expect(places.count == 1, "\(places)")
            #expect(try await hers.get("/portal/new?category=technical").text.contains(#"data-taken="k-1""#))
            let plain = try await hers.post("/portal/tickets", fields)
            let own = try #require(plain.headers[.location])
            #expect(!places.contains(own), "without a key it is another request")
        }
    }
}
