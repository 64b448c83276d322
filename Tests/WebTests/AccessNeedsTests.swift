import Desk
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Operations
import Storage
import Testing

@Suite("What the matrix allows with a password or a second person, and not without")
struct AccessNeedsTests {
    /// Changes nothing that binds, or takes away what the password put there.
    private static let askedOnce: Set = [
        "POST /mailboxes/:name/trials", "POST /sending/trials", "POST /checkup", "POST /webhooks/:id/pause",
        "POST /webhooks/:id/removal", "POST /webhooks/:id/resumption",
    ]
    /// Nothing is set up here that could be used or removed, which is said first.
    private static let setUpNowhere: Set = [
        "POST /sending/removal", "POST /sending/keys/:domain/:selector/removal",
        "POST /sending/keys/:domain/:selector/use",
    ]
    private static let password = "&password=correct+horse+battery"

    @Test("p: each such form is refused without the password, and past it with one")
    func passwords() async throws {
        let matrix = try AccessMatrix.standard.get()
        let world = try await AccessWorld.stocked()
        try await world.trial.run { client in
            var count = 0
            for route in matrix.routes where route.method == "POST" {
                for role in AccessRole.allCases
                where try route.way != .open && matrix.expected(route, role) == .withPassword {
                    if Self.askedOnce.union(Self.setUpNowhere).contains(route.description) { continue }
                    let uri = world.address(route.path)
                    let answer = try await world.ask(client, "POST", uri, role, "x=1")
                    if route.isAbsent, answer.status == .notFound { continue }
                    count += 1
                    #expect(answer.status == .unprocessableContent, "\(role.rawValue) \(route)")
                    #expect(answer.text.contains("confirms that it is you"), "\(role.rawValue) \(route)")
                    let given = try await world.ask(client, "POST", uri, role, "x=1" + Self.password)
                    #expect(!given.text.contains("confirms that it is you"), "\(role.rawValue) \(route)")
                }
            }
            #expect(count >= 10, "\(count)")
        }
    }

    @Test("s: an erasure that one asked for, the same may not confirm; the other side may")
    func erasure() async throws {
        let world = try await AccessWorld.stocked()
        let trial = world.trial
        let ivo = try await trial.asker("ivo@harbor.example")
        let second = try await trial.office.askErasure(
            of: Person.ID(world.cleo), reason: "By letter", by: ivo)
        try await trial.run { client in
            for (id, asker, other) in [
                (1, AccessRole.manager, AccessRole.admin), (second.rawValue, .admin, .manager),
            ] {
                let uri = "/privacy/erasures/\(id)/confirmation"
                let before = try await StoreCensus(trial.database)
                let own = try await world.ask(client, "POST", uri, asker, "x=1" + Self.password)
                #expect(own.status == .unprocessableContent, "\(asker.rawValue)")
                let after = try await StoreCensus(trial.database)
                #expect(after == before, "\(after.changed(since: before))")
                let done = try await world.ask(client, "POST", uri, other, "x=1" + Self.password)
                #expect(done.status == .seeOther, "\(other.rawValue): \(done.text)")
            }
        }
    }

    @Test("s: an exclusion that Mara proposed, and an event that she declared, Dana decides and she may not")
    func proposals() async throws {
        let trial = try await WebTrial(withPassword: true)
        let ticket = try await trial.carlaAsks()
        trial.clock.advance(by: 16 * 3600)
        let mara = try await trial.session(of: "mara@harbor.example")
        let dana = try await trial.dana()
        let times = "from=2026-11-23+16:55&to=2026-11-23+17:55&ground=Third+party&reason=Down"
        try await trial.run { client in
            func post(_ who: WebTrial.Session, _ uri: String, _ fields: String) async throws -> TestResponse {
                try await client.execute(
                    uri: uri, method: .post, headers: who.sending, body: who.confirmed(fields))
            }
            for (begin, fields, decide, decision) in [
                (
                    "/tickets/\(ticket)/exclusions", times, "/tickets/\(ticket)/exclusion-decisions",
                    "number=1&decision=approve"
                ),
                ("/events", times + "&agreement:acme=yes", "/events/1/approval", "x=1"),
            ] {
                let begun = try await post(mara, begin, fields)
                #expect(begun.status == .seeOther, "\(begin): \(begun.text)")
                let own = try await post(mara, decide, decision)
                #expect(own.status == .unprocessableContent, "\(decide)")
                let done = try await post(dana, decide, decision)
                #expect(done.status == .seeOther, "\(decide): \(done.text)")
            }
        }
    }

    @Test("s: a credit that Mara decided, she neither corrects nor answers for; Dana does")
    func credits() async throws {
        let (trial, ticket, mara) = try await CreditTests.broken(withPassword: true)
        let dana = try await trial.dana()
        let key = "key=\(ticket)/resolution/1"
        try await trial.run { client in
            func post(_ who: WebTrial.Session, _ noun: String, _ fields: String) async throws -> TestResponse
            {
                try await client.execute(
                    uri: "/credits/acme/2026-11/\(noun)", method: .post, headers: who.sending,
                    body: who.confirmed(fields))
            }
            for (noun, fields) in [("approvals", key), ("issue", "x=1"), ("disputes", key + "&reason=Worse")]
            {
                let done = try await post(mara, noun, fields)
                #expect(done.status == .seeOther, "\(noun): \(done.text)")
            }
            let answer = key + "&upheld=yes&severity=critical&reason=It+was"
            #expect(try await post(mara, "answers", answer).status == .unprocessableContent)
            #expect(try await post(dana, "answers", answer).status == .seeOther)
        }
    }
}

extension WebTrial {
    /// Dana, the second manager, with Mara's password.
    func dana() async throws -> Session {
        _ = try await DemoDesk.addDana(database, secret: .system) { _, _ in "none" }
        try await database.write { writer in
            guard let mara = try writer.person(address: "mara@harbor.example"),
                var dana = try writer.person(address: "dana@harbor.example")
            else { return }
            dana.passwordHash = mara.passwordHash
            try writer.update(dana)
        }
        return try await session(of: "dana@harbor.example")
    }
}
