import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Storage
import Testing

@Suite("The list of the API")
struct APIListTests {
    private struct List: Decodable {
        struct Row: Decodable { let id: Int64 }
        let tickets: [Row]
        let after: String?
    }

    @Test("pages by key show every ticket once, by what is due next, though one is added between")
    func pages() async throws {
        let trial = try await WebTrial()
        var made: [Int64] = []
        for number in 0..<7 {
            made.append(try await trial.carlaAsks("Ticket \(number)"))
            trial.clock.advance(by: 60)
        }
        let token = try await trial.token(of: "ben@harbor.example", scopes: ["read"])
        let expected = made
        try await trial.run { client in
            var seen: [Int64] = []
            var place: String?
            repeat {
                let uri = "/api/tickets?limit=3" + (place.map { "&after=\($0)" } ?? "")
                let answer = try await client.execute(uri: uri, method: .get, headers: token)
                let page = try JSONDecoder().decode(List.self, from: Data(answer.text.utf8))
                seen += page.tickets.map(\.id)
                if place == nil { _ = try await trial.carlaAsks("One more") }
                place = page.after
            } while place != nil
            #expect(seen.filter { expected.contains($0) } == expected)
            #expect(Set(seen).count == seen.count)
            #expect(seen.count == 8)
        }
    }

    @Test(
        "a place or a size that is none is told by its field",
        arguments: [
            "after=x", "after=1", "after=1.2.3", "after=99999999999999999999.1", "limit=0", "limit=101",
        ])
    func bad(_ query: String) async throws {
        let trial = try await WebTrial()
        let token = try await trial.token(of: "ben@harbor.example", scopes: ["read"])
        try await trial.run { client in
            let answer = try await client.execute(uri: "/api/tickets?\(query)", method: .get, headers: token)
            #expect(answer.status == .unprocessableContent)
            let field = query.split(separator: "=")[0]
            #expect(answer.text.contains(#""field":"\#(field)""#))
        }
    }

    @Test(
        "NUL in an address is told by the parameter that holds it, to a program as to a program",
        arguments: [
            ("/api/tickets?after=%00", "after"), ("/api/tickets?limit=3&state=open%00", "state"),
            ("/api/tickets?%00=1", "query"), ("/api/tickets/%00", "path"),
        ])
    func nul(_ uri: String, _ field: String) async throws {
        let trial = try await WebTrial()
        let token = try await trial.token(of: "ben@harbor.example", scopes: ["read"])
        try await trial.run { client in
            let answer = try await client.execute(uri: uri, method: .get, headers: token)
            #expect(answer.status == .badRequest)
            #expect(answer.headers[.contentType]?.hasPrefix("application/problem+json") == true)
            #expect(answer.text.contains(#""field":"\#(field)""#), "\(answer.text)")
            #expect(answer.text.contains("Send it without this character."))
        }
    }
}
