import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@Suite("Forms from elsewhere")
struct CrossSiteTests {
    @Test(
        "what another site sends is refused and leaves nothing",
        arguments: [
            ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"),
            ("Origin", "https://evil.example"), ("Origin", "null"), ("X-Nothing", "told"),
        ])
    func refused(_ name: String, _ value: String) async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let ana = try await trial.session(of: "ana@harbor.example")
        let field = try #require(HTTPField.Name(name))
        try await trial.run { client in
            let answer = try await client.execute(
                uri: "/tickets/\(id)/replies", method: .post, headers: ana.headers.adding(field, value),
                body: ana.form("visibility=public&text=Hello"))
            #expect(answer.status == .forbidden)
        }
        #expect(try await trial.messages(of: id).count == 1)
    }

    @Test("our own origin is taken, and a form without the session's word is not")
    func own() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let ana = try await trial.session(of: "ana@harbor.example")
        let headers = ana.headers.adding(.requestOrigin, "http://127.0.0.1:8080")
        try await trial.run { client in
            let uri = "/tickets/\(id)/replies"
            let foreign = try await client.execute(
                uri: uri, method: .post, headers: headers,
                body: ByteBuffer(string: "visibility=public&text=Hello"))
            #expect(foreign.status == .forbidden)
            let own = try await client.execute(
                uri: uri, method: .post, headers: headers, body: ana.form("visibility=public&text=Hello"))
            #expect(own.status == .seeOther)
        }
        #expect(try await trial.messages(of: id).count == 2)
    }
}
