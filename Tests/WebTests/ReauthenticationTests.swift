import Agreements
import BusinessTime
import Desk
import Documents
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@Suite("What binds the provider asks for the password again")
struct ReauthenticationTests {
    /// Acme's second version, signed by Carla, for Mara to countersign.
    private static func awaiting(_ trial: WebTrial) async throws -> (WebTrial.Session, digest: String) {
        let mara = try await trial.session(of: "mara@harbor.example")
        let word = try await SigningTests.offered(trial, mara)
        let digest = try await SigningTests.digest(trial)
        try await trial.office.sendCode(word)
        let text = try await SigningTests.letter(to: "carla@acme.example", trial).text
        let code = try #require(text.firstMatch(of: /code is (\d{6})\./)?.1)
        try await trial.office.sign(
            word,
            Office.SigningOrder(
                name: "Carla Reyes", code: String(code), hasConsented: true, digest: digest, network: "",
                userAgent: ""))
        return (mara, digest)
    }

    @Test("a countersignature without it, or with another, is refused; with it, the evidence says so")
    func countersigning() async throws {
        let trial = try await WebTrial(withPassword: true)
        let (mara, digest) = try await Self.awaiting(trial)
        let form = "name=Mara+Voss&consent=yes&digest=\(digest)"
        try await trial.run { client in
            let page = try await client.execute(uri: "/agreements/acme", method: .get, headers: mara.headers)
            #expect(page.text.contains("id=\"sign-password\""))
            for (more, words) in [
                ("", "Your password, given again, confirms that it is you."),
                ("&password=wrong", "This is not your password."),
            ] {
                let refused = try await client.execute(
                    uri: "/agreements/acme/offer/signature", method: .post, headers: mara.sending,
                    body: mara.form(form + more))
                #expect(refused.status == .unprocessableContent && refused.text.contains(words))
                #expect(!refused.text.contains("value=\"wrong\""), "a password is never shown")
            }
            let done = try await client.execute(
                uri: "/agreements/acme/offer/signature", method: .post, headers: mara.sending,
                body: mara.confirmed(form))
            #expect(done.status == .seeOther, "\(done.text)")
        }
        let version = AgreementVersion(agreement: "acme", number: 2)
        let bundle = try #require(try await trial.office.evidence(of: version))
        let files = Dictionary(uniqueKeysWithValues: bundle.files.map { ($0.name, $0.bytes) })
        let certificate = String(decoding: files["certificate.json"] ?? [], as: UTF8.self)
        #expect(certificate.contains("\"password_given_again\": true"), "\(certificate)")
        #expect(certificate.contains("\"password_given_again\": false"), "Carla's code is hers")
        #expect(String(decoding: files["audit.json"] ?? [], as: UTF8.self).contains("\"password\":true"))
    }

    @Test("guessing is slowed down like signing in, and counts with it")
    func slowed() async throws {
        let trial = try await WebTrial(withPassword: true)
        let (mara, digest) = try await Self.awaiting(trial)
        let wrong = "name=Mara+Voss&consent=yes&digest=\(digest)&password=guess"
        try await trial.run { client in
            for attempt in 1...11 {
                let answer = try await client.execute(
                    uri: "/agreements/acme/offer/signature", method: .post, headers: mara.sending,
                    body: mara.form(wrong))
                let words = attempt < 11 ? "This is not your password." : "The password was wrong too often."
                #expect(answer.text.contains(words), "attempt \(attempt)")
            }
            let right = try await client.execute(
                uri: "/agreements/acme/offer/signature", method: .post, headers: mara.sending,
                body: mara.confirmed("name=Mara+Voss&consent=yes&digest=\(digest)"))
            #expect(right.text.contains("Try again in 15 minutes."))
            let signIn = try await client.execute(
                uri: "/sign-in", method: .post,
                body: ByteBuffer(string: "email=mara%40harbor.example&password=correct+horse+battery"))
            #expect(signIn.status == .tooManyRequests)
            trial.clock.advance(by: 901)
            let later = try await client.execute(
                uri: "/agreements/acme/offer/signature", method: .post, headers: mara.sending,
                body: mara.confirmed("name=Mara+Voss&consent=yes&digest=\(digest)"))
            #expect(later.status == .seeOther, "\(later.text)")
        }
    }

    @Test("a statement is issued and settled with it alone; the ledger keeps that it was given")
    func statements() async throws {
        let (trial, _, mara) = try await CreditTests.broken(withPassword: true)
        try await trial.run { client in
            for (noun, fields) in [("issue", "x=1"), ("settlement", "reference=Invoice+118")] {
                let uri = "/credits/acme/2026-11/\(noun)"
                let page = try await client.execute(
                    uri: "/credits/acme/2026-11", method: .get, headers: mara.headers)
                #expect(page.text.contains("type=\"password\""), "\(noun)")
                let mute = try await client.execute(
                    uri: uri, method: .post, headers: mara.sending, body: mara.form(fields))
                #expect(mute.status == .unprocessableContent && mute.text.contains("given again"))
                let done = try await client.execute(
                    uri: uri, method: .post, headers: mara.sending, body: mara.confirmed(fields))
                #expect(done.status == .seeOther, "\(done.text)")
            }
        }
        let bodies = try await trial.database.read { reader in
            let name = try #require(try reader.agreementName("acme"))
            return try reader.facts(of: .ledger(name.id)).map {
                String(decoding: $0.fact.body, as: UTF8.self)
            }
        }
        #expect(bodies.count == 2 && bodies.allSatisfy { $0.contains("\"password\":true") }, "\(bodies)")
    }

    @Test("a refusal, a dispute, its answer and a consent change no cent without it")
    func money() async throws {
        let (trial, ticket, mara) = try await CreditTests.broken(withPassword: true)
        let key = "key=\(ticket)/resolution/1&reason=It+was"
        @Sendable func facts() async throws -> Int {
            try await trial.database.read { reader in
                try reader.agreementName("acme").map { try reader.facts(of: .ledger($0.id)).count } ?? 0
            }
        }
        try await trial.run { client in
            for (noun, fields, next) in [
                ("refusals", "\(key)&clause=H", "issue"), ("disputes", key, ""),
                ("answers", "\(key)&upheld=no", ""), ("consents", key, ""),
            ] {
                let before = try await facts()
                for (more, words) in [
                    ("", "confirms that it is you"), ("&password=guess", "This is not your password."),
                ] {
                    let mute = try await client.execute(
                        uri: "/credits/acme/2026-11/\(noun)", method: .post, headers: mara.sending,
                        body: mara.form(fields + more))
                    #expect(mute.status == .unprocessableContent && mute.text.contains(words), "\(noun)")
                    #expect(!mute.text.contains("guess"), "a password is never shown")
                }
                #expect(try await facts() == before, "\(noun)")
                let done = try await client.execute(
                    uri: "/credits/acme/2026-11/\(noun)", method: .post, headers: mara.sending,
                    body: mara.confirmed(fields))
                #expect(
                    !done.text.contains("confirms that it is you"),
                    "\(noun): past the password its own rules decide")
                guard !next.isEmpty else { continue }
                _ = try await client.execute(
                    uri: "/credits/acme/2026-11/\(next)", method: .post, headers: mara.sending,
                    body: mara.confirmed("x=1"))
            }
        }
    }

    @Test(
        "other hours, holidays, the answers to them and erasing a person want it, and change nothing without")
    func changes() async throws {
        let trial = try await WebTrial(withPassword: true)
        let mara = try await trial.session(of: "mara@harbor.example")
        let ivo = try await trial.session(of: "ivo@harbor.example")
        _ = try await trial.carlaAsks()
        let carla = try await trial.database.read { try $0.person(address: "carla@acme.example")?.id ?? 0 }
        let hours = AdjustingTests.hours("08:00-18:00", from: "2026-11-24", side: "customer")
        _ = try await trial.office.proposeHolidays(
            "acme", [Holiday(date: try #require(LocalDate("2027-06-08")), name: "Company day")],
            from: "a letter", by: .agent(mara.person))
        try await trial.run { client in
            for (who, uri, fields) in [
                (mara, "/agreements/acme/hours", hours),
                (mara, "/agreements/acme/proposals/adjustment/1/acceptance", "side=provider"),
                (mara, "/agreements/acme/holidays/1/acceptance", "date-2027-06-08=yes"),
                (mara, "/privacy/people/\(carla)/erasure", "reason=By+letter"),
                (ivo, "/privacy/erasures/1/confirmation", "x=1"),
            ] {
                for (more, words) in [("", "given again"), ("&password=guess", "This is not your password.")]
                {
                    let refused = try await client.execute(
                        uri: uri, method: .post, headers: who.sending, body: who.form(fields + more))
                    #expect(refused.status == .unprocessableContent, "\(uri)")
                    #expect(refused.text.contains(words), "\(uri)")
                    #expect(refused.text.contains("type=\"password\""), "\(uri)")
                    #expect(!refused.text.contains("guess"), "a password is never shown")
                }
                let done = try await client.execute(
                    uri: uri, method: .post, headers: who.sending, body: who.confirmed(fields))
                #expect(done.status == .seeOther, "\(uri): \(done.text)")
            }
        }
    }
}
