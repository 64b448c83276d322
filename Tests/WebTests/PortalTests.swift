import Agreements
import Desk
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@Suite("The portal: what a customer's people see and do")
struct PortalTests {
    @Test("Carla signs in by password and lands at her tickets; Ana is told that the desk is hers")
    func signIn() async throws {
        let trial = try await WebTrial(withPassword: true)
        let hash = try await trial.database.read {
            try $0.person(address: "ana@harbor.example")?.passwordHash
        }
        try await trial.database.write { writer in
            guard var carla = try writer.person(address: "carla@acme.example") else { return }
            carla.passwordHash = hash
            try writer.update(carla)
        }
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let signedIn = try await client.execute(
                uri: "/sign-in", method: .post,
                body: ByteBuffer(string: "email=carla%40acme.example&password=correct+horse+battery"))
            let cookie = try #require(signedIn.headers[.setCookie]).prefix { $0 != ";" }
            let home = try await client.execute(
                uri: "/queue", method: .get, headers: [.cookie: String(cookie)])
            #expect(home.headers[.location] == "/portal")
            let page = try await client.execute(
                uri: "/portal", method: .get, headers: [.cookie: String(cookie)])
            #expect(page.status == .ok && page.text.contains("There is no ticket yet."))
            let hers = try await client.execute(uri: "/portal", method: .get, headers: ana.headers)
            #expect(hers.status == .forbidden)
        }
    }

    @Test("she files a ticket: first what it is about, then what the agreement asks for that (G)")
    func filed() async throws {
        let trial = try await WebTrial()
        let carla = try await trial.session(of: "carla@acme.example")
        try await trial.run { client in
            let first = try await client.execute(uri: "/portal/new", method: .get, headers: carla.headers)
            #expect(first.text.contains("What is it about?") && !first.text.contains("name=\"subject\""))
            let second = try await client.execute(
                uri: "/portal/new?category=technical", method: .get, headers: carla.headers)
            #expect(second.text.contains("The time at which it happened"))
            let empty = try await Self.post(
                client, carla, "/portal/tickets", [("category", "technical"), ("subject", "Export")])
            #expect(empty.status == .unprocessableContent && empty.text.contains("There is no text."))
            let sent = try await Self.post(
                client, carla, "/portal/tickets",
                [
                    ("category", "technical"), ("subject", "The export stops"), ("text", "It stops at 40 %."),
                    ("impact", "Nobody can invoice"), ("asked-2", "At nine"),
                ], file: "report.txt")
            let place = try #require(sent.headers[.location])
            let page = try await client.execute(uri: place, method: .get, headers: carla.headers)
            #expect(page.text.contains("Impact: Nobody can invoice"))
            #expect(page.text.contains("The time at which it happened: At nine"))
            #expect(page.text.contains("report.txt") && page.text.contains("You wait for us"))
            let id = try #require(place.split(separator: "/").last.flatMap { Int64($0) })
            let ticket = try await trial.ticket(id)
            #expect(ticket.category == "technical" && ticket.requester == carla.person)
            let ana = try await trial.session(of: "ana@harbor.example")
            let seen = try await client.execute(uri: "/tickets/\(id)", method: .get, headers: ana.headers)
            #expect(seen.text.contains("report.txt"), "the desk has the file too")
        }
        #expect(try await trial.letters(to: "carla@acme.example").count == 1, "the receipt")
    }

    @Test("she reads what was said to her and answers; notes, addresses and tiers are not there")
    func read() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let ana = try await trial.asker("ana@harbor.example")
        try await trial.office.answer(.note, text: "They drove it badly", on: Ticket.ID(id), by: ana)
        try await trial.office.answer(.acknowledge, text: "I look into it", on: Ticket.ID(id), by: ana)
        try await trial.office.act(.escalate(to: .tier2, reason: "Too hard"), on: Ticket.ID(id), by: ana)
        try await trial.office.answer(
            .requestInformation(missing: ["The log file"]), text: "Please send the log", on: Ticket.ID(id),
            by: ana)
        try await trial.settle()
        let carla = try await trial.session(of: "carla@acme.example")
        try await trial.run { client in
            let page = try await client.execute(
                uri: "/portal/tickets/\(id)", method: .get, headers: carla.headers)
            for word in [
                "I look into it", "Ana Lima", "The log file", "We wait for you", "Waiting for you",
                "Why this deadline?",
            ] {
                #expect(page.text.contains(word), "\(word)")
            }
            for word in ["They drove", "ana@harbor", "Too hard", "tier", "Senior support"] {
                #expect(!page.text.contains(word), "\(word)")
            }
            let sent = try await Self.post(
                client, carla, "/portal/tickets/\(id)/replies", [("text", "Here it is")], file: "app.log")
            #expect(sent.headers[.location] == "/portal/tickets/\(id)")
            let after = try await client.execute(
                uri: "/portal/tickets/\(id)", method: .get, headers: carla.headers)
            #expect(after.text.contains("app.log") && after.text.contains("You wait for us"))
        }
        #expect(try await trial.ticket(id).openWaits.isEmpty, "the clocks go on")
    }

    @Test("she reopens what is resolved, and disputes a mark; the desk's own forms refuse her")
    func acts() async throws {
        let trial = try await WebTrial()
        let (resolved, marked) = (try await trial.carlaAsks(), try await trial.carlaAsks("A new report"))
        let ben = try await trial.asker("ben@harbor.example")
        try await trial.office.answer(
            .resolve(.answer), text: "It is fixed", on: Ticket.ID(resolved), by: ben)
        try await trial.office.answer(
            .outOfScope(reason: "Reports are not in it"), text: "Sorry", on: Ticket.ID(marked), by: ben)
        try await trial.settle()
        let carla = try await trial.session(of: "carla@acme.example")
        try await trial.run { client in
            let early = try await Self.post(
                client, carla, "/portal/tickets/\(marked)/reopening", [("text", "Again")])
            #expect(
                early.status == .unprocessableContent && early.text.contains("The ticket is not resolved."))
            let again = try await Self.post(
                client, carla, "/portal/tickets/\(resolved)/reopening", [("text", "It stops at 60 %.")])
            #expect(again.status == .seeOther, "\(again.text)")
            let disputed = try await Self.post(
                client, carla, "/portal/tickets/\(marked)/disputes",
                [("mark", "out-of-scope"), ("reason", "It is in A.1")])
            #expect(disputed.status == .seeOther, "\(disputed.text)")
            let page = try await client.execute(
                uri: "/portal/tickets/\(marked)", method: .get, headers: carla.headers)
            #expect(page.text.contains("You disputed the out-of-scope mark: It is in A.1"))
            for noun in ["acknowledgment", "severity", "notes", "assignment"] {
                let refused = try await Self.post(
                    client, carla, "/tickets/\(marked)/\(noun)", [("text", "x")])
                #expect(refused.status == .forbidden, "\(noun)")
            }
            let foreign = try await client.execute(
                uri: "/portal/tickets/\(marked)/replies", method: .post, headers: carla.sending,
                body: ByteBuffer(string: "csrf=other&text=Hello"))
            #expect(foreign.status == .forbidden)
        }
        let asker = try await trial.asker("carla@acme.example")
        await #expect(throws: Access.Denial.self, "nothing goes out in the desk's name") {
            try await trial.office.answer(.reply, text: "Hello", on: Ticket.ID(marked), by: asker)
        }
        #expect(try await trial.ticket(resolved).state == .open)
        let dispute = try #require(try await trial.ticket(marked).outOfScopeMark?.dispute)
        #expect(dispute.by == .contact(carla.person) && dispute.isPending)
    }

    @Test("rights are given by a manager: the organisation's tickets, the agreement, the statements")
    func rights() async throws {
        let world = try await AccessWorld.make()
        let (trial, mara) = (world.trial, try await world.trial.asker("mara@harbor.example"))
        let places = [
            "/portal/tickets/\(world.a1)", "/portal/agreements/acme/1", "/portal/statements/acme/2026-11",
        ]
        try await trial.run { client in
            func peer(_ uri: String) async throws -> HTTPResponse.Status {
                try await world.ask(client, "GET", uri, .peer).status
            }
            for uri in places { #expect(try await peer(uri) == .notFound, "\(uri)") }
            #expect(try await peer("/portal/agreements/acme/1/promises") == .ok)
            try await trial.office.setRights(Set(ContactRight.allCases), of: "cora@acme.example", by: mara)
            for uri in places { #expect(try await peer(uri) == .ok, "\(uri)") }
            let list = try await world.ask(client, "GET", "/portal", .peer)
            #expect(list.text.contains("The export stops") && list.text.contains("All of Acme"))
            try await trial.office.setRights([], of: "cora@acme.example", by: mara)
            for uri in places { #expect(try await peer(uri) == .notFound, "\(uri)") }
        }
    }

    static func post(
        _ client: any TestClientProtocol, _ session: WebTrial.Session, _ uri: String,
        _ fields: [(String, String)], file: String? = nil, holding words: String = "words"
    ) async throws -> TestResponse {
        var headers = session.sending
        headers[.contentType] = "multipart/form-data; boundary=duly"
        var body = ([("csrf", session.csrf)] + fields).map {
            "--duly\r\nContent-Disposition: form-data; name=\"\($0)\"\r\n\r\n\($1)\r\n"
        }.joined()
        if let file {
            body +=
                "--duly\r\nContent-Disposition: form-data; name=\"files\"; filename=\"\(file)\"\r\n"
                + "Content-Type: text/plain\r\n\r\n\(words)\r\n"
        }
        return try await client.execute(
            uri: uri, method: .post, headers: headers, body: ByteBuffer(string: body + "--duly--\r\n"))
    }
}
