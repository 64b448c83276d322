import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@testable import Web

@Suite("One's own account")
struct AccountTests {
    @Test("Ana sees her sessions with browser, network and way, ends one, then all others")
    func sessions() async throws {
        let trial = try await WebTrial(withPassword: true)
        try await trial.run { client in
            let (desktop, laptop, phone) = (Browser(client), Browser(client), Browser(client))
            for browser in [desktop, laptop, phone] {
                _ = try await browser.signIn()
                trial.clock.advance(by: 60)
            }
            let page = try await desktop.get("/account")
            #expect(page.text.contains("Firefox on Linux") && page.text.contains("this session"))
            #expect(page.text.contains("by password"))
            let names = page.text.matches(of: /name="session" value="([0-9a-f]{16})"/).map { String($0.1) }
            #expect(names.count == 2)
            // The last used first: the phone's stands before the laptop's.
            let ended = try await desktop.post("/account/sessions", [("session", names[0])])
            #expect(ended.headers[.location] == "/account")
            #expect(try await phone.get("/queue").headers[.location] == "/sign-in")
            #expect(try await laptop.get("/queue").status == .ok)
            #expect(try await desktop.post("/account/sessions", [("session", names[0])]).status == .notFound)
            _ = try await desktop.get("/account")
            let all = try await desktop.post("/account/sessions", [("session", "others")])
            #expect(all.headers[.location] == "/account")
            #expect(try await laptop.get("/queue").headers[.location] == "/sign-in")
            #expect(try await desktop.get("/queue").status == .ok)
        }
    }

    @Test("nobody ends another's session")
    func foreignSession() async throws {
        let trial = try await WebTrial(withPassword: true)
        let mara = try await trial.session(of: "mara@harbor.example")
        try await trial.run { client in
            let stored = try await trial.database.read {
                try $0.sessions(of: mara.person.rawValue, at: WebTrial.start)
            }
            let ana = Browser(client)
            _ = try await ana.signIn()
            _ = try await ana.get("/account")
            let answer = try await ana.post(
                "/account/sessions", [("session", Office.name(of: try #require(stored.first)))])
            #expect(answer.status == .notFound)
            let page = try await client.execute(uri: "/queue", method: .get, headers: mara.headers)
            #expect(page.status == .ok)
        }
    }

    @Test("a changed password wants the one before, and ends the other sessions")
    func password() async throws {
        let trial = try await WebTrial(withPassword: true)
        try await trial.run { client in
            let (ana, elsewhere) = (Browser(client), Browser(client))
            _ = try await ana.signIn()
            _ = try await elsewhere.signIn()
            _ = try await ana.get("/account")
            let new: (String) -> [(String, String)] = { old in
                [("password", old), ("new-password", "a new long word"), ("again", "a new long word")]
            }
            for (old, words) in [("", "given again"), ("wrong", "This is not your password.")] {
                let refused = try await ana.post("/account/password", new(old))
                #expect(refused.status == .unprocessableContent && refused.text.contains(words))
            }
            #expect(try await elsewhere.get("/queue").status == .ok)
            let done = try await ana.post("/account/password", new(WebTrial.password))
            #expect(done.status == .ok && done.text.contains("Your password is set"))
            #expect(try await elsewhere.get("/queue").headers[.location] == "/sign-in")
            #expect(try await ana.get("/queue").status == .ok)
        }
    }

    @Test("a code of the app, and a confirmation by a mailed code, stand for the password given again")
    func confirmation() async throws {
        let trial = try await WebTrial(withPassword: true)
        let session = try await trial.session(of: "ivo@harbor.example")
        try await trial.run { client in
            let ivo = Browser(client, session)
            let (app, _) = try await SignInStepTests.setUp(ivo, trial)
            trial.clock.advance(by: 60)
            _ = try await ivo.get("/sign-in-rules")
            let byCode = try await ivo.post(
                "/sign-in-rules", [("mail-contact", "yes"), ("password", app.code(at: trial.clock.now))])
            #expect(byCode.status == .ok && byCode.text.contains("Kept."))
            #expect(try await ivo.post("/sign-in-rules").status == .unprocessableContent)
            _ = try await ivo.get("/account/confirmation")
            #expect(try await ivo.post("/account/confirmation/mail").text.contains("A code is on its way"))
            let letters = try await trial.letters(to: "ivo@harbor.example")
            let code = String(try #require(letters[0].firstMatch(of: /code is (\d{6})/)?.1))
            let wrong = try await ivo.post(
                "/account/confirmation/code", [("code", code == "000000" ? "000001" : "000000")])
            #expect(wrong.status == .unprocessableContent)
            let right = try await ivo.post("/account/confirmation/code", [("code", code)])
            #expect(right.status == .seeOther)
            #expect(try await ivo.follow(right).text.contains("Confirmed until"))
            trial.clock.advance(by: 599)
            #expect(try await ivo.post("/sign-in-rules").status == .ok)
            trial.clock.advance(by: 1)
            #expect(try await ivo.post("/sign-in-rules").status == .unprocessableContent)
        }
    }

    @Test("only a page of one's own session does it")
    func foreignForm() async throws {
        let trial = try await WebTrial()
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            for noun in [
                "sessions", "password", "app", "app/removal", "recovery-codes", "passkeys",
                "passkeys/1/removal", "confirmation", "confirmation/mail", "confirmation/code",
                "confirmation/passkey",
            ] {
                let answer = try await client.execute(
                    uri: "/account/\(noun)", method: .post, headers: ana.sending,
                    body: ByteBuffer(string: "csrf=other"))
                #expect(answer.status == .forbidden, "\(noun)")
                let stranger = try await client.execute(uri: "/account/\(noun)", method: .post)
                #expect(stranger.headers[.location] == "/sign-in", "\(noun)")
            }
        }
    }

    @Test(
        "browsers in words",
        arguments: [
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/130.0 Safari/537.36 Edg/130.0",
                "Edge on Windows"
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
                "Safari on iPhone"
            ),
            ("Mozilla/5.0 (Linux; Android 15) Chrome/130.0 Mobile Safari/537.36", "Chrome on Android"),
            ("curl/8.5.0", "curl"), ("", "An unnamed browser"),
        ])
    func browsers(_ agent: String, _ words: String) {
        #expect(BrowserWords.words(agent) == words)
    }
}
