import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@Suite("The second step")
struct SignInStepTests {
    /// Ana's app as she sets it up at her account; with her recovery codes.
    static func setUp(_ ana: Browser, _ trial: WebTrial) async throws -> (app: CodeApp, codes: [String]) {
        let page = try await ana.get("/account/app")
        let app = try Self.app(on: page)
        let answer = try await ana.post(
            "/account/app",
            [
                ("offer", try #require(page.value(of: "offer"))), ("code", app.code(at: trial.clock.now)),
                ("password", WebTrial.password),
            ])
        #expect(answer.status == .ok)
        return (app, answer.text.matches(of: /<code>([a-z0-9]{5}-[a-z0-9]{5})<\/code>/).map { String($0.1) })
    }

    /// As the person types the key into an app.
    static func app(on page: TestResponse) throws -> CodeApp {
        let key = try #require(page.text.firstMatch(of: /id="key">([A-Z2-7 ]+)</)?.1)
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        var (bytes, held, bits): ([UInt8], Int, Int) = ([], 0, 0)
        for letter in key where letter != " " {
            held = held << 5 | (letters.firstIndex(of: letter) ?? 0)
            bits += 5
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(held >> bits & 255))
            }
        }
        return CodeApp(secret: bytes)
    }

    @Test("with an app a password alone opens nothing; a code opens once; a recovery code does, too")
    func app() async throws {
        let trial = try await WebTrial(withPassword: true)
        let session = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let (app, codes) = try await Self.setUp(Browser(client, session), trial)
            #expect(codes.count == 10)
            let ana = Browser(client)
            let first = try await ana.signIn()
            #expect(first.headers[.location] == "/sign-in/step" && ana.cookies["duly"] == nil)
            #expect(try await ana.get("/queue").headers[.location] == "/sign-in")
            #expect(try await ana.get("/sign-in/step").text.contains("Six digits of your app"))
            let same = try await ana.post("/sign-in/step", [("code", app.code(at: trial.clock.now))])
            #expect(same.status == .unprocessableContent, "the code that set it up is used up")
            trial.clock.advance(by: 60)
            let code = app.code(at: trial.clock.now)
            let right = try await ana.post("/sign-in/step", [("code", code)])
            #expect(right.headers[.location] == "/queue" && ana.cookies["duly-step"] == nil)
            #expect(try await ana.get("/queue").status == .ok)
            let again = Browser(client)
            _ = try await again.signIn()
            #expect(try await again.post("/sign-in/step", [("code", code)]).status == .unprocessableContent)
            for status in [HTTPResponse.Status.seeOther, .unprocessableContent] {
                let lost = Browser(client)
                _ = try await lost.signIn()
                let answer = try await lost.post("/sign-in/step", [("code", codes[3].uppercased())])
                #expect(answer.status == status, "a recovery code works once")
            }
            #expect(try await ana.get("/account").text.contains("9 recovery codes are left"))
        }
        let told = try await trial.letters(to: "ana@harbor.example")
        #expect(told.contains { $0.contains("One of your recovery codes was used; 9 of 10 are left.") })
    }

    @Test("five wrong codes end the step; ten in a quarter of an hour make everybody wait, right or wrong")
    func guessing() async throws {
        let trial = try await WebTrial(withPassword: true)
        let session = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let (app, _) = try await Self.setUp(Browser(client, session), trial)
            trial.clock.advance(by: 60)
            let wrong = app.code(at: trial.clock.now.advanced(by: 3600))
            let guesser = Browser(client)
            for _ in 1...2 {
                _ = try await guesser.signIn()
                for _ in 1...5 {
                    let answer = try await guesser.post("/sign-in/step", [("code", wrong)])
                    #expect(answer.text.contains("not the code of this moment"))
                }
                let dead = try await guesser.post("/sign-in/step", [("code", app.code(at: trial.clock.now))])
                #expect(dead.text.contains("too many wrong codes"))
            }
            _ = try await guesser.signIn()
            let waits = try await guesser.post("/sign-in/step", [("code", app.code(at: trial.clock.now))])
            #expect(waits.status == .tooManyRequests)
            trial.clock.advance(by: 901)
            _ = try await guesser.signIn()
            let later = try await guesser.post("/sign-in/step", [("code", app.code(at: trial.clock.now))])
            #expect(later.headers[.location] == "/queue")
        }
    }

    @Test("where the desk wants it for a role, who has no app sets one up on the way in")
    func required() async throws {
        let trial = try await WebTrial(withPassword: true)
        let ivo = Access.Asker(
            person: try await trial.session(of: "ivo@harbor.example").person, role: .admin, groups: [],
            means: .session)
        try await trial.office.set(SignInRules(secondStep: [.tier1]), secret: nil, by: ivo)
        try await trial.run { client in
            let ana = Browser(client)
            #expect(try await ana.signIn().headers[.location] == "/sign-in/step")
            let page = try await ana.get("/sign-in/step")
            #expect(page.text.contains("your role signs in with a second step"))
            #expect(page.text.contains("class=\"qr\""))
            let app = try Self.app(on: page)
            let offer = try #require(page.value(of: "offer"))
            let wrong = try await ana.post("/sign-in/step/app", [("offer", offer), ("code", "12345")])
            #expect(wrong.status == .unprocessableContent && wrong.value(of: "offer") == offer)
            #expect(try Self.app(on: wrong).secret == app.secret, "the same key, for another try")
            let done = try await ana.post(
                "/sign-in/step/app", [("offer", offer), ("code", app.code(at: trial.clock.now))])
            #expect(done.status == .ok && done.text.contains("id=\"recovery\""))
            #expect(try await ana.get("/queue").status == .ok)
            let mara = Browser(client)
            let free = try await mara.signIn("mara@harbor.example")
            #expect(free.headers[.location] == "/queue", "managers need none here")
            _ = try await ana.get("/account")
            let kept = try await ana.post("/account/app/removal", [("password", WebTrial.password)])
            #expect(kept.text.contains("People of your role need an app or a passkey"))
        }
    }

    @Test("an app's secret lies sealed in the store, and one person's opens nothing as another's")
    func sealed() async throws {
        let trial = try await WebTrial(withPassword: true)
        let session = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let (app, _) = try await Self.setUp(Browser(client, session), trial)
            let stored = try await trial.database.read { try $0.codeApp(of: session.person.rawValue) }
            let text = try #require(stored?.secret)
            #expect(!text.contains(app.key.filter { $0 != " " }))
            let box = try SecretBox(folder: trial.folder, mayCreate: false)
            #expect(box.open(text, for: "code-app:\(session.person)") != nil)
            #expect(box.open(text, for: "code-app:\(session.person.rawValue + 1)") == nil)
        }
    }

    @Test("a desk restored without the key of its secrets takes recovery codes, and says why no other")
    func restored() async throws {
        let trial = try await WebTrial(withPassword: true)
        let session = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let (app, codes) = try await Self.setUp(Browser(client, session), trial)
            WebTrial.remove(trial.folder + "/" + SecretBox.name)
            trial.clock.advance(by: 60)
            let ana = Browser(client)
            _ = try await ana.signIn()
            let refused = try await ana.post("/sign-in/step", [("code", app.code(at: trial.clock.now))])
            #expect(refused.text.contains("sealed under another key"))
            let entered = try await ana.post("/sign-in/step", [("code", codes[0])])
            #expect(entered.headers[.location] == "/queue")
        }
    }
}
