import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Storage
import Testing

@Suite("Tokens")
struct TokenTests {
    private static let order = ByteBuffer(
        string: #"{"name": "Import", "kind": "program", "scopes": ["read"]}"#)

    @Test("Ana mints a token on the page, sees it once, uses it, and revokes it")
    func page() async throws {
        let trial = try await WebTrial()
        _ = try await trial.carlaAsks()
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let minted = try await client.execute(
                uri: "/tokens", method: .post, headers: ana.sending,
                body: ana.form("name=Nightly+import&kind=own-client&scopes=read"))
            #expect(minted.status == .ok)
            let word = try #require(minted.text.firstMatch(of: /id="minted">([^<]+)</)?.1)
            let holder: HTTPFields = [.authorization: "Bearer \(word)"]
            #expect(
                try await client.execute(uri: "/api/tickets", method: .get, headers: holder).status == .ok)
            let page = try await client.execute(uri: "/tokens", method: .get, headers: ana.headers)
            #expect(page.text.contains("Nightly import"))
            #expect(!page.text.contains(word))
            let address = try #require(page.text.firstMatch(of: /action="(\/tokens\/\d+\/revocation)"/)?.1)
            let foreign = try await client.execute(
                uri: String(address), method: .post, headers: ana.sending, body: ByteBuffer(string: "csrf=no")
            )
            #expect(foreign.status == .forbidden)
            let ben = try await trial.session(of: "ben@harbor.example")
            let other = try await client.execute(
                uri: String(address), method: .post, headers: ben.sending, body: ben.form("x=1"))
            #expect(other.status == .notFound)
            #expect(
                try await client.execute(uri: "/api/tickets", method: .get, headers: holder).status == .ok)
            let revoked = try await client.execute(
                uri: String(address), method: .post, headers: ana.sending, body: ana.form("x=1"))
            #expect(revoked.headers[.location] == "/tokens")
            let after = try await client.execute(uri: "/api/tickets", method: .get, headers: holder)
            #expect(after.status == .unauthorized)
        }
    }

    @Test(
        "what is wrong in the order is shown in the form",
        arguments: [
            ("name=&kind=program&scopes=read", "A token&#39;s name is one line"),
            ("name=A&kind=robot&scopes=read", "your own client or for a program"),
            ("name=A&kind=program&scopes=", "A token without a scope"),
            ("name=A&kind=program&scopes=read+admin", "There is no scope"),
        ])
    func refused(_ form: String, _ words: String) async throws {
        let trial = try await WebTrial()
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let answer = try await client.execute(
                uri: "/tokens", method: .post, headers: ana.sending, body: ana.form(form))
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains(words), "\(answer.text.suffix(3000))")
        }
    }

    @Test("no token mints a token; a program's sees none; one's own client lists and revokes")
    func api() async throws {
        let trial = try await WebTrial()
        let own = try await trial.token(of: "ana@harbor.example")
        let reading = try await trial.token(of: "ana@harbor.example", scopes: ["read"])
        let program = try await trial.token(of: "ana@harbor.example", kind: .program)
        try await trial.run { client in
            func ask(_ method: HTTPRequest.Method, _ uri: String, _ headers: HTTPFields) async throws
                -> TestResponse
            {
                try await client.execute(
                    uri: uri, method: method, headers: headers, body: method == .post ? Self.order : nil)
            }
            for token in [own, program] {
                #expect(try await ask(.post, "/api/tokens", token).status == .forbidden)
            }
            #expect(try await ask(.get, "/api/tokens", program).status == .forbidden)
            #expect(try await ask(.delete, "/api/tokens/1", program).status == .forbidden)
            #expect(try await ask(.delete, "/api/tokens/1", reading).status == .forbidden)
            #expect(try await ask(.get, "/api/tokens", [:]).status == .unauthorized)
            let list = try await ask(.get, "/api/tokens", reading)
            #expect(list.text.contains(#""kind":"program""#))
            #expect(!list.text.contains("token\":\""))
            #expect(try await ask(.delete, "/api/tokens/999", own).status == .notFound)
            #expect(try await ask(.delete, "/api/tokens/3", own).status == .noContent)
            #expect(try await ask(.get, "/api/tickets", program).status == .unauthorized)
        }
    }

    @Test("a session mints by JSON from the desk's own pages, and from nowhere else")
    func session() async throws {
        let trial = try await WebTrial()
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let foreign = try await client.execute(
                uri: "/api/tokens", method: .post, headers: ana.headers, body: Self.order)
            #expect(foreign.status == .forbidden)
            let minted = try await client.execute(
                uri: "/api/tokens", method: .post, headers: ana.sending, body: Self.order)
            #expect(minted.status == .created)
            #expect(minted.text.contains(#""token":"duly_"#))
        }
    }
}
