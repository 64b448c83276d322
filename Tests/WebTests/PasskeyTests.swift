import BusinessTime
import Crypto
import Desk
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@Suite("Passkeys")
struct PasskeyTests {
    private static func challenge(_ page: TestResponse) throws -> String {
        try #require(page.value(of: "challenge"))
    }

    private static func add(_ device: SoftAuthenticator, _ ana: Browser, name: String = "Laptop") async throws
        -> TestResponse
    {
        let page = try await ana.get("/account")
        return try await ana.post(
            "/account/passkeys",
            device.make(try challenge(page)) + [("name", name), ("password", WebTrial.password)])
    }

    private static func signIn(_ device: SoftAuthenticator, _ browser: Browser) async throws -> TestResponse {
        let page = try await browser.get("/sign-in")
        return try await browser.post("/sign-in/passkey", try device.use(try challenge(page)))
    }

    private static func devices() -> [SoftAuthenticator] {
        [SoftAuthenticator(.p256(.init())), SoftAuthenticator(.ed25519(.init()))]
    }

    private static func ana(
        _ client: any TestClientProtocol, _ trial: WebTrial
    ) async throws -> Browser {
        Browser(client, try await trial.session(of: "ana@harbor.example"))
    }

    @Test("Ana adds one of each kind, signs in with it alone, and removes it")
    func signsIn() async throws {
        let trial = try await WebTrial(withPassword: true)
        try await trial.run { client in
            for device in Self.devices() {
                let ana = try await Self.ana(client, trial)
                let added = try await Self.add(device, ana)
                #expect(added.status == .ok && added.text.contains("The passkey is added."), "\(added.text)")
                let browser = Browser(client)
                let answer = try await Self.signIn(device, browser)
                #expect(answer.headers[.location] == "/queue", "\(answer.text)")
                #expect(try await browser.get("/account").text.contains("by passkey"))
                let removal = try #require(
                    browser.last.firstMatch(of: /action="(\/account\/passkeys\/\d+\/removal)"/)?.1)
                let gone = try await browser.post(String(removal), [("password", WebTrial.password)])
                #expect(gone.headers[.location] == "/account")
                #expect(try await Self.signIn(device, Browser(client)).text.contains("not known here"))
            }
        }
    }

    @Test("who asked for a ticket comes back to it by a passkey")
    func wayBack() async throws {
        let trial = try await WebTrial(withPassword: true)
        let id = try await trial.carlaAsks()
        try await trial.run { client in
            let device = SoftAuthenticator(.p256(.init()))
            _ = try await Self.add(device, try await Self.ana(client, trial))
            let browser = Browser(client)
            _ = try await browser.get("/tickets/\(id)")
            #expect(try await Self.signIn(device, browser).headers[.location] == "/tickets/\(id)")
            #expect(browser.cookies["duly-way"] == nil)
        }
    }

    @Test("what does not fit is refused, in words, and opens nothing")
    func spoilt() async throws {
        let trial = try await WebTrial(withPassword: true)
        let spoilt: [(String, @Sendable (SoftAuthenticator) -> Void)] = [
            ("answered for another site", { $0.site = "evil.example" }),
            ("answered for another site", { $0.origin = "http://evil.example" }),
            ("answered for another site", { $0.origin = "http://localhost:8081" }),
            ("answered for another site", { $0.crossOrigin = true }),
            ("did not check who you are", { $0.flags = 0x01 }),
            ("did not check who you are", { $0.flags = 0x04 }),
            ("can&#39;t be read", { $0.type = "webauthn.other" }),
            ("can&#39;t be read", { $0.flags = 0x85 }),
        ]
        try await trial.run { client in
            for (words, spoil) in spoilt {
                let device = Self.devices()[0]
                spoil(device)
                let refused = try await Self.add(device, try await Self.ana(client, trial))
                #expect(refused.status == .unprocessableContent)
                #expect(refused.text.contains(words), "added: \(words)")
                let good = Self.devices()[1]
                _ = try await Self.add(good, try await Self.ana(client, trial))
                spoil(good)
                let browser = Browser(client)
                let answer = try await Self.signIn(good, browser)
                #expect(answer.text.contains(words), "used: \(words)")
                #expect(browser.cookies["duly"] == nil)
            }
            let good = Self.devices()[0]
            _ = try await Self.add(good, try await Self.ana(client, trial))
            good.handle = "AAAA"
            #expect(try await Self.signIn(good, Browser(client)).text.contains("not known here"))
            let other = SoftAuthenticator(.p256(.init()))
            let page = try await Browser(client).get("/sign-in")
            let forged = try other.use(try Self.challenge(page)).map { field in
                field.0 == "credential" ? ("credential", Base64URL.text(good.credential)) : field
            }
            #expect(try await Browser(client).post("/sign-in/passkey", forged).text.contains("does not fit"))
        }
    }

    @Test("a challenge is good once, for ten minutes, and for what it was made for")
    func challenges() async throws {
        let trial = try await WebTrial(withPassword: true)
        let words = "too late, or the page was used before"
        try await trial.run { client in
            let device = Self.devices()[1]
            let ana = try await Self.ana(client, trial)
            _ = try await Self.add(device, ana)
            let page = try await Browser(client).get("/sign-in")
            let answer = try device.use(try Self.challenge(page))
            #expect(try await Browser(client).post("/sign-in/passkey", answer).status == .seeOther)
            #expect(try await Browser(client).post("/sign-in/passkey", answer).text.contains(words), "again")
            let late = try device.use(try Self.challenge(try await Browser(client).get("/sign-in")))
            trial.clock.advance(by: 600)
            #expect(try await Browser(client).post("/sign-in/passkey", late).text.contains(words), "late")
            let own = try device.use("AAAAAAAAAAAAAAAAAAAAAA")
            #expect(try await Browser(client).post("/sign-in/passkey", own).text.contains(words), "own")
            let forAdding = try device.use(try Self.challenge(try await ana.get("/account")))
            let wrong = try await Browser(client).post("/sign-in/passkey", forAdding)
            #expect(wrong.text.contains(words), "another use")
        }
    }

    @Test("a count that does not rise is a copy; a device that does not count is none")
    func counter() async throws {
        let trial = try await WebTrial(withPassword: true)
        try await trial.run { client in
            let device = Self.devices()[0]
            device.counter = 7
            _ = try await Self.add(device, try await Self.ana(client, trial))
            for (count, isTaken) in [(8, true), (8, false), (7, false), (9, true), (0, false)] {
                device.counter = UInt32(count)
                let answer = try await Self.signIn(device, Browser(client))
                #expect((answer.status == .seeOther) == isTaken, "count \(count)")
                if !isTaken { #expect(answer.text.contains("may have been copied")) }
            }
            let mute = Self.devices()[1]
            _ = try await Self.add(mute, try await Self.ana(client, trial))
            for _ in 1...2 {
                #expect(try await Self.signIn(mute, Browser(client)).status == .seeOther)
            }
        }
    }

    @Test("a passkey is a second step, confirms in place of a password, and wants a name of its own")
    func otherUses() async throws {
        let trial = try await WebTrial(withPassword: true)
        let ivo = Access.Asker(
            person: try await trial.session(of: "ivo@harbor.example").person, role: .admin, groups: [],
            means: .session)
        try await trial.run { client in
            let device = Self.devices()[0]
            let ana = try await Self.ana(client, trial)
            let nameless = try await Self.add(device, ana, name: " ")
            #expect(nameless.text.contains("name is one line of 1 to 60"))
            _ = try await Self.add(device, ana)
            let twice = try await Self.add(device, ana)
            #expect(twice.text.contains("known already"))
            try await trial.office.set(SignInRules(secondStep: [.tier1]), secret: nil, by: ivo)
            let browser = Browser(client)
            #expect(try await browser.signIn().headers[.location] == "/sign-in/step")
            let step = try await browser.get("/sign-in/step")
            let entered = try await browser.post(
                "/sign-in/step/passkey", try device.use(try Self.challenge(step)))
            #expect(entered.headers[.location] == "/queue", "\(entered.text)")
            let page = try await browser.get("/account/confirmation")
            let confirmed = try await browser.post(
                "/account/confirmation/passkey", try device.use(try Self.challenge(page)))
            #expect(confirmed.headers[.location] == "/account/confirmation")
            _ = try await browser.get("/account")
            let word = "a new long word"
            let changed = try await browser.post(
                "/account/password", [("new-password", word), ("again", word)])
            #expect(changed.text.contains("Your password is set"))
        }
    }
}
