import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@Suite("Signing in by the organisation's provider")
struct ProviderSignInTests {
    private static func trial(domains: Set<String> = ["harbor.example"]) async throws -> WebTrial {
        let trial = try await WebTrial(origin: "https://desk.harbor.example")
        let ivo = Access.Asker(
            person: try await trial.session(of: "ivo@harbor.example").person, role: .admin, groups: [],
            means: .session)
        try await trial.office.set(
            SignInRules(
                provider: SignInRules.Provider(
                    issuer: OutsideProvider.issuer, client: OutsideProvider.client, domains: domains)),
            secret: OutsideProvider.secret, by: ivo)
        return trial
    }

    private static func go(_ browser: Browser, _ trial: WebTrial) async throws -> TestResponse {
        let sent = try await browser.get("/sign-in/provider")
        let back = trial.outside.visit(sent.headers[.location] ?? "", now: trial.clock.now)
        return try await browser.get(back)
    }

    @Test(
        "Ana goes there with a challenge and comes back signed in, by keys of both kinds",
        arguments: ["ES256", "RS256"])
    func signsIn(_ algorithm: String) async throws {
        let trial = try await Self.trial()
        trial.outside.algorithm = algorithm
        try await trial.run { client in
            let ana = Browser(client)
            #expect(try await ana.get("/sign-in").text.contains("Sign in with your organisation"))
            let answer = try await Self.go(ana, trial)
            #expect(answer.headers[.location] == "/queue", "\(answer.text)")
            #expect(trial.outside.sent("code_challenge_method") == "S256")
            #expect(
                trial.outside.sent("redirect_uri")
                    == "https://desk.harbor.example/sign-in/provider/answer")
            #expect(trial.outside.sent("scope").contains("openid"))
            #expect(ana.cookies["__Host-duly-provider"] == nil)
            #expect(try await ana.get("/account").text.contains("by provider"))
            // Known by the provider's number from now on, whatever the address.
            trial.outside.spoil = { $0.email = "other@elsewhere.example" }
            #expect(try await Self.go(Browser(client), trial).headers[.location] == "/queue")
        }
    }

    @Test("who asked for a ticket comes back to it from the provider")
    func wayBack() async throws {
        let trial = try await Self.trial()
        let id = try await trial.carlaAsks()
        try await trial.run { client in
            let ana = Browser(client)
            _ = try await ana.get("/tickets/\(id)")
            #expect(try await Self.go(ana, trial).headers[.location] == "/tickets/\(id)")
            #expect(ana.cookies["__Host-duly-way"] == nil)
        }
    }

    @Test("what is wrong with the token is refused, in words, and opens no session")
    func spoiltTokens() async throws {
        let trial = try await Self.trial()
        let spoilt: [(String, @Sendable (inout OutsideProvider.Claims) -> Void)] = [
            ("is for another site", { $0.iss = "https://other.example" }),
            ("is for another site", { $0.aud = ["another-client"] }),
            ("is for another site", { $0.aud.append("another-client") }),
            ("is for another site", { $0.nonce = "another" }),
            ("too old or of the future", { $0.exp -= 360 }),
            ("too old or of the future", { $0.iat += 61 }),
            ("too old or of the future", { $0.iat -= 601 }),
            ("has not verified your mail address", { $0.verified = false }),
            ("has not verified your mail address", { $0.verified = nil }),
            ("no account for nobody@harbor.example", { $0.email = "nobody@harbor.example" }),
            ("no account for carla@acme.example", { $0.email = "carla@acme.example" }),
            ("read: its token", { $0.sub = "" }),
        ]
        try await trial.run { client in
            for (words, spoil) in spoilt {
                trial.outside.spoil = spoil
                let browser = Browser(client)
                let answer = try await Self.go(browser, trial)
                #expect(answer.status == .unprocessableContent)
                #expect(answer.text.contains(words), "\(words): \(answer.text.suffix(1500))")
                #expect(browser.cookies["__Host-duly"] == nil)
            }
            trial.outside.spoil = { _ in }
            trial.outside.usesOtherKey = true
            #expect(try await Self.go(Browser(client), trial).text.contains("not signed by a key"))
            trial.outside.usesOtherKey = false
            trial.outside.algorithm = "none"
            #expect(try await Self.go(Browser(client), trial).text.contains("not signed by a key"))
            trial.outside.algorithm = "ES256"
            trial.outside.named = "https://other.example"
            let other = try await Browser(client).get("/sign-in/provider")
            #expect(other.text.contains("calls itself https://other.example"))
            trial.outside.isDown = true
            #expect(try await Browser(client).get("/sign-in/provider").text.contains("reached"))
        }
    }

    @Test(
        "an answer without its own beginning is refused: no cookie, another state, another browser, too late")
    func foreignAnswers() async throws {
        let trial = try await Self.trial()
        let words = "belongs to no sign-in that was begun in this browser"
        try await trial.run { client in
            let bare = try await Browser(client).get("/sign-in/provider/answer?code=c-1&state=x")
            #expect(bare.text.contains(words))
            let ana = Browser(client)
            let sent = try await ana.get("/sign-in/provider")
            let back = trial.outside.visit(sent.headers[.location] ?? "", now: trial.clock.now)
            let thief = Browser(client)
            _ = try await thief.get("/sign-in/provider")
            #expect(try await thief.get(back).text.contains(words), "another browser's state")
            trial.clock.advance(by: 600)
            #expect(try await ana.get(back).text.contains(words), "ten minutes")
            let denied = try await ana.get("/sign-in/provider/answer?error=access_denied")
            #expect(denied.text.contains("The provider says: access_denied"))
        }
    }

    @Test("outside the allowed domains only who was invited is linked; a disabled account is told so")
    func invited() async throws {
        let trial = try await Self.trial(domains: [])
        try await trial.run { client in
            #expect(try await Self.go(Browser(client), trial).text.contains("Ask an administrator to invite"))
            let ivo = Access.Asker(
                person: try await trial.session(of: "ivo@harbor.example").person, role: .admin, groups: [],
                means: .session)
            _ = try await trial.office.invite(
                NewAccount(name: "Lea Roth", address: "lea@elsewhere.example", role: .tier1), by: ivo)
            trial.outside.spoil = {
                $0.email = "Lea@elsewhere.example"
                $0.sub = "u-18"
            }
            let lea = Browser(client)
            #expect(try await Self.go(lea, trial).headers[.location] == "/queue")
            try await trial.disable("lea@elsewhere.example", at: trial.clock.now)
            #expect(try await Self.go(lea, trial).text.contains("Your account is disabled."))
        }
    }

    @Test("a desk without a provider asks nobody")
    func none() async throws {
        let trial = try await WebTrial()
        try await trial.run { client in
            #expect(try await !Browser(client).get("/sign-in").text.contains("organisation"))
            let answer = try await Browser(client).get("/sign-in/provider")
            #expect(answer.status == .unprocessableContent && answer.text.contains("has no provider"))
        }
    }

    @Test(
        "rules with a wrong address, client or domain are refused by field; the secret stays with its client",
        arguments: [
            ("http://id.example", "a", "", "bad-issuer"), ("https://id.example#x", "a", "", "bad-issuer"),
            ("https://id.example", "", "", "bad-client"), ("https://id.example", "a", "-x-", "bad-domain"),
        ])
    func rules(_ issuer: String, _ client: String, _ domain: String, _ code: String) async throws {
        let trial = try await Self.trial()
        let ivo = Access.Asker(
            person: try await trial.session(of: "ivo@harbor.example").person, role: .admin, groups: [],
            means: .session)
        let provider = { (issuer: String, client: String, domain: String) in
            SignInRules(
                provider: SignInRules.Provider(
                    issuer: issuer, client: client, domains: domain.isEmpty ? [] : [domain]))
        }
        let refusal = await #expect(throws: Desk.Refusal.self) {
            try await trial.office.set(provider(issuer, client, domain), secret: "new", by: ivo)
        }
        #expect(refusal?.code == code)
        #expect(try await trial.office.hasClientSecret())
        try await trial.office.set(
            provider(OutsideProvider.issuer, OutsideProvider.client, "harbor.example"), secret: nil, by: ivo)
        #expect(try await trial.office.hasClientSecret(), "left as it was")
        try await trial.office.set(
            provider("https://other.example", "a", "harbor.example"), secret: nil, by: ivo)
        #expect(try await !trial.office.hasClientSecret(), "another provider does not get it")
    }
}
