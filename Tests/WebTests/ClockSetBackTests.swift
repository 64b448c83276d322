import BusinessTime
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@Suite("A clock that was set back")
struct ClockSetBackTests {
    @Test("what was kept is kept, on the page, in the portal and by API, though it is earlier now")
    func kept() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let (ana, carla) = (
            try await trial.session(of: "ana@harbor.example"),
            try await trial.session(of: "carla@acme.example")
        )
        let token = try await trial.token(of: "ana@harbor.example")
        trial.clock.now = trial.clock.now.advanced(by: 600)
        let pages = [
            ("/tickets/\(id)", ana.headers), ("/portal/tickets/\(id)", carla.headers),
            ("/api/tickets/\(id)", token),
        ]
        try await trial.run { client in
            /// How often each page says it.
            let kept = { () async throws -> [Int] in
                var found: [Int] = []
                for (uri, headers) in pages {
                    let page = try await client.execute(uri: uri, method: .get, headers: headers)
                    #expect(page.status == .ok)
                    found.append(String(buffer: page.body).lowercased().split(separator: "kept").count)
                }
                return found
            }
            let before = try await kept()
            let done = try await client.execute(
                uri: "/api/tickets/\(id)/acknowledgment", method: .post, headers: token,
                body: ByteBuffer(string: #"{"text": "I have it."}"#))
            #expect(done.status == .ok)
            try await trial.settle()
            trial.clock.now = trial.clock.now.advanced(by: -300)
            #expect(zip(before, try await kept()).allSatisfy { $0 < $1 })
        }
    }
}
