import Desk
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@testable import Web

@Suite("The way back after signing in")
struct WayBackTests {
    @Test("a way back is a page of this desk, and no other place")
    func places() {
        let taken = ["/", "/tickets/9", "/queue?show=mine&q=a%20b", "/portal/tickets/9", "/signatures"]
        let refused = [
            "", "tickets/9", "//evil.example", "//evil.example/tickets/9", "/\\evil.example",
            "\\\\evil.example",
            "https://evil.example/", "javascript:alert(1)", "/tickets/9\r\nSet-Cookie: a=b", "/tickets\t9",
            "/tickets/ü", "/tickets/9\u{0}", "/tickets/9 ", "/sign-in", "/sign-in/step", "/sign-in?x=1",
            "/sign-out", "/password/abc", "/api/tickets", "/live", "/portal/live",
            "/" + String(repeating: "a", count: 1000),
        ]
        for path in taken {
            let way = WayBack(path, .ended)
            #expect(way?.path == path && way.flatMap { WayBack(word: $0.word) } == way, "\(path)")
        }
        for path in refused { #expect(WayBack(path, .asked) == nil, "\(path)") }
        for word in [nil, "", "asked", "asked.", ".%2Fqueue", "other.%2Fqueue", "asked.%2F%2Fevil.example"] {
            #expect(WayBack(word: word) == nil, "\(word ?? "none")")
        }
    }

    @Test(
        "Ana opens a ticket from a mail, signs in, and is there; the next time she begins at the queue"
    )
    func ticket() async throws {
        let trial = try await WebTrial(withPassword: true)
        let id = try await trial.carlaAsks()
        try await trial.run { client in
            let ana = Browser(client)
            #expect(try await ana.get("/tickets/\(id)?before=1").headers[.location] == "/sign-in")
            #expect(try await ana.get("/sign-in").text.contains("Sign in to see ticket \(id)."))
            let wrong = try await ana.signIn(password: "wrong")
            #expect(wrong.text.contains("belong together") && wrong.text.contains("Sign in to see ticket"))
            let answer = try await ana.signIn()
            #expect(answer.headers[.location] == "/tickets/\(id)?before=1")
            #expect(ana.cookies["duly-way"] == nil)
            #expect(try await ana.get("/sign-in").text.contains("Sign in to see") == false)
            #expect(try await ana.signIn().headers[.location] == "/queue")
        }
    }

    @Test(
        "what is not there for the person is no way back; a customer comes to the portal's page of the same")
    func hidden() async throws {
        let trial = try await WebTrial(withPassword: true)
        let id = try await trial.carlaAsks()
        let asked: [(String, String, String)] = [
            ("ana@harbor.example", "/tickets/999", "/queue"), ("ana@harbor.example", "/mailboxes", "/queue"),
            ("ana@harbor.example", "/nothing", "/queue"),
            ("ana@harbor.example", "/portal/tickets/\(id)", "/queue"),
            ("ana@harbor.example", "/tickets/\(id)/exclusions", "/tickets/\(id)"),
            ("ivo@harbor.example", "/mailboxes", "/mailboxes"),
            ("carla@acme.example", "/tickets/\(id)", "/portal/tickets/\(id)"),
            ("carla@acme.example", "/portal/tickets/\(id)", "/portal/tickets/\(id)"),
            ("carla@acme.example", "/tickets/999", "/portal"), ("carla@acme.example", "/queue", "/portal"),
        ]
        try await trial.run { client in
            for (address, place, end) in asked {
                let browser = Browser(client)
                browser.keep("duly-way", WayBack(place, .asked)?.word ?? "")
                let arrived = try await browser.signIn(address).headers[.location]
                #expect(arrived == end, "\(address) \(place)")
            }
            for forged in [
                "asked.%2F%2Fevil.example", "asked.https%3A%2F%2Fevil.example", "asked.%2F%5Cevil",
            ] {
                let browser = Browser(client)
                browser.keep("duly-way", forged)
                let arrived = try await browser.signIn().headers[.location]
                #expect(arrived == "/queue", "\(forged)")
            }
        }
    }

    @Test("a session that ended is said, and a form that was sent then goes back to its page")
    func ended() async throws {
        let trial = try await WebTrial(withPassword: true)
        let id = try await trial.carlaAsks()
        let ana = try await trial.session(of: "ana@harbor.example")
        trial.clock.advance(by: 3600)
        try await trial.run { client in
            let ended = try await client.execute(
                uri: "/queue?show=mine", method: .get, headers: ana.headers)
            #expect(ended.headers[.setCookie]?.hasPrefix("duly-way=ended.%2Fqueue%3Fshow%3Dmine;") == true)
            let pages = [
                ("http://localhost:8080/tickets/\(id)?before=7", "/tickets/\(id)?before=7"),
                ("http://localhost:8080/tickets/\(id)/replies", "/tickets/\(id)"),
                ("https://evil.example/tickets/7", "/tickets/\(id)"), (nil, "/tickets/\(id)"),
            ]
            for (before, end) in pages {
                var headers = ana.sending
                if let before { headers[.referer] = before }
                let sent = try await client.execute(
                    uri: "/tickets/\(id)/replies", method: .post, headers: headers,
                    body: ana.form("visibility=public&text=Hello"))
                #expect(sent.status == .seeOther && sent.headers[.location] == "/sign-in")
                let browser = Browser(client)
                let line = try #require(sent.headers[.setCookie])
                browser.keep("duly-way", String(line.dropFirst("duly-way=".count).prefix { $0 != ";" }))
                let page = try await browser.get("/sign-in").text
                #expect(page.contains("so nothing was sent") && page.contains(#"data-unsent="yes""#))
                let arrived = try await browser.signIn().headers[.location]
                #expect(arrived == end, "\(before ?? "none")")
            }
        }
        #expect(try await trial.messages(of: id).count == 1)
    }

    @Test("what a script asks for, or a frame, is no page to go back to")
    func scripts() async throws {
        let trial = try await WebTrial()
        try await trial.run { client in
            for (mode, kind) in [("cors", "empty"), ("same-origin", "empty"), ("navigate", "iframe")] {
                let headers: HTTPFields = [
                    try #require(HTTPField.Name("Sec-Fetch-Mode")): mode,
                    try #require(HTTPField.Name("Sec-Fetch-Dest")): kind,
                ]
                let answer = try await client.execute(uri: "/queue/summary", method: .get, headers: headers)
                #expect(answer.headers[.location] == "/sign-in" && answer.headers[.setCookie] == nil)
            }
        }
    }

    @Test("by an app's code, a recovery code and a mailed link one comes back as by a password")
    func otherWays() async throws {
        let trial = try await WebTrial(withPassword: true)
        let id = try await trial.carlaAsks()
        let session = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let (app, codes) = try await SignInStepTests.setUp(Browser(client, session), trial)
            trial.clock.advance(by: 60)
            for code in [app.code(at: trial.clock.now), codes[3]] {
                let ana = Browser(client)
                _ = try await ana.get("/tickets/\(id)")
                #expect(try await ana.signIn().headers[.location] == "/sign-in/step")
                let answer = try await ana.post("/sign-in/step", [("code", code)])
                #expect(answer.headers[.location] == "/tickets/\(id)" && ana.cookies["duly-way"] == nil)
            }
            let carla = Browser(client)
            _ = try await carla.get("/portal/tickets/\(id)")
            _ = try await carla.post("/sign-in/link", [("email", "carla@acme.example")])
            let link = try await SignInLinkTests.link(to: "carla@acme.example", trial)
            #expect(try await carla.post(link).headers[.location] == "/portal/tickets/\(id)")
        }
    }

    @Test("a desk at which nobody works says on its sign-in page how the first account is made, and no path")
    func unmanned() async throws {
        let folder = WebTrial.emptyFolder()
        defer { WebTrial.remove(folder) }
        let database = try Database(folder: folder)
        let office = Office(database: database, shelf: AgreementShelf(), clock: { WebTrial.start })
        let server = DeskServer(office: office, port: 8080, report: { _ in })
        try await Application(router: server.router()).test(.router) { client in
            let page = try await client.execute(uri: "/sign-in", method: .get)
            #expect(page.text.contains("duly admin create") && !page.text.contains(folder))
        }
        try database.close()
        let trial = try await WebTrial()
        try await trial.run { client in
            let page = try await client.execute(uri: "/sign-in", method: .get)
            #expect(!page.text.contains("duly admin create"))
        }
    }
}
