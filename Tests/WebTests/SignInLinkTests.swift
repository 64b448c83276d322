import BusinessTime
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@Suite("Links by mail")
struct SignInLinkTests {
    /// The path of the newest link in a letter to an address.
    static func link(to address: String, _ trial: WebTrial) async throws -> String {
        try await trial.office.sendAskedLinks()
        let letters = try await trial.letters(to: address)
        let text = try #require(letters.first)
        return String(try #require(text.firstMatch(of: /(\/(?:sign-in\/link|password)\/[0-9a-f]+)/)?.1))
    }

    @Test("Carla signs in: opening the link uses nothing up, the button does, and it works once")
    func signsIn() async throws {
        let trial = try await WebTrial()
        try await trial.run { client in
            let carla = Browser(client)
            let asked = try await carla.post("/sign-in/link", [("email", "Carla@acme.example")])
            #expect(asked.status == .ok && asked.text.contains("a mail with a link is on its way"))
            let link = try await Self.link(to: "carla@acme.example", trial)
            for _ in 1...2 {
                let page = try await carla.get(link)
                #expect(page.status == .ok && page.text.contains("One press, and you are in."))
                #expect(carla.cookies["duly"] == nil, "looking signs nobody in")
            }
            let answer = try await carla.post(link)
            #expect(answer.status == .seeOther && answer.headers[.location] == "/portal")
            #expect(try await carla.get("/account").text.contains("by link by mail"))
            let again = try await Browser(client).post(link)
            #expect(again.status == .notFound && again.text.contains("opens nothing any more"))
        }
    }

    @Test("in another browser the link wants the code of the page on which it was asked for; five tries")
    func elsewhere() async throws {
        let trial = try await WebTrial()
        try await trial.run { client in
            for isRight in [true, false] {
                let desktop = Browser(client)
                let asked = try await desktop.post("/sign-in/link", [("email", "carla@acme.example")])
                let code = String(try #require(asked.text.firstMatch(of: /id="code">(\d{6})</)?.1))
                let link = try await Self.link(to: "carla@acme.example", trial)
                let phone = Browser(client)
                #expect(try await phone.get(link).text.contains("name=\"code\""))
                let other = code == "000000" ? "000001" : "000000"
                for _ in 1...(isRight ? 4 : 5) {
                    let refused = try await phone.post(link, [("code", other)])
                    #expect(refused.status == .unprocessableContent)
                    #expect(refused.text.contains("This is not the code"))
                }
                let answer = try await phone.post(link, [("code", code)])
                #expect(answer.status == (isRight ? .seeOther : .notFound))
                #expect((phone.cookies["duly"] != nil) == isRight)
                trial.clock.advance(by: 60)
            }
        }
    }

    @Test("a link is over after 15 minutes, to the second, and when a newer one was mailed")
    func over() async throws {
        let trial = try await WebTrial()
        try await trial.run { client in
            let carla = Browser(client)
            try await carla.post("/sign-in/link", [("email", "carla@acme.example")])
            let first = try await Self.link(to: "carla@acme.example", trial)
            trial.clock.advance(by: 899)
            #expect(try await carla.get(first).status == .ok)
            trial.clock.advance(by: 1)
            #expect(try await carla.get(first).status == .notFound)
            try await carla.post("/sign-in/link", [("email", "carla@acme.example")])
            let second = try await Self.link(to: "carla@acme.example", trial)
            trial.clock.advance(by: 1)
            try await carla.post("/sign-in/link", [("email", "carla@acme.example")])
            _ = try await Self.link(to: "carla@acme.example", trial)
            #expect(try await carla.get(second).status == .notFound)
        }
    }

    @Test("known and unknown, disabled and not allowed are answered alike and write alike")
    func alike() async throws {
        let trial = try await WebTrial()
        try await trial.disable("ben@harbor.example", at: WebTrial.start)
        try await trial.run { client in
            var answers: Set<String> = []
            for address in ["carla@acme.example", "nobody@acme.example", "ben@harbor.example"] {
                for path in ["/sign-in/link", "/password"] {
                    let before = try await trial.database.read { try $0.askedLinks(limit: 100).count }
                    let answer = try await Browser(client).post(path, [("email", address)])
                    #expect(answer.status == .ok)
                    let code = try #require(answer.text.firstMatch(of: /id="code">(\d{6})</)?.1)
                    answers.insert(
                        answer.text.replacing(address, with: "").replacing(code, with: ""))
                    let after = try await trial.database.read { try $0.askedLinks(limit: 100).count }
                    #expect(after == before + 1)
                }
            }
            #expect(answers.count == 1, "one answer for all")
        }
        #expect(try await trial.office.sendAskedLinks() == 6)
        #expect(try await trial.letters(to: "nobody@acme.example").isEmpty)
        #expect(try await trial.letters(to: "ben@harbor.example").isEmpty)
        let carlas = try await trial.letters(to: "carla@acme.example")
        #expect(carlas.count == 2, "a link to sign in, and one to set her password")
        let kept = try await trial.database.read { try $0.outbox(limit: 10) }
        #expect(kept.allSatisfy { $0.isConfidential }, "nobody at the desk reads a link")
    }

    @Test("Ana is told by mail that her role does not sign in by mail, until an administrator allows it")
    func notAllowed() async throws {
        let trial = try await WebTrial()
        let ivo = Access.Asker(
            person: try await trial.session(of: "ivo@harbor.example").person, role: .admin, groups: [],
            means: .session)
        try await trial.run { client in
            try await Browser(client).post("/sign-in/link", [("email", "ana@harbor.example")])
            try await trial.office.sendAskedLinks()
            let letter = try #require(try await trial.letters(to: "ana@harbor.example").first)
            #expect(letter.contains("people of your role sign in by") && !letter.contains("/link/"))
            try await trial.office.set(
                SignInRules(mailLink: [.contact, .tier1]), secret: nil, by: ivo)
            let ana = Browser(client)
            try await ana.post("/sign-in/link", [("email", "ana@harbor.example")])
            let answer = try await ana.post(try await Self.link(to: "ana@harbor.example", trial))
            #expect(answer.headers[.location] == "/queue")
        }
    }

    @Test("who asks too often waits: for one address, and from one network")
    func limits() async throws {
        let trial = try await WebTrial()
        try await trial.run { client in
            for address in ["carla@acme.example", "nobody@acme.example"] {
                for _ in 1...5 {
                    #expect(
                        try await Browser(client).post("/sign-in/link", [("email", address)]).status == .ok)
                }
                let answer = try await Browser(client).post("/password", [("email", address)])
                #expect(answer.status == .tooManyRequests && answer.headers[.retryAfter] == "900")
            }
            for number in 1...10 {
                let answer = try await Browser(client).post(
                    "/sign-in/link", [("email", "p\(number)@x.example")])
                #expect(answer.status == .ok)
            }
            let answer = try await Browser(client).post("/sign-in/link", [("email", "p11@x.example")])
            #expect(answer.status == .tooManyRequests)
        }
    }

    @Test("Ana sets a new password by mail: her sessions end, the old one is no good, she is told")
    func password() async throws {
        let trial = try await WebTrial(withPassword: true)
        let elsewhere = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let ana = Browser(client)
            try await ana.post("/password", [("email", "ana@harbor.example")])
            let link = try await Self.link(to: "ana@harbor.example", trial)
            #expect(try await ana.get(link).text.contains("ana@harbor.example"))
            for (new, again, words) in [
                ("too short", "too short", "at least 12 characters"),
                ("a new long word", "another", "differ"),
            ] {
                let refused = try await ana.post(link, [("new-password", new), ("again", again)])
                #expect(refused.status == .unprocessableContent && refused.text.contains(words))
                #expect(!refused.text.contains("value=\"\(new)\""))
            }
            let done = try await ana.post(
                link, [("new-password", "a new long word"), ("again", "a new long word")])
            #expect(done.headers[.location] == "/sign-in")
            let old = try await client.execute(uri: "/queue", method: .get, headers: elsewhere.headers)
            #expect(old.headers[.location] == "/sign-in")
            #expect(try await Browser(client).signIn().status == .unprocessableContent)
            #expect(try await ana.signIn(password: "a new long word").headers[.location] == "/queue")
        }
        let letters = try await trial.letters(to: "ana@harbor.example")
        #expect(letters.contains { $0.contains("Your password was set.") })
    }
}
