import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@Suite("Signing in")
struct SignInTests {
    @Test("Ana signs in, sees the queue, and signs out")
    func signsIn() async throws {
        let trial = try await WebTrial(withPassword: true)
        try await trial.run { client in
            let body = ByteBuffer(string: "email=Ana%40harbor.example&password=correct+horse+battery")
            let answer = try await client.execute(uri: "/sign-in", method: .post, body: body)
            #expect(answer.status == .seeOther)
            #expect(answer.headers[.location] == "/queue")
            let cookie = try #require(answer.headers[.setCookie])
            #expect(cookie.contains("HttpOnly; SameSite=Lax"))
            let word = try #require(cookie.split(separator: ";").first.map(String.init))
            let mine: HTTPFields = [.cookie: word]
            let queue = try await client.execute(uri: "/queue", method: .get, headers: mine)
            #expect(queue.status == .ok)
            #expect(queue.text.contains("Ana Lima"))
            #expect(queue.headers[.cacheControl] == "no-store")
            let csrf = try #require(queue.text.firstMatch(of: /name="csrf" value="([0-9a-f]+)"/)?.1)
            let out = try await client.execute(
                uri: "/sign-out", method: .post, headers: mine.adding(.fetchSite, "same-origin"),
                body: ByteBuffer(string: "csrf=\(csrf)"))
            #expect(out.headers[.location] == "/sign-in")
            let after = try await client.execute(uri: "/queue", method: .get, headers: mine)
            #expect(after.status == .seeOther)
        }
    }

    @Test("a wrong password and an unknown address are answered alike")
    func wrongPassword() async throws {
        let trial = try await WebTrial(withPassword: true)
        try await trial.run { client in
            let known = try await client.execute(
                uri: "/sign-in", method: .post, body: ByteBuffer(string: "email=a%40x&password=no"))
            let unknown = try await client.execute(
                uri: "/sign-in", method: .post,
                body: ByteBuffer(string: "email=ana%40harbor.example&password=no"))
            #expect(known.status == unknown.status)
            #expect(known.status == .unprocessableContent)
            let ana = unknown.withoutChallenge.replacing("ana@harbor.example", with: "")
            #expect(known.withoutChallenge.replacing("a@x", with: "") == ana)
            #expect(unknown.headers[.setCookie] == nil)
        }
    }

    @Test("a stranger is sent to sign in, and a form of a stranger too")
    func stranger() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        try await trial.run { client in
            for uri in ["/queue", "/outbox", "/tickets/\(id)", "/tickets/\(id)/proof/resolution"] {
                let answer = try await client.execute(uri: uri, method: .get)
                #expect(answer.status == .seeOther)
                #expect(answer.headers[.location] == "/sign-in")
            }
            #expect(try await client.execute(uri: "/live", method: .get).status == .unauthorized)
        }
    }

    @Test("behind HTTPS the cookie is a __Host- cookie, and only that one is read")
    func hostCookie() async throws {
        let trial = try await WebTrial(origin: "https://desk.harbor.example", withPassword: true)
        let session = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let body = ByteBuffer(string: "email=ana%40harbor.example&password=correct+horse+battery")
            let answer = try await client.execute(uri: "/sign-in", method: .post, body: body)
            let cookie = try #require(answer.headers[.setCookie])
            #expect(cookie.hasPrefix("__Host-duly="))
            #expect(cookie.hasSuffix("; Secure"))
            let plain = try await client.execute(uri: "/queue", method: .get, headers: session.headers)
            #expect(plain.status == .seeOther)
        }
    }

    @Test("every answer carries the security policy", arguments: ["/sign-in", "/healthz", "/nowhere"])
    func policy(_ uri: String) async throws {
        let trial = try await WebTrial()
        try await trial.run { client in
            let answer = try await client.execute(uri: uri, method: .get)
            let policy = try #require(answer.headers[.contentPolicy])
            #expect(policy.contains("default-src 'none'"))
            #expect(!policy.contains("unsafe"))
        }
    }
}
