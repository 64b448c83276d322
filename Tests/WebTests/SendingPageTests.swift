import Desk
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing
import Web

@Suite("Sending, for administrators")
struct SendingPageTests {
    private static let password = "&password=correct+horse+battery"
    private static let order =
        "host=mail.harbor.example&encryption=starttls&port=&sign-in=password&user=support%40harbor.example"
        + "&from=&helo=&authorities="

    @Test func `Ivo sets it up, changes it keeping the password, and removes it; its secret is on no page`()
        async throws
    {
        let trial = try await WebTrial(withPassword: true)
        let ivo = try await trial.session(of: "ivo@harbor.example")
        try await trial.run { client in
            func send(_ address: String, _ fields: String) async throws -> TestResponse {
                try await client.execute(
                    uri: address, method: .post, headers: ivo.sending, body: ivo.form(fields))
            }
            let without = try await send("/sending", Self.order + "&secret=harbour-7")
            #expect(without.status == .unprocessableContent)
            #expect(!without.text.contains("harbour-7"))
            let set = try await send("/sending", Self.order + "&secret=harbour-7" + Self.password)
            #expect(set.headers[.location] == "/sending")
            let page = try await client.execute(uri: "/sending", method: .get, headers: ivo.headers)
            #expect(page.text.contains("mail.harbor.example:587, STARTTLS"))
            #expect(page.text.contains("support@harbor.example, by password"))
            #expect(!page.text.contains("harbour-7"))
            let moved = try await send(
                "/sending",
                Self.order.replacing("mail.harbor", with: "mail.evil") + "&secret=" + Self.password)
            #expect(moved.text.contains("the kept secret is not shown to another"))
            let changed = try await send(
                "/sending",
                Self.order.replacing("from=", with: "from=desk%40harbor.example") + "&secret=" + Self.password
            )
            #expect(changed.headers[.location] == "/sending")
            let open = try await trial.office.openRelay()
            #expect(open?.secret == "harbour-7" && open?.settings.from == "desk@harbor.example")
            let removed = try await send("/sending/removal", "x=1" + Self.password)
            #expect(removed.headers[.location] == "/sending")
        }
        #expect(try await trial.office.openRelay() == nil)
    }

    @Test(
        "what is wrong is shown at its field",
        arguments: [
            ("host=mail.harbor.example", "host=+", "This is no name of a server."),
            ("port=", "port=70000", "A port is a number from 1 to 65535."),
            ("encryption=starttls", "encryption=none-on-loopback", "Without TLS everybody on the way"),
            ("user=support%40harbor.example", "user=", "The user&#39;s name is missing."),
            (
                "sign-in=password", "sign-in=xoauth2&token-server=http://t.example",
                "This is no address of a token"
            ),
            ("from=", "from=desk", "This is no address."),
            ("authorities=", "authorities=ca.pem", "This is no whole path."),
        ])
    func refused(_ field: String, _ wrong: String, _ words: String) async throws {
        let trial = try await WebTrial(withPassword: true)
        let ivo = try await trial.session(of: "ivo@harbor.example")
        try await trial.run { client in
            let order = Self.order.replacing(field, with: wrong) + "&secret=harbour-7" + Self.password
            let answer = try await client.execute(
                uri: "/sending", method: .post, headers: ivo.sending, body: ivo.form(order))
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains(words))
        }
    }

    @Test func `A test says what failed and what helps; with a tick a mail goes to who asks`() async throws {
        let trial = try await WebTrial(withPassword: true) { server, _ in
            server.wayOut.option = "smtp://mail.harbor.example:587, as support"
            server.wayOut.trial = { letter in
                var finding = RelayFinding()
                finding.steps = ["Connection: mail.harbor.example answers on port 587"]
                if let letter {
                    finding.steps.append("Mail: to \(letter.to)")
                } else {
                    finding.failure = RelayFinding.Failure(
                        step: "Sign-in", words: "535 5.7.8 no", remedy: "Check user and password.")
                }
                return finding
            }
        }
        let ivo = try await trial.session(of: "ivo@harbor.example")
        try await trial.run { client in
            let failed = try await client.execute(
                uri: "/sending/trials", method: .post, headers: ivo.sending, body: ivo.form("x=1"))
            #expect(failed.text.contains("Sign-in failed: 535 5.7.8 no."))
            #expect(failed.text.contains("Check user and password."))
            #expect(failed.text.contains("Connection: mail.harbor.example answers on port 587"))
            #expect(failed.text.contains("The desk was started with --submission"))
            let sent = try await client.execute(
                uri: "/sending/trials", method: .post, headers: ivo.sending, body: ivo.form("mail=yes"))
            #expect(sent.text.contains("The way out works."))
            #expect(sent.text.contains("Mail: to ivo@harbor.example"))
        }
    }

    @Test func `A key is made, waits for its record, signs, stops and goes`() async throws {
        let trial = try await WebTrial(withPassword: true) { server, _ in
            server.wayOut.texts = { $0.hasPrefix("found.") ? .none : .silent }
        }
        let ivo = try await trial.session(of: "ivo@harbor.example")
        try await trial.run { client in
            func send(_ address: String, _ fields: String) async throws -> TestResponse {
                try await client.execute(
                    uri: address, method: .post, headers: ivo.sending,
                    body: ivo.form(fields + Self.password))
            }
            let made = try await send(
                "/sending/keys", "domain=harbor.example&selector=found&algorithm=ed25519-sha256")
            #expect(made.headers[.location] == "/sending")
            let page = try await client.execute(uri: "/sending", method: .get, headers: ivo.headers)
            #expect(page.text.contains("found._domainkey.harbor.example. IN TXT"))
            #expect(page.text.contains("Signs nothing yet."))
            let early = try await send("/sending/keys/harbor.example/found/use", "x=1")
            #expect(early.text.contains("There is no record found._domainkey.harbor.example in DNS."))
            let used = try await send("/sending/keys/harbor.example/found/use", "unchecked=yes")
            #expect(used.headers[.location] == "/sending")
            #expect(
                try await trial.database.read { try $0.signingKeys() }.first?.usedSince == trial.clock.now)
            _ = try await send("/sending/keys/harbor.example/found/use", "x=1")
            #expect(try await trial.database.read { try $0.signingKeys() }.first?.usedSince == nil)
            _ = try await send("/sending/keys/harbor.example/found/removal", "x=1")
        }
        #expect(try await trial.database.read { try $0.signingKeys() }.isEmpty)
    }

    @Test func `That the server lets the desk in no more is said on every page and by healthz`() async throws
    {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let ana = try await trial.session(of: "ana@harbor.example")
        let asker = Access.Asker(
            person: ana.person, role: .tier1, groups: ["Front desk"], means: .session)
        _ = try await trial.office.answer(.reply, text: "It runs.", on: Ticket.ID(id), by: asker)
        let delivery = Delivery(office: trial.office) { _ in .unreachable("535 no", isRefusal: true) }
        for _ in 1...3 {
            try await delivery.drain()
            trial.clock.advance(by: 700)
        }
        let mara = try await trial.session(of: "mara@harbor.example")
        try await trial.run { client in
            let page = try await client.execute(uri: "/agreements", method: .get, headers: mara.headers)
            #expect(page.text.contains("Outbox (stopped)"))
            let health = try await client.execute(uri: "/healthz", method: .get)
            #expect(health.status == .ok && health.text.contains("mail out: refused 3 times in a row"))
        }
    }

    @Test("Nobody else sees it", arguments: ["ana@harbor.example", "mara@harbor.example"])
    func others(_ address: String) async throws {
        let trial = try await WebTrial()
        let person = try await trial.session(of: address)
        try await trial.run { client in
            for (uri, method) in [
                ("/sending", HTTPRequest.Method.get), ("/sending", .post), ("/sending/trials", .post),
                ("/sending/removal", .post), ("/sending/keys", .post),
                ("/sending/keys/a.example/b/use", .post),
                ("/sending/keys/a.example/b/removal", .post), ("/checkup", .get), ("/checkup", .post),
            ] {
                let answer = try await client.execute(
                    uri: uri, method: method, headers: person.sending, body: person.form("x=1"))
                #expect(answer.status == .forbidden)
            }
        }
    }
}
